"""Individualised projects (GPMI): whose run, who has none yet, and what hangs on it in euro."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from eenplan.benefits.enums import ProjectKind
from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import ClaimGround, Grant, IntegrationProject
from eenplan.benefits.selectors.rights_scope import households_with_rights
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.engines.deadlines import due
from eenplan.engines.entitlement import NotInForce, law
from eenplan.people.models import Household

RMI = "RMI art. 6, 11 en 13: binnen 3 maanden na de beslissing"
PROTECTION = "L1965 art. 5 §2ter: zonder GPMI geen supplement"


@dataclass(frozen=True)
class Missing:
    """A grant that runs without a project: until when to sign one, and what is lost a month."""

    grant: Grant
    due_on: date | None
    why: str
    monthly_cents: int | None
    on: date

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.on > self.due_on


def missing_projects(*, on: date, actor: Actor | None = None) -> list[Missing]:
    """Return the running grants that ask a project and have none, soonest due first.

    With an actor only of the households in the actor's scope.
    """
    running = IntegrationProject.objects.on(on).filter(person=OuterRef("beneficiary"))
    protected = ClaimGround.objects.on(on).filter(person=OuterRef("beneficiary"), is_protected=True)
    once = IntegrationProject.objects.filter(person=OuterRef("beneficiary"), kind=ProjectKind.ONCE)
    grants = (
        Grant.objects.on(on)
        .filter(~Exists(running))
        .filter(Q(component=Component.LIVING_WAGE) | Q(component=Component.EQUIVALENT))
        .annotate(is_protected=Exists(protected), had_first=Exists(once))
        .select_related("decision__application", "household", "beneficiary")
    )
    if actor is not None:
        grants = grants.filter(household__in=households_with_rights(actor))
    grants = grants.filter(Q(component=Component.LIVING_WAGE) | Q(is_protected=True))
    first = _first_decisions(grants)
    found = [_missing(grant, first[grant.pk], on) for grant in grants]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.grant.pk))


def _first_decisions(grants: Iterable[Grant]) -> dict[int, date]:
    """Return when it was first decided that the conditions are met, per grant."""
    people = {grant.beneficiary_id for grant in grants}
    days: dict[tuple[int, str], date] = {}
    rows = Grant.objects.filter(beneficiary__in=people).select_related("decision")
    for row in rows.order_by("-decision__decided_on"):
        days[row.decision.application_id, row.component] = row.decision.decided_on
    return {grant.pk: days[grant.decision.application_id, grant.component] for grant in grants}


def _missing(grant: Grant, decided_on: date, on: date) -> Missing:
    if grant.component == Component.EQUIVALENT:
        extra = _percent("state_protection_gpmi", grant.amount_cents, on)
        return Missing(grant, None, PROTECTION, extra, on)
    last = due("gpmi", decided_on).day
    extra = 0 if grant.had_first else _percent("state_gpmi_once", grant.amount_cents, on)
    return Missing(grant, last, RMI, extra, on)


def _percent(key: str, amount: int, on: date) -> int | None:
    """Return a part of an amount; None when the parameter has no value on the day."""
    try:
        return (amount * law().on(key, on) + 5_000) // 10_000
    except NotInForce:
        return None


def projects_of(household: Household) -> QuerySet[IntegrationProject]:
    """Return the projects of the people of a household, latest first."""
    rows = IntegrationProject.objects.filter(household=household).select_related("person")
    return rows.order_by("-signed_on", "-pk")


def check_sees_projects(actor: Actor, household: Household) -> None:
    """Raise NotFound for a household whose rights are not the actor's to see."""
    if not households_with_rights(actor).filter(pk=household.pk).exists():
        raise NotFound(household.pk)


def get_project(actor: Actor, pk: int) -> IntegrationProject:
    """Return a project of a household in the actor's scope, or raise NotFound."""
    rows = IntegrationProject.objects.select_related("household", "person")
    found = rows.filter(pk=pk, household__in=households_with_rights(actor)).first()
    if found is None:
        raise NotFound(pk)
    return found
