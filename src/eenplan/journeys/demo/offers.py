"""The demo's offers: how their providers were reached, what is held, and who lives with hosts.

Written over the places that are there already; whoever lives somewhere stays there.
"""

from datetime import date, timedelta
from random import Random

from eenplan.housing.contacts import read_phone
from eenplan.housing.enums import CallChannel, CallResult, HoldKind, ReceptionForm, Wish
from eenplan.housing.models import (
    CheckType,
    HostCheck,
    HostMember,
    Offer,
    OfferCall,
    OfferHold,
    Place,
    Provider,
    Stay,
)
from eenplan.organisation.models import User

FIRST = ("Griet", "Piet", "Hilde", "Wim", "An", "Koen", "Lies", "Bart", "Marleen", "Geert")
LAST = ("Demeyere", "Vandamme", "Claeys", "Lambrecht", "Desmet", "Verhelst", "Baert", "Callens")
AGREED = (
    "Sleutel bij de buren, liefst bellen na 17 uur.",
    "Verlengen kan, drie maanden vooraf te bekijken.",
    "Wil eerst de woningcontroleur zien.",
    "",
)
REMARKS = ("Tuin achteraan, fiets mag blijven staan.", "Liefst een jonge vrouw alleen.", "", "")
NEW_OFFERS = 0.06  # of all: nobody spoke with them yet
SILENT = 0.04
PAUSED = 0.03
TERMS = (None, 4, 12, 26, 52, 104)


def add_offers(caller: User, rng: Random, *, on: date) -> None:
    """Write calls, holds, terms and the people of host families over the demo's offers."""
    offers = list(Offer.objects.select_related("provider").order_by("pk"))
    lived_in = set(Stay.objects.lasting_beyond(on).values_list("place__dwelling__offer", flat=True))
    forms = dict(Place.objects.values_list("dwelling__offer", "form"))
    _reach(offers, rng)
    calls, holds = [], []
    for offer in offers:
        _say_terms(offer, rng)
        kind = rng.random() if offer.pk not in lived_in else 1
        if kind < NEW_OFFERS:
            offer.received_on = offer.confirmed_on = on - timedelta(days=rng.randint(1, 20))
        else:
            calls.append(_call(offer, CallResult.CONFIRMED, offer.confirmed_on, caller, rng))
        if NEW_OFFERS <= kind < NEW_OFFERS + SILENT:
            days = [on - timedelta(days=ago) for ago in (9, 3)]
            offer.confirmed_on = on - timedelta(days=60)
            offer.received_on = min(offer.received_on, offer.confirmed_on)
            calls += [_call(offer, CallResult.NO_ANSWER, day, caller, rng) for day in days]
            holds.append(_hold(offer, HoldKind.DORMANT, "2 keer geen antwoord", days[-1]))
        elif NEW_OFFERS + SILENT <= kind < NEW_OFFERS + SILENT + PAUSED:
            holds.append(_hold(offer, HoldKind.PAUSED, "familie op bezoek", on))
    Offer.objects.bulk_update(
        offers,
        (
            *("received_on", "confirmed_on", "longest_weeks", "deposit_cents", "separate_room"),
            *("wishes", "languages", "remark"),
        ),
        batch_size=500,
    )
    OfferCall.objects.bulk_create(calls, batch_size=2000)
    OfferHold.objects.bulk_create(holds, batch_size=2000)
    hosts = [offer for offer in offers if forms.get(offer.pk) == ReceptionForm.HOST_FAMILY]
    _add_hosts(hosts, caller, rng, on)


def _reach(offers: list[Offer], rng: Random) -> None:
    """Give each provider a telephone number; the last two share one, to be looked at."""
    providers = list({offer.provider_id: offer.provider for offer in offers}.values())
    for provider in providers:
        provider.phone = read_phone(f"0470 {rng.randrange(10**6):06}")
    if len(providers) > 1:
        providers[-1].phone = providers[-2].phone
    Provider.objects.bulk_update(providers, ["phone"], batch_size=500)


def _say_terms(offer: Offer, rng: Random) -> None:
    offer.longest_weeks = rng.choice(TERMS)
    offer.deposit_cents = rng.choice((0, 0, 30_000, 50_000))
    offer.separate_room = rng.choice((True, True, False, None))
    offer.wishes = sorted(rng.sample(Wish.values, rng.choice((0, 0, 1, 2))))
    offer.languages = rng.choice((["nl"], ["nl", "en"], ["nl", "fr"], ["nl", "uk"]))
    offer.remark = rng.choice(REMARKS)


def _call(offer: Offer, result: CallResult, day: date, caller: User, rng: Random) -> OfferCall:
    return OfferCall(
        offer=offer,
        called_on=day,
        channel=CallChannel.PHONE,
        result=result,
        agreed=rng.choice(AGREED) if result == CallResult.CONFIRMED else "",
        called_by=caller,
    )


def _hold(offer: Offer, kind: HoldKind, reason: str, day: date) -> OfferHold:
    return OfferHold(offer=offer, kind=kind, reason=reason, starts_on=day)


def _add_hosts(hosts: list[Offer], caller: User, rng: Random, on: date) -> None:
    """Give each host family its people; half of them checked, one refused, one run out."""
    members = []
    for offer in hosts:
        last = rng.choice(LAST)
        for _ in range(rng.choice((1, 2, 2))):
            name = f"{rng.choice(FIRST)} {last}"
            members.append(HostMember(offer=offer, name=name, starts_on=offer.received_on))
        if rng.random() < 0.3:
            name = f"{rng.choice(FIRST)} {last}"
            members.append(
                HostMember(offer=offer, name=name, is_minor=True, starts_on=offer.received_on)
            )
    HostMember.objects.bulk_create(members)
    kind = CheckType.objects.filter(is_required=True, for_minors=False).first() or _first_check()
    adults = [member for member in members if not member.is_minor]
    checks = []
    for number, member in enumerate(adults[: max(1, round(len(adults) * 0.6))]):
        shown = on - timedelta(days=400 if number == 1 else rng.randint(5, 90))
        checks.append(
            HostCheck(
                member=member,
                type=kind,
                verdict="NEGATIVE" if number == 2 else "POSITIVE",
                shown_on=shown,
                valid_until=shown + timedelta(days=kind.valid_days - 1),
                seen_by=caller,
            )
        )
    HostCheck.objects.bulk_create(checks)


def _first_check() -> CheckType:
    """Return the check migration 0006 wrote, written again where a test emptied the tables."""
    return CheckType.objects.create(
        country="BE",
        code="596_2",
        label="uittreksel strafregister voor werken met minderjarigen",
        basis="Niet vergeleken met de wet. Vraag het na voor u erop steunt.",
        starts_on=date(2022, 3, 14),
    )
