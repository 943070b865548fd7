"""How far each offer is on a day. Nothing here is stored: it is read from the rows.

One function per gate; a gate that comes to hold more (inspections, proposals, visits) is widened
in its function, and every list, badge and page follows.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from eenplan.core.errors import NotFound
from eenplan.engines.placement.words import dutch_day
from eenplan.housing.enums import (
    REACHED,
    HoldKind,
    OfferStage,
    PlaceState,
    ReceptionForm,
)
from eenplan.housing.models import (
    Dwelling,
    FollowUpVisit,
    HostMember,
    Inspection,
    Offer,
    OfferCall,
    OfferHold,
    Place,
    PlaceStatus,
    Proposal,
    Stay,
)
from eenplan.housing.selectors.inspections import approved_until
from eenplan.housing.selectors.people import required_types, unchecked_adults
from eenplan.organisation.selectors import closures, norm

HELD = {
    HoldKind.PAUSED: OfferStage.PAUSED,
    HoldKind.DORMANT: OfferStage.DORMANT,
    HoldKind.WITHDRAWN: OfferStage.WITHDRAWN,
    HoldKind.FROZEN: OfferStage.FROZEN,
}


# -- One function per gate: a condition on an offer ------------------------------------------------
def _places(**facts) -> QuerySet[Place]:
    return Place.objects.filter(dwelling__offer=OuterRef("pk"), **facts)


def _states_on(day: date, *states: PlaceState) -> QuerySet[PlaceStatus]:
    in_state = PlaceStatus.objects.on(day).filter(state__in=states)
    return in_state.filter(place__dwelling__offer=OuterRef("pk"))


def was_called() -> Exists:
    """Return the gate "called": the provider was reached at least once."""
    return Exists(OfferCall.objects.filter(offer=OuterRef("pk"), result__in=REACHED))


def dwelling_checked(on: date) -> Exists:
    """Return the gate "dwelling checked": an approval that counts, as for a stay."""
    approved = Dwelling.objects.annotate(approved=approved_until(on)).filter(approved__gt=on)
    return Exists(approved.filter(offer=OuterRef("pk")))


def was_visited(on: date) -> Exists:
    """Say whether somebody came to look by a day, whatever the verdict: for the target of speed."""
    seen = Inspection.objects.filter(decided_on__lte=on, dwelling__offer=OuterRef("pk"))
    return Exists(seen)


def has_hosts() -> Exists:
    """Say whether people live with the guests, so that they have to be checked."""
    return Exists(_places(form=ReceptionForm.HOST_FAMILY))


def people_checked(on: date) -> Q:
    """Return the gate "people checked", as the trigger `host_checked_before_stay` reads it."""
    adults = HostMember.objects.adults_on(on).filter(offer=OuterRef("pk"))
    unchecked = unchecked_adults(on).filter(offer=OuterRef("pk"))
    return Q(Exists(adults)) & ~Q(Exists(unchecked)) & Q(Exists(required_types(on)))


def unit_ready(on: date) -> Exists:
    """Return the gate "ready": a unit somebody can sleep in now or soon, of a form that is open."""
    closed = closures(on=on)
    ready = _states_on(on, PlaceState.READY).exclude(
        Q(place__form__in=list(closed.forms)) | Q(place__kind__in=list(closed.kinds))
    )
    return Exists(ready.filter(Q(place__available_until=None) | Q(place__available_until__gt=on)))


def is_proposed(on: date) -> Exists:
    """Return the gate "proposed": a proposal that keeps a unit for a household on that day."""
    live = Proposal.objects.filter(ended_at=None, made_at__date__lte=on, expires_at__date__gte=on)
    return Exists(live.filter(place__dwelling__offer=OuterRef("pk")))


def is_agreed(on: date) -> Exists:
    """Return the gate "both agreed": a household is to come on a later day."""
    return Exists(Stay.objects.filter(place__dwelling__offer=OuterRef("pk"), starts_on__gt=on))


def is_lived_in(on: date) -> Exists:
    """Return the gate "stay": somebody lives there."""
    return Exists(Stay.objects.on(on).filter(place__dwelling__offer=OuterRef("pk")))


def is_followed_up(on: date) -> Exists:
    """Return the gate "follow-up": who lives there was visited."""
    held = FollowUpVisit.objects.filter(held_on__lte=on, stay__in=Stay.objects.on(on))
    return Exists(held.filter(stay__place__dwelling__offer=OuterRef("pk")))


def is_over(on: date) -> Q:
    """Return the gate "ended": every unit is closed or past its last day."""
    open_units = _places().filter(Q(available_until=None) | Q(available_until__gt=on))
    closed = PlaceStatus.objects.on(on).filter(place=OuterRef("pk"), state=PlaceState.CLOSED)
    return ~Q(Exists(open_units.filter(~Exists(closed))))


def confirmed_since(on: date) -> date:
    """Return the first day on which a confirmation still counts."""
    return on - timedelta(days=int(norm("offer_reconfirm_days", on=on)))


# -- The stage, and the gates in words -------------------------------------------------------------
def offers_with_stage(on: date) -> QuerySet[Offer]:
    """Return all offers with `stage` and what it was read from, in one query."""
    held = OfferHold.objects.on(on).filter(offer=OuterRef("pk"))
    rows = Offer.objects.annotate(
        hold_kind=Subquery(held.values("kind")[:1]),
        was_called=was_called(),
        dwelling_checked=dwelling_checked(on),
        was_visited=was_visited(on),
        has_hosts=has_hosts(),
        people_checked=Case(When(people_checked(on), then=Value(True)), default=Value(False)),
        unit_ready=unit_ready(on),
    )
    people_ok = Q(has_hosts=False) | Q(people_checked=True)
    is_ready = Q(dwelling_checked=True, unit_ready=True, confirmed_on__gte=confirmed_since(on))
    return rows.annotate(
        stage=Case(
            *(When(hold_kind=kind, then=Value(stage)) for kind, stage in HELD.items()),
            When(is_lived_in(on) & is_followed_up(on), then=Value(OfferStage.FOLLOW_UP)),
            When(is_lived_in(on), then=Value(OfferStage.STAY)),
            When(is_agreed(on), then=Value(OfferStage.AGREED)),
            When(is_over(on), then=Value(OfferStage.ENDED)),
            When(is_proposed(on), then=Value(OfferStage.PROPOSED)),
            When(is_ready & people_ok, then=Value(OfferStage.READY)),
            When(
                Q(dwelling_checked=True, has_hosts=True, people_checked=True),
                then=Value(OfferStage.PEOPLE_CHECKED),
            ),
            When(dwelling_checked=True, then=Value(OfferStage.DWELLING_CHECKED)),
            When(
                Q(was_called=True) | Q(confirmed_on__gt=F("received_on")),
                then=Value(OfferStage.CALLED),
            ),
            default=Value(OfferStage.OFFERED),
            output_field=CharField(),
        )
    )


def offer_stage(offer: Offer | int, on: date) -> OfferStage:
    """Return how far one offer is on a day."""
    pk = getattr(offer, "pk", offer)
    stage = offers_with_stage(on).filter(pk=pk).values_list("stage", flat=True).first()
    if stage is None:
        raise NotFound(pk)
    return OfferStage(stage)


@dataclass(frozen=True)
class Gate:
    """One thing an offer must be through before it is proposed, and what is wrong if it is not."""

    code: str
    title: str
    is_met: bool
    sentence: str = ""


def gates(offer: Offer, on: date) -> list[Gate]:
    """Return every gate of an offer with `stage`, in order, each refusal with its sentence."""
    since = confirmed_since(on)
    days = (on - since).days
    found = [
        Gate(
            "called",
            "gebeld",
            offer.was_called or offer.confirmed_on > offer.received_on or offer.dwelling_checked,
            "Niemand sprak de aanbieder al.",
        ),
        Gate(
            "dwelling",
            "huis gecontroleerd",
            offer.dwelling_checked,
            "Het huis is nog niet gecontroleerd.",
        ),
    ]
    if offer.has_hosts:
        refusal = "Niet elke volwassene van het gezin heeft een geldige controle."
        found.append(Gate("people", "mensen gecontroleerd", offer.people_checked, refusal))
    return [
        *found,
        Gate(
            "confirmed",
            "bevestigd",
            offer.confirmed_on >= since,
            f"Laatst bevestigd op {dutch_day(offer.confirmed_on)}: langer dan {days} dagen "
            "geleden. Bel eerst.",
        ),
        Gate("ready", "klaar", offer.unit_ready, _why_not_ready(offer, on)),
        Gate("held", "niet onderbroken", offer.hold_kind is None, _why_held(offer)),
    ]


def _why_held(offer: Offer) -> str:
    kind = offer.hold_kind
    return f"Het aanbod is {HoldKind(kind).label}." if kind else ""


def _why_not_ready(offer: Offer, on: date) -> str:
    closed = closures(on=on)
    units = Place.objects.filter(dwelling__offer=offer).values_list("form", "kind").distinct()
    shut = [closed.of(form, kind) for form, kind in units]
    if shut and all(shut):
        first = shut[0]
        return f"“{first.what.label}” is gesloten sinds {dutch_day(first.since)}."
    return "Geen enkele eenheid is klaar."


def held_offers(on: date) -> dict[int, OfferHold]:
    """Return what interrupts which offer on a day, by the id of the offer."""
    return {hold.offer_id: hold for hold in OfferHold.objects.on(on)}
