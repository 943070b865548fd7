"""Calls to providers: what was said, how long they are silent, and whom to call first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from eenplan.housing.enums import REACHED, CallResult, HoldKind, PlaceState
from eenplan.housing.models import Offer, OfferCall, Place, PlaceStatus, Stay
from eenplan.housing.selectors.offers import GONE, Targets, target_days, targets_of
from eenplan.housing.selectors.stages import confirmed_since, offers_with_stage
from eenplan.organisation.selectors import closures, norm

# How likely a call is to bring a bed, in percent, by the age of the last confirmation: a proposal
# of ours, measured nowhere; each silence since then halves it. The call list says so.
CHANCES = ((30, 90), (60, 70), (120, 50))
LEAST_CHANCE = 30


def calls_of(offer: Offer) -> QuerySet[OfferCall]:
    """Return the calls about an offer, latest first."""
    return offer.calls.select_related("called_by").order_by("-called_on", "-pk")


def silences(
    calls: Iterable[tuple[date, str]], *, confirmed_on: date, on: date, answer_days: int
) -> int:
    """Return on how many days a provider did not answer since the last time somebody spoke.

    A message counts once it stayed unanswered for some days; two tries on one day are one silence.
    """
    calls = list(calls)
    spoken = max((day for day, result in calls if result in REACHED), default=date.min)
    since = max(spoken, confirmed_on)
    overdue = on - timedelta(days=answer_days)
    return len(
        {
            day
            for day, result in calls
            if result not in REACHED
            and day >= since
            and (result != CallResult.SENT or day <= overdue)
        }
        - {spoken}
    )


def silences_of(offers: Iterable[Offer], *, on: date) -> dict[int, int]:
    """Return the silences of offers by id; one query for all."""
    offers = list(offers)
    said: dict[int, list[tuple[date, str]]] = defaultdict(list)
    calls = OfferCall.objects.filter(offer__in=offers, called_on__lte=on).order_by()
    for offer, day, result in calls.values_list("offer", "called_on", "result"):
        said[offer].append((day, result))
    days = int(norm("offer_answer_days", on=on))
    return {
        offer.pk: silences(said[offer.pk], confirmed_on=offer.confirmed_on, on=on, answer_days=days)
        for offer in offers
    }


def chance_of(age: int, silent: int) -> int:
    """Return how likely a call is to bring a bed, in percent, at least 1."""
    base = next((chance for days, chance in CHANCES if age <= days), LEAST_CHANCE)
    return max(base >> silent, 1)


@dataclass(frozen=True)
class CallRow:
    """One provider to call: what a call may bring, and how that number came about."""

    offer: Offer
    persons: int
    person_nights: int
    chance: int
    silent: int
    targets: Targets
    reason: str

    @property
    def expected(self) -> int:
        """Return the person-nights a call is expected to bring."""
        return self.person_nights * self.chance // 100

    @property
    def formula(self) -> str:
        """Return how the expected yield was reckoned, in words."""
        if not self.person_nights:
            return "0: geen vrije plaats in een opvangvorm die open is"
        nights = self.person_nights // self.persons if self.persons else 0
        even = nights * self.persons == self.person_nights
        beds = f"{self.persons} {'persoon' if self.persons == 1 else 'personen'}"
        size = (
            f"{beds} × {nights} nachten"
            if even
            else f"{beds}, samen {self.person_nights} persoonsnachten"
        )
        return f"{size} × {self.chance} %"


def call_list(on: date) -> list[CallRow]:
    """Return the providers to call, the highest expected yield first; always as many queries."""
    offers = list(_to_call(on))
    silent = silences_of(offers, on=on)
    beds = _person_nights(offers, on)
    days = target_days(on)
    rows = [_row(o, beds[o.pk], silent[o.pk], targets_of(o, days, on=on), on) for o in offers]
    return sorted(rows, key=lambda row: (-row.expected, row.offer.received_on, row.offer.pk))


def _to_call(on: date) -> QuerySet[Offer]:
    """Return the offers somebody should call: new, to confirm anew, silent, or to call back."""
    due = OfferCall.objects.filter(offer=OuterRef("pk"), call_back_on__lte=on)
    later = OfferCall.objects.filter(
        offer=OuterRef("offer"), called_on__gte=OuterRef("call_back_on")
    )
    return (
        offers_with_stage(on)
        .select_related("provider")
        .annotate(call_back=Exists(due.filter(~Exists(later))))
        .filter(Q(hold_kind=None) | Q(hold_kind=HoldKind.DORMANT), emptied_on=None)
        .filter(
            Q(stage="OFFERED")
            | Q(confirmed_on__lt=confirmed_since(on))
            | Q(hold_kind=HoldKind.DORMANT)
            | Q(call_back=True)
        )
        .exclude(stage__in=(*GONE, "STAY", "FOLLOW_UP", "AGREED"))
    )


def _person_nights(offers: Sequence[Offer], on: date) -> dict[int, list[tuple[int, int]]]:
    """Return per offer the beds and nights of each unit nobody lives in, of a form that is open."""
    last = on + timedelta(days=int(norm("offer_yield_days", on=on)))
    shut = closures(on=on)
    closed = PlaceStatus.objects.on(on).filter(place=OuterRef("pk"), state=PlaceState.CLOSED)
    units = (
        Place.objects.filter(dwelling__offer__in=offers)
        .exclude(Q(form__in=list(shut.forms)) | Q(kind__in=list(shut.kinds)))
        .filter(~Exists(closed), ~Exists(Stay.objects.on(on).filter(place=OuterRef("pk"))))
        .annotate(offer_id=F("dwelling__offer"))
        .values_list("offer_id", "max_persons", "available_from", "available_until")
    )
    longest = {offer.pk: (offer.longest_weeks or 0) * 7 for offer in offers}
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for offer, persons, start, end in units:
        nights = (min(end or last, last) - max(start, on)).days
        if longest[offer]:
            nights = min(nights, longest[offer])
        if nights > 0:
            found[offer].append((persons, nights))
    return found


def _row(
    offer: Offer, beds: list[tuple[int, int]], silent: int, targets: Targets, on: date
) -> CallRow:
    return CallRow(
        offer=offer,
        persons=sum(persons for persons, _ in beds),
        person_nights=sum(persons * nights for persons, nights in beds),
        chance=chance_of((on - offer.confirmed_on).days, silent),
        silent=silent,
        targets=targets,
        reason=_why(offer),
    )


def _why(offer: Offer) -> str:
    if offer.hold_kind == HoldKind.DORMANT:
        return "slaapt: één gesprek maakt het weer wakker"
    if offer.stage == "OFFERED":
        return "nog niet gesproken"
    return "terugbellen" if offer.call_back else "opnieuw bevestigen"
