"""Reading persons and households."""

from datetime import date

from django.db.models import QuerySet

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.people.models import (
    Household,
    HouseholdMember,
    Person,
    SpecificNeed,
    TeamCare,
)


def get_household(actor: Actor, year: int, serial: int) -> Household:
    """Return one household inside the actor's scope, or raise NotFound."""
    found = (
        Household.objects.visible_to(actor)
        .with_team()
        .select_related("area")
        .defer("area__geometry")
    )
    household = found.filter(year=year, serial=serial).first()
    if household is None:
        raise NotFound(f"{year}/{serial}")
    return household


def may_open(actor: Actor, household: Household) -> bool:
    """Return whether the actor may open this household's file."""
    return Household.objects.visible_to(actor).filter(pk=household.pk).exists()


def ground_of(actor: Actor, household: Household) -> str:
    """Return why the actor may read this household's file; for the read log."""
    if household.team_id in actor.teams_with(Capability.HOUSEHOLD_VIEW):
        return "eigen team"
    if actor.user_id and household.registered_by_id == actor.user_id:
        return "eigen registratie"
    if not actor.can(Capability.HOUSEHOLD_VIEW_ALL):
        return "leest mee na overdracht"
    return "rol over alle teams"


def households(actor: Actor) -> QuerySet[Household]:
    """Return the households the actor may open, latest number first."""
    return (
        Household.objects.visible_to(actor)
        .with_team()
        .select_related("area")
        .defer("area__geometry")
        .order_by("-year", "-serial")
    )


def members_of(household: Household, *, on: date) -> list[HouseholdMember]:
    """Return the present members with their persons, reference person first, then by age."""
    members = HouseholdMember.objects.on(on).filter(household=household).select_related("person")
    return sorted(
        members,
        key=lambda m: (m.relation != "REFERENCE", m.person.birth_date or date.max, m.pk),
    )


def needs_of(household: Household, actor: Actor, *, on: date) -> dict[int, list[str]]:
    """Return the labels of the specific needs by person, for who may see them in its team."""
    if not household.is_in_care_of(actor.teams_with(Capability.NEEDS_VIEW)):
        return {}
    needs: dict[int, list[str]] = {}
    persons = household.members.values("person")  # once each, also who left and came back
    rows = SpecificNeed.objects.on(on).filter(person__in=persons)
    for need in rows.order_by("code"):
        needs.setdefault(need.person_id, []).append(need.get_code_display())
    return needs


def documents_of(household: Household, *, on: date) -> QuerySet:
    """Return the present members with their identity documents."""
    members = HouseholdMember.objects.on(on).filter(household=household).values("person")
    return Person.objects.filter(pk__in=members).prefetch_related("documents").order_by("pk")


def addresses_of(household: Household) -> QuerySet:
    """Return where the household lived, latest first."""
    return (
        household.addresses.select_related("area")
        .defer("area__geometry")
        .order_by("-starts_on", "-pk")
    )


def former_members_of(household: Household, *, on: date) -> QuerySet[HouseholdMember]:
    """Return who belonged to the household before."""
    return household.members.filter(ends_on__lte=on).select_related("person").order_by("-ends_on")


def care_of(household: Household) -> QuerySet[TeamCare]:
    """Return which teams had the household in their care, latest first."""
    return household.care.select_related("team").order_by("-starts_on", "-pk")
