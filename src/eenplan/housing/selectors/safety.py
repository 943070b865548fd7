"""Reading reports and stops; and patterns that are worth a look, never a verdict."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Length

from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.housing.models import FollowUpVisit, Incident, Offer, Place, Stay, Stop
from eenplan.housing.selectors.follow_up import file_of
from eenplan.housing.stay_kinds import Seriousness, YesNo
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household

SAME_NUMBER = 9  # the last digits of a number: 0478 12 34 56 and +32 478 12 34 56 are one
LOOKED_BACK = timedelta(days=365)
SHORT_STAYS = SILENCES = 2


def incidents_for(actor: Actor, which: str = "", *, on: date) -> QuerySet[Incident]:
    """Return the reports, as far as the households they are about may be seen; acute first."""
    rows = Incident.objects.filter(
        Q(stay=None) | Q(stay__household__in=Household.objects.visible_to(actor))
    )
    rows = (
        rows.filter(closed_on__isnull=False)
        if which == "afgesloten"
        else rows.filter(closed_on=None)
    )
    if which == "nu":
        rows = rows.filter(Q(follow_up_on__lte=on) | Q(version=1))
    return (
        rows.select_related("offer__provider", "stay__household", "stay__place")
        .prefetch_related("offer__dwelling__places")
        .order_by(F("closed_on").desc(nulls_first=True), _by_weight(), "noted_on", "pk")
    )


def _by_weight() -> Case:
    """Acute before serious before the rest."""
    return Case(
        When(seriousness=Seriousness.ACUTE, then=0),
        When(seriousness=Seriousness.SERIOUS, then=1),
        default=2,
        output_field=IntegerField(),
    )


def get_incident(actor: Actor, pk: int, *, on: date) -> Incident:
    """Return a report the actor may read, or raise NotFound."""
    visible = Q(stay=None) | Q(stay__household__in=Household.objects.visible_to(actor))
    rows = Incident.objects.filter(visible, pk=pk)
    incident = rows.select_related("offer__provider", "stay__household", "stay__place").first()
    if incident is None:
        raise NotFound(pk)
    if incident.stay:
        incident.stay.household = file_of(actor, incident.stay.household_id)
    return incident


def notes_of(incident: Incident):
    """Return what was done about a report, first to last."""
    return incident.notes.select_related("noted_by")


# -- Stops -----------------------------------------------------------------------------------------
def stops(which: str = "") -> QuerySet[Stop]:
    """Return the offers that are stopped now, or all that ever were."""
    rows = Stop.objects.all() if which == "alles" else Stop.objects.filter(lifted_on=None)
    rows = rows.select_related("offer__provider", "stopped_by", "lifted_by")
    return rows.prefetch_related("offer__dwelling__places").order_by("-stopped_on", "-pk")


def get_stop(pk: int) -> Stop:
    """Return a stop, lifted or not, or raise NotFound."""
    stop = stops("alles").filter(pk=pk).first()
    if stop is None:
        raise NotFound(pk)
    return stop


def running_stop(offer_id: int) -> Stop | None:
    """Return the stop an offer is under now, if any."""
    return Stop.objects.filter(offer=offer_id, lifted_on=None).select_related("stopped_by").first()


def living_there(offer_id: int, *, on: date) -> list[int]:
    """Return the ids of the households that live, or will live, in an offer."""
    rows = Stay.objects.lasting_beyond(on).filter(place__dwelling__offer=offer_id)
    return list(rows.values_list("household", flat=True))


def place_with_offer(pk: int) -> Place:
    """Return a place with its offer, for a report or a stop; or raise NotFound."""
    rows = Place.objects.select_related("dwelling__area", "dwelling__offer__provider")
    place = rows.filter(pk=pk).first()
    if place is None:
        raise NotFound(pk)
    return place


# -- Patterns --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Pattern:
    """Something about an offer that is worth a look; what it means a person finds out."""

    offer: Offer
    places: str
    what: str

    @property
    def pk(self) -> int:
        return self.offer.pk


def patterns(*, on: date) -> list[Pattern]:
    """Return what is worth a look, per offer: counts of facts, no score and no order of guilt."""
    since = on - LOOKED_BACK
    found: dict[int, list[str]] = {}
    for words, counts in (
        ("{} keer geen antwoord bij een bezoek", _silences(since)),
        ("{} korte verblijven in een jaar", _short_stays(since, on)),
        ("{} keer genoteerd dat het gezin er niet echt woont", _said(since, lives_there=YesNo.NO)),
        (
            "{} keer genoteerd dat het gezin zijn papieren niet zelf heeft",
            _said(since, has_papers=YesNo.NO),
        ),
        (
            "{} keer genoteerd dat een gast voor de gastheer werkt",
            _said(since, works_for_host=YesNo.YES),
        ),
        ("{} gezin(nen) met hetzelfde telefoonnummer als de aanbieder", _same_phone(on)),
    ):
        for offer, number in counts:
            found.setdefault(offer, []).append(words.format(number))
    offers = Offer.objects.filter(pk__in=found).select_related("provider")
    offers = offers.prefetch_related("dwelling__places").order_by("pk")
    return [
        Pattern(offer, references_of(offer), line) for offer in offers for line in found[offer.pk]
    ]


def references_of(offer: Offer) -> str:
    """Return the references of the places of an offer, in words."""
    return ", ".join(sorted(place.reference for place in offer.dwelling.places.all()))


OFFER_OF_VISIT = "stay__place__dwelling__offer"


def _silences(since: date) -> QuerySet:
    rows = FollowUpVisit.objects.filter(last_tried_on__gte=since).order_by()
    rows = rows.values(OFFER_OF_VISIT).annotate(n=Sum("tried")).filter(n__gte=SILENCES)
    return rows.values_list(OFFER_OF_VISIT, "n")


def _said(since: date, **fact) -> QuerySet:
    rows = FollowUpVisit.objects.filter(held_on__gte=since, **fact).order_by()
    return rows.values(OFFER_OF_VISIT).annotate(n=Count("pk")).values_list(OFFER_OF_VISIT, "n")


def _short_stays(since: date, on: date) -> QuerySet:
    short = int(norm("short_stay_days", on=on))
    rows = Stay.objects.filter(
        ends_on__gte=since, ends_on__lte=on, ends_on__lt=F("starts_on") + Value(short)
    )
    offer = "place__dwelling__offer"
    rows = rows.order_by().values(offer).annotate(n=Count("pk")).filter(n__gte=SHORT_STAYS)
    return rows.values_list(offer, "n")


def _last_digits(field: str) -> Func:
    digits = Func(F(field), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
    return Func(digits, Value(SAME_NUMBER), function="right", output_field=CharField())


def _same_phone(on: date) -> QuerySet:
    offer = "place__dwelling__offer"
    rows = Stay.objects.on(on).annotate(
        guest=_last_digits("household__phone"), host=_last_digits(f"{offer}__provider__phone")
    )
    rows = rows.annotate(digits=Length("guest")).filter(guest=F("host"), digits__gte=8).order_by()
    return rows.values(offer).annotate(n=Count("pk")).values_list(offer, "n")
