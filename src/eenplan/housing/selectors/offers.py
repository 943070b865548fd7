"""Finding offers: the list and its filters, possible doubles, and signals to look at."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Lower

from eenplan.core.errors import NotFound
from eenplan.housing.enums import OfferStage, Side
from eenplan.housing.models import (
    Answer,
    Dwelling,
    Offer,
    Place,
    Provider,
    Tombstone,
)
from eenplan.housing.selectors.stages import confirmed_since, offers_with_stage
from eenplan.housing.tombstones import digest_of_offer
from eenplan.housing.workdays import after_workdays, late_since
from eenplan.organisation.selectors import norm_values

GONE = (OfferStage.WITHDRAWN, OfferStage.ENDED)


def offers_on(day: date) -> QuerySet[Offer]:
    """Return all offers with their stage, size and signals on a day."""
    units = (
        Place.objects.filter(dwelling__offer=OuterRef("pk")).order_by().values("dwelling__offer")
    )
    shared = shared_marks()
    return (
        offers_with_stage(day)
        .select_related("provider", "dwelling__area")
        .defer("dwelling__area__geometry")
        .annotate(
            reference=Subquery(units.annotate(said=Min("reference")).values("said")),
            form=Subquery(units.annotate(said=Min("form")).values("said")),
            units=Subquery(units.annotate(said=Count("pk")).values("said")),
            persons=Subquery(units.annotate(said=Sum("max_persons")).values("said")),
            **shared,
        )
        .order_by("-received_on", "-pk")
    )


def shared_marks() -> dict[str, Exists]:
    """Return, per mark, whether another provider uses the same one (safeguard 7)."""
    others = Provider.objects.exclude(pk=OuterRef("provider"))
    return {
        "shares_phone": Exists(others.filter(phone=OuterRef("provider__phone")).exclude(phone="")),
        "shares_iban": Exists(others.filter(iban=OuterRef("provider__iban")).exclude(iban="")),
        "shares_email": Exists(others.filter(email=OuterRef("provider__email")).exclude(email="")),
        "shares_address": Exists(
            Dwelling.objects.alias(low=Lower("address"))
            .filter(low=Lower(OuterRef("dwelling__address")))
            .exclude(address="")
            .exclude(offer__provider=OuterRef("provider"))
        ),
    }


SHARED = {
    "shares_phone": "zelfde telefoon als een andere aanbieder",
    "shares_iban": "zelfde rekeningnummer als een andere aanbieder",
    "shares_email": "zelfde e-mailadres als een andere aanbieder",
    "shares_address": "zelfde adres als een andere aanbieder",
}


def signals_of(offer: Offer) -> list[str]:
    """Return what to look at in an offer of the list: a question, never a verdict."""
    return [sentence for mark, sentence in SHARED.items() if getattr(offer, mark)]


def matching(offers: QuerySet[Offer], filters: dict, *, on: date) -> QuerySet[Offer]:
    """Return the offers that meet every filter of the list that is filled in."""
    since = confirmed_since(on)
    said = {name: value for name, value in filters.items() if value}
    if not said.keys() & {"fase", "alle"}:
        offers = offers.exclude(stage__in=GONE)
    ages = {"oud": Q(confirmed_on__lt=since), "vers": Q(confirmed_on__gte=since)}
    narrowed = {
        "fase": lambda stage: Q(stage=stage),
        "vorm": lambda form: Q(form=form),
        "wijk": lambda area: Q(dwelling__area=area),
        "bevestigd": lambda age: ages[age],
        "bekijk": lambda _: Q(*((mark, True) for mark in SHARED), _connector=Q.OR),
        "q": _named,
    }
    for name, condition in narrowed.items():
        if name in said:
            offers = offers.filter(condition(said[name]))
    return late_offers(offers, said["laat"], on=on) if "laat" in said else offers


def _named(words: str) -> Q:
    found = Q()
    for word in words.split():
        found &= Q(provider__name__icontains=word) | Q(reference__icontains=word)
    return found


def late_offers(offers: QuerySet[Offer], target: str, *, on: date) -> QuerySet[Offer]:
    """Return the offers past a target of speed: "gesprek" not called, "bezoek" not seen in time."""
    waiting = offers.filter(hold_kind=None)
    to_call, to_visit = target_days(on)
    if target == "gesprek":
        since = late_since(on, to_call)
        return waiting.filter(stage=OfferStage.OFFERED, received_on__lte=since)
    since = late_since(on, to_visit)
    return waiting.filter(was_visited=False, received_on__lte=since).exclude(stage__in=GONE)


@dataclass(frozen=True)
class Targets:
    """By when a provider is spoken to and a dwelling seen; slow safe ways push people elsewhere."""

    call_by: date
    visit_by: date
    call_is_late: bool
    visit_is_late: bool


def target_days(on: date) -> tuple[int, int]:
    """Return within how many working days a provider is spoken to, and a dwelling seen."""
    days = norm_values("offer_call_workdays", "offer_visit_workdays", on=on)
    return int(days["offer_call_workdays"]), int(days["offer_visit_workdays"])


def targets_of(offer: Offer, days: tuple[int, int], *, on: date) -> Targets:
    """Return the targets of speed of an offer with its stage; `days` from `target_days`."""
    call_by = after_workdays(offer.received_on, days[0])
    visit_by = after_workdays(offer.received_on, days[1])
    waits = offer.hold_kind is None and offer.stage not in GONE
    return Targets(
        call_by=call_by,
        visit_by=visit_by,
        call_is_late=waits and offer.stage == OfferStage.OFFERED and call_by < on,
        visit_is_late=waits and not offer.was_visited and visit_by < on,
    )


def get_offer(pk: int, *, on: date) -> Offer:
    """Return one offer with its stage and signals on a day, or raise NotFound."""
    found = offers_on(on).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


# -- Before writing: is this known already? --------------------------------------------------------
@dataclass
class PossibleDoubles:
    """What is known that looks like an offer somebody is writing down."""

    providers: list[tuple[Provider, list[str]]] = field(default_factory=list)
    at_address: list[Offer] = field(default_factory=list)
    remembered: list[Tombstone] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.providers or self.at_address or self.remembered)


def possible_doubles(
    *, name: str, phone: str = "", email: str = "", iban: str = "", address: str = "", on: date
) -> PossibleDoubles:
    """Return the providers and offers that may be the same; three queries, each by an index."""
    known = Q(pk__in=[])
    if name.strip():
        known |= Q(low=name.strip().lower())
    for mark, value in (("phone", phone), ("email", email), ("iban", iban)):
        if value:
            known |= Q(**{mark: value})
    found = Provider.objects.alias(low=Lower("name")).filter(known)[:20]
    said = {"naam": name.strip().lower(), "telefoon": phone, "e-mail": email, "rekening": iban}
    return PossibleDoubles(
        providers=[(provider, _same(provider, said)) for provider in found],
        at_address=_at_address(address),
        remembered=remembered(digest_of_offer(name, address), on=on),
    )


def _same(provider: Provider, said: dict[str, str]) -> list[str]:
    has = (provider.name.lower(), provider.phone, provider.email, provider.iban)
    return [
        word for (word, value), own in zip(said.items(), has, strict=True) if value and value == own
    ]


def _at_address(address: str) -> list[Offer]:
    if not address.strip():
        return []
    dwellings = Dwelling.objects.alias(low=Lower("address")).filter(low=address.strip().lower())
    return [row.offer for row in dwellings.select_related("offer__provider")[:20]]


def remembered(digest: str | None, *, on: date) -> list[Tombstone]:
    """Return what is still remembered of an emptied offer with this hash."""
    if digest is None:
        return []
    return list(Tombstone.objects.filter(digest=digest, expires_on__gt=on)[:1])


# -- For matching ----------------------------------------------------------------------------------
def offer_facts(offers: Iterable[int]) -> dict[int, Offer]:
    """Return the terms and wishes of offers by id, for matching; without the remark."""
    rows = Offer.objects.filter(pk__in=list(offers)).defer("remark")
    return {offer.pk: offer for offer in rows}


def refusals_of(offer: Offer) -> QuerySet[Answer]:
    """Return what a provider refused; about whom is not on this row's page."""
    said = Answer.objects.filter(
        proposal__place__dwelling__offer=offer, side=Side.PROVIDER, agrees=False
    )
    return said.select_related("reason", "noted_by").order_by("-given_at")


def units_of(offer: Offer) -> list[Place]:
    """Return the units of an offer, by reference."""
    return list(Place.objects.filter(dwelling__offer=offer).order_by("reference"))


def providers_with(pk: int) -> Provider | None:
    """Return a provider by id, or None."""
    return Provider.objects.filter(pk=pk).first()


def same_provider(offer: Offer) -> QuerySet[Offer]:
    """Return the other offers of the same provider."""
    others = Offer.objects.filter(provider=offer.provider).exclude(pk=offer.pk)
    return others.annotate(reference=Min("dwelling__places__reference")).order_by(F("pk").desc())
