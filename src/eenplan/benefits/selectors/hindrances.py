"""Stays abroad and sanctions: whose, what they take off a payment, and what was paid otherwise."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from eenplan.benefits.enums import AskedRight, ProposalKind
from eenplan.benefits.models import Decision, Sanction, StayAbroad
from eenplan.benefits.selectors.rights_scope import households_with_rights
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.engines.entitlement import Fault, Sanction as Suspension, Stay, stays_to_report
from eenplan.people.models import Household, Person


@dataclass(frozen=True)
class Standing:
    """What stands in the way of one person's payments, as the engine asks it.

    `marks` names the rows: what a payment rested on is kept with it.
    """

    stays: tuple[Stay, ...] = ()
    sanctions: tuple[Suspension, ...] = ()
    marks: tuple[str, ...] = ()  # of the stays, then of the sanctions

    def only(self, marks: Collection[str]) -> "Standing":
        """Return what of it a payment knew of, whether or not the day back was known then."""
        knew, rows = {_row_of(mark) for mark in marks}, (*self.stays, *self.sanctions)
        both = zip(self.marks, rows, strict=True)
        kept = [(mark, row) for mark, row in both if _row_of(mark) in knew]
        return Standing(
            tuple(row for _, row in kept if isinstance(row, Stay)),
            tuple(row for _, row in kept if isinstance(row, Suspension)),
            tuple(mark for mark, _ in kept),
        )


NOTHING = Standing()


def _row_of(mark: str) -> str:
    """Return which row a mark names, without how it was then."""
    return " ".join(mark.split()[:2])


def standing_of(persons: Collection[int], until: date) -> dict[int, Standing]:
    """Return what stands in the way of persons before a day; who is not back yet is away still."""
    stays: dict[int, list] = defaultdict(list)
    sanctions: dict[int, list] = defaultdict(list)
    marks: dict[int, list[str]] = defaultdict(list)
    away = StayAbroad.objects.standing().filter(person__in=persons, starts_on__lt=until)
    for row in away.order_by("starts_on"):
        stays[row.person_id].append(as_stay(row, until))
        marks[row.person_id].append(mark_of(row))
    held = Sanction.objects.standing().filter(person__in=persons, starts_on__lt=until)
    for row in held.order_by("starts_on"):
        sanctions[row.person_id].append(as_sanction(row))
        marks[row.person_id].append(mark_of(row))
    return {
        person: Standing(tuple(stays[person]), tuple(sanctions[person]), tuple(found))
        for person, found in marks.items()
    }


def mark_of(row: StayAbroad | Sanction) -> str:
    """Return how a payment names a row it rested on, as the row was then."""
    if isinstance(row, Sanction):
        return f"sanctie {row.pk}"
    back = row.ends_on.isoformat() if row.ends_on else "weg"
    return f"buitenland {row.pk} {back}" + (" uitzondering" if row.exceptional_by_id else "")


def as_stay(row: StayAbroad, until: date) -> Stay:
    """Return a stay as the engine asks it."""
    return Stay(
        since=row.starts_on,
        until=row.ends_on or max(until, row.starts_on),
        exceptional=row.exceptional_by_id is not None,
        notified_on=row.reported_on,
    )


def as_sanction(row: Sanction) -> Suspension:
    """Return a sanction as the engine asks it."""
    return Suspension(
        fault=Fault(row.fault.lower()),
        months=row.months,
        fact_on=row.fact_on,
        notified_on=row.notified_on,
        starts_on=row.starts_on,
        earlier_on=row.earlier_on,
        conditional=row.conditional,
        advised=row.advice_on is not None,
        percent=row.percent,
    )


def earlier_sanction(person: Person, fault: str, fact_on: date) -> date | None:
    """Return when the last sanction before a fact was notified, of the same paragraph of art. 30.

    A breach of a project counts apart from a wrong declaration or fraud.
    """
    rows = Sanction.objects.standing().filter(person=person, notified_on__lt=fact_on)
    rows = rows.filter(fault="PROJECT") if fault == "PROJECT" else rows.exclude(fault="PROJECT")
    return rows.order_by("-notified_on").values_list("notified_on", flat=True).first()


# -- The page of a household -----------------------------------------------------------------------
@dataclass(frozen=True)
class StayLine:
    """A stay abroad on the page: how long, and whether it was reported in time."""

    row: StayAbroad
    days: int
    is_late: bool
    is_open: bool


def stay_lines(household: Household, *, on: date) -> list[StayLine]:
    """Return the stays of the people of a household, the latest first."""
    rows = StayAbroad.objects.filter(household=household)
    return [_line(row, on) for row in rows.select_related("person", "exceptional_by", "noted_by")]


def _line(row: StayAbroad, on: date) -> StayLine:
    stay = as_stay(row, max(on, row.starts_on))
    late = bool(stays_to_report([stay]))
    return StayLine(row, (stay.until - stay.since).days, late, row.ends_on is None)


def sanctions_of(household: Household) -> list[Sanction]:
    """Return the sanctions of the people of a household, the latest first."""
    rows = Sanction.objects.filter(household=household)
    return list(rows.select_related("person", "decision", "noted_by"))


def to_carry_out(household: Household) -> list[Decision]:
    """Return the decisions to suspend that nobody carried out yet."""
    rows = Decision.objects.filter(application__household=household, kind=ProposalKind.SANCTION)
    done = Sanction.objects.standing().values("decision")
    return list(rows.exclude(pk__in=done).select_related("application__applicant"))


def hindered_now(person_id: int, on: date) -> str:
    """Return in words that somebody is abroad or suspended on a day, or nothing."""
    about = {"person": person_id}
    if Sanction.objects.standing().on(on).filter(conditional=False, **about).exists():
        return "geschorst als sanctie"
    away = StayAbroad.objects.standing().on(on).filter(**about).exists()
    return "in het buitenland" if away else ""


def decisions_abroad(person: Person) -> list[Decision]:
    """Return the decisions to go on paying somebody abroad."""
    rows = Decision.objects.filter(application__applicant=person, kind=ProposalKind.ABROAD)
    return list(rows.order_by("-decided_on", "-pk"))


def people_with_a_wage(household: Household) -> list[Person]:
    """Return who of a household ever had a wage of this centre, by name."""
    wages = (AskedRight.LIVING_WAGE, AskedRight.EQUIVALENT)
    grants = household.grants.filter(component__in=wages).select_related("beneficiary")
    found = {grant.beneficiary_id: grant.beneficiary for grant in grants}
    return sorted(found.values(), key=lambda person: (str(person), person.pk))


def get_stay(actor: Actor, pk: int) -> StayAbroad:
    """Return a stay of a household of which the actor sees the rights. Raises NotFound."""
    return _get(StayAbroad.objects.all(), actor, pk)


def get_sanction(actor: Actor, pk: int) -> Sanction:
    """Return a sanction of a household of which the actor sees the rights. Raises NotFound."""
    return _get(Sanction.objects.select_related("decision"), actor, pk)


def _get(rows, actor: Actor, pk: int):
    found = rows.filter(pk=pk, household__in=households_with_rights(actor))
    row = found.select_related("person").first()
    if row is None:
        raise NotFound(pk)
    row.household = Household.objects.with_team().get(pk=row.household_id)
    return row
