"""The demo's inspections, works, contracts and costs, in proportion to its places."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from eenplan.housing.enums import PlaceState as S
from eenplan.housing.enums_dwellings import CostKind, Verdict, WorkBy, WorkKind
from eenplan.housing.models import (
    Checklist,
    Contingent,
    Contract,
    CostLine,
    Inspection,
    InspectionAnswer,
    Place,
    PlaceStatus,
    Work,
)
from eenplan.housing.selectors import months_after
from eenplan.organisation.models import User

GOOD = {"co": "NO", "damp": "NO", "unfit_list": "NO", "occupancy": "UNKNOWN"}
KINDS = {
    S.TO_CLEAN: (WorkKind.CLEAN, "Volledig kuisen en bedden opmaken", WorkBy.OWN_CREW, 180),
    S.TO_REFRESH: (WorkKind.REFRESH, "Slaapkamers schilderen", WorkBy.OWN_CREW, 950),
    S.TO_RENOVATE: (WorkKind.RENOVATE, "Elektriciteit vernieuwen", WorkBy.CONTRACTOR, 6400),
}
MONTHS_BOOKED = 4
SEEN_BY_US = 0.2  # of the dwellings that are ready


def draw_dwellings(inspector: User, rng: Random, *, on: date) -> None:
    """Write what is known of the dwellings besides their places."""
    states = dict(PlaceStatus.objects.on(on).values_list("place", "state"))
    places = list(Place.objects.select_related("dwelling").order_by("pk"))
    _give_contingents(places, rng)
    Work.objects.bulk_create(_works(places, states, rng, on))
    _inspect(places, states, inspector, rng, on)
    contracts = Contract.objects.bulk_create(_contracts(places, rng, on))
    CostLine.objects.bulk_create(_costs(contracts, on))


def _give_contingents(places: list[Place], rng: Random) -> None:
    contingents = list(Contingent.objects.order_by("serial"))
    for place in places:
        place.contingent = rng.choice([*contingents, *contingents, None])
    Place.objects.bulk_update(places, ["contingent"], batch_size=1000)


def _works(places: list[Place], states: dict, rng: Random, on: date) -> list[Work]:
    """Return a work for each place that waits for one: some late, some without a day."""
    rows = []
    for number, place in enumerate(p for p in places if states.get(p.pk) in KINDS):
        kind, what, by, euro = KINDS[states[place.pk]]
        ready = on + timedelta(days=(-6, 5, 12, 26, 40)[number % 5])
        rows.append(
            Work(
                dwelling=place.dwelling,
                place=place,
                kind=kind,
                what=what,
                by=by,
                who="Poetsploeg OCMW" if by == WorkBy.OWN_CREW else "Elektro De Smet",
                cost_cents=euro * rng.randint(80, 120),
                planned_on=None if number % 7 == 6 else ready - timedelta(days=9),
                ready_on=None if number % 7 == 6 else ready,
            )
        )
    return rows


def _inspect(places: list[Place], states: dict, inspector: User, rng: Random, on: date) -> None:
    """Write inspections that are planned, one that is under way, and some with our own verdict."""
    checklist = Checklist.objects.get()
    items = list(checklist.items.all())
    planned, seen = [], []
    for place in places:
        state = states.get(place.pk)
        visit = Inspection(dwelling=place.dwelling, inspector=inspector, checklist=checklist)
        if state == S.NOT_INSPECTED:
            visit.planned_on = on + timedelta(days=rng.randint(-4, 12))
            visit.begun_on = on if not planned else None
            visit.checklist = checklist if visit.begun_on else None
            planned.append(visit)
        elif state == S.READY and rng.random() < SEEN_BY_US:
            visit.planned_on = visit.begun_on = on - timedelta(days=rng.randint(1, 15))
            seen.append(visit)
    Inspection.objects.bulk_create([*planned, *seen])
    at = datetime.combine(on, time(9, 30), ZoneInfo("Europe/Brussels"))
    forms = {place.dwelling_id: place for place in places}
    answers = []
    for visit in (*planned[:1], *seen):
        for item in items:
            unit = forms[visit.dwelling_id]
            if (item.forms and unit.form not in item.forms) or (
                item.kinds and unit.kind not in item.kinds
            ):
                continue
            said = "" if visit in planned and item.position > 7 else GOOD.get(item.code, "YES")
            answers.append(
                InspectionAnswer(
                    inspection=visit,
                    item=item,
                    answer=said,
                    answered_by=inspector if said else None,
                    answered_at=at if said else None,
                )
            )
    InspectionAnswer.objects.bulk_create(answers, batch_size=2000)
    for visit in seen:
        visit.verdict, visit.decided_on = Verdict.APPROVED, visit.begun_on
        visit.valid_until = months_after(visit.begun_on, 12)
    Inspection.objects.bulk_update(seen, ["verdict", "decided_on", "valid_until"])


def _contracts(places: list[Place], rng: Random, on: date) -> list[Contract]:
    """Return a contract for each dwelling that costs rent; a few end soon."""
    rows = []
    for number, place in enumerate(p for p in places if p.rent_cents):
        starts = place.available_from - timedelta(days=3)
        soon = number % 6 == 0
        ends = on + timedelta(days=rng.randint(10, 80)) if soon else place.available_until
        has_deposit = rng.random() < 0.6
        rows.append(
            Contract(
                dwelling=place.dwelling,
                starts_on=min(starts, on),
                ends_on=ends,
                rent_cents=place.rent_cents,
                deposit_cents=2 * place.rent_cents if has_deposit else 0,
                deposit_paid_on=min(starts, on) if has_deposit else None,
                notice_months=rng.choice((1, 2, 3)),
                signed_on=min(starts, on) - timedelta(days=5),
                signed_by="de aanbieder en de voorzitter",
            )
        )
    return rows


def _costs(contracts: list[Contract], on: date) -> list[CostLine]:
    """Return the deposits that were paid, and the rent of the last months."""
    rows = [
        CostLine(
            dwelling=row.dwelling,
            kind=CostKind.DEPOSIT,
            amount_cents=row.deposit_cents,
            booked_on=row.deposit_paid_on,
            what="waarborg",
        )
        for row in contracts
        if row.deposit_paid_on
    ]
    for ago in range(MONTHS_BOOKED):
        first = months_after(on.replace(day=1), -ago)
        rows += [
            CostLine(
                dwelling=row.dwelling,
                contract=row,
                month=first,
                kind=CostKind.RENT,
                amount_cents=row.rent_cents,
                booked_on=first,
                what="huur",
            )
            for row in contracts
            if row.starts_on <= first and (row.ends_on is None or row.ends_on > on)
        ]
    return rows
