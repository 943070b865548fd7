"""The question to the caseload engine: who could give and take which cases of a team, on a day."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Sum

from eenplan.cases.enums import HandoverState, RuleKind
from eenplan.cases.load.weights import held_cases, weights_on, with_minutes
from eenplan.cases.models import Assignment, Case, Handover, Step
from eenplan.engines.caseload import Carrier, HeldCase, Limits, inputs_hash
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, Team
from eenplan.organisation.selectors import absence_shares, norm_values
from eenplan.people.models import HouseholdMember, TeamCare

LIMITS = (  # in the order the engine has them
    "households_per_case_manager",
    "rebalance_settle_days",
    "rebalance_legal_days",
    "rebalance_tolerance",
)
BINDING = (RuleKind.LEGAL, RuleKind.SAFETY)


@dataclass(frozen=True)
class Question:
    """Everything a rebalancing of one team is worked out from."""

    carriers: tuple[Carrier, ...]
    cases: tuple[HeldCase, ...]
    limits: Limits

    @property
    def fingerprint(self) -> str:
        """The hash a proposal from this question carries."""
        return inputs_hash(self.carriers, self.cases, self.limits)

    @property
    def is_above_norm(self) -> bool:
        """Whether somebody holds more households than the norm."""
        held = {carrier.id: carrier.elsewhere_households for carrier in self.carriers}
        for case in self.cases:
            if case.holder in held:
                held[case.holder] += 1
        return any(held[c.id] > self.limits.cap(c.fraction) for c in self.carriers)


def question_of(team: Team, *, on: date) -> Question:
    """Return the question of a team; as many queries for ten cases as for thousands.

    Raises NormNotInForce.
    """
    cases, carriers = _cases(team, on), _carriers(team, on)
    return Question(_with_elsewhere(carriers, cases, on), tuple(cases), limits_on(on))


def limits_on(day: date) -> Limits:
    """Return the norms of a rebalancing on a day. Raises NormNotInForce."""
    norms = norm_values(*LIMITS, on=day)
    return Limits(*(int(norms[key]) for key in LIMITS))


def _cases(team: Team, on: date) -> list[HeldCase]:
    rows = with_minutes(_open_in_care(team, on), weights_on(on), on=on).annotate(
        holder=Subquery(_holder("worker")),
        held_since=Subquery(_holder("starts_on")),
        handed_over=Exists(
            Handover.objects.filter(case=OuterRef("pk"), state=HandoverState.PROPOSED)
        ),
        legal_on=Subquery(_legal_steps(on).values("due_on")[:1]),
    )
    spoken = _languages(team, on)
    return [
        HeldCase(
            id=str(case.pk),
            holder=str(case.holder) if case.holder else None,
            minutes=case.minutes,
            languages=spoken.get(case.household_id, frozenset()),
            team=str(team.pk),
            label=case.household.number,
            days_held=(on - case.held_since).days if case.held_since else None,
            in_handover=case.handed_over,
            days_to_legal_date=(case.legal_on - on).days if case.legal_on else None,
        )
        for case in rows.order_by("pk")
    ]


def _open_in_care(team: Team, on: date) -> QuerySet[Case]:
    care = TeamCare.objects.on(on).filter(team=team, household=OuterRef("household"))
    return Case.objects.filter(Exists(care), closed_on=None).select_related("household")


def _holder(field: str) -> QuerySet:
    return Assignment.objects.open().filter(case=OuterRef("pk")).values(field)[:1]


def _legal_steps(on: date) -> QuerySet[Step]:
    """The open steps with a day set by law or for safety, the nearest first."""
    return Step.objects.filter(
        case=OuterRef("pk"), done_on=None, due_on__gte=on, rule_kind__in=BINDING
    ).order_by("due_on")


def _languages(team: Team, on: date) -> dict[int, frozenset[str]]:
    care = TeamCare.objects.on(on).filter(team=team).values("household")
    rows = HouseholdMember.objects.on(on).filter(household__in=care)
    found: dict[int, set[str]] = {}
    for household, codes in rows.values_list("household", "person__speaks"):
        found.setdefault(household, set()).update(codes)
    return {household: frozenset(codes) for household, codes in found.items()}


def _carriers(team: Team, on: date) -> list[Carrier]:
    """The case managers of the team, with the share of full time over all their teams."""
    active = Membership.objects.on(on).filter(role=Role.CASE_MANAGER, user__is_active=True)
    total = active.filter(user=OuterRef("user")).order_by().values("user")
    rows = list(
        active.filter(team=team)
        .select_related("user")
        .annotate(share=Subquery(total.annotate(sum=Sum("case_fraction")).values("sum")))
        .order_by("user")
    )
    away = absence_shares([row.user_id for row in rows], on=on)
    return [
        Carrier(
            id=str(row.user_id),
            name=str(row.user),
            fraction=min(row.share, Decimal(1)),
            open_fraction=min(row.share, Decimal(1)) * (1 - away.get(row.user_id, Decimal(0))),
            languages=frozenset(row.user.languages),
            team=str(team.pk),
        )
        for row in rows
    ]


def _with_elsewhere(
    carriers: list[Carrier], cases: list[HeldCase], on: date
) -> tuple[Carrier, ...]:
    """Add what these people hold outside the cases of the team."""
    ids, here = [int(carrier.id) for carrier in carriers], [int(case.id) for case in cases]
    rows = (
        with_minutes(held_cases(ids, on=on).exclude(pk__in=here), weights_on(on), on=on)
        .order_by()
        .values("worker")
        .annotate(number=Count("pk"), total=Sum("minutes"))
        .values_list("worker", "number", "total")
    )
    more = {str(worker): (number, total) for worker, number, total in rows}
    return tuple(
        replace(
            carrier,
            elsewhere_households=more.get(carrier.id, (0, 0))[0],
            elsewhere_minutes=more.get(carrier.id, (0, 0))[1],
        )
        for carrier in carriers
    )
