"""Reading contacts: what was said, also earlier; the households that are quiet."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import DateField, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eenplan.cases.enums import ContactKind
from eenplan.cases.models import Case, Contact, EarlierContact
from eenplan.cases.selectors.case import own_cases
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household, HouseholdMember, Person

REASONABLE = 200  # goals or persons offered on a form


def timeline(case: Case, actor: Actor) -> QuerySet[Contact]:
    """Return the contacts of a case, latest first, as far as the actor may read them."""
    return _readable(case.contacts.all(), case.household, actor)


def contacts_of(household: Household, actor: Actor) -> QuerySet[Contact]:
    """Return the contacts of all cases of a household, closed ones too, with earlier texts."""
    contacts = Contact.objects.filter(case__household=household)
    earlier = EarlierContact.objects.select_related("replaced_by").order_by("-version")
    return (
        _readable(contacts, household, actor)
        .select_related("by", "interpreted_by", "case")
        .prefetch_related("spoken_with", "goals", Prefetch("earlier", earlier, to_attr="before"))
    )


def _readable(contacts: QuerySet, household: Household, actor: Actor) -> QuerySet[Contact]:
    """Leave out what is sensitive, but for who sees needs in the team in charge or wrote it."""
    rows = contacts.select_related("by").order_by("-on", F("at").desc(nulls_last=True), "-pk")
    if reads_sensitive(household, actor):
        return rows
    return rows.filter(Q(is_sensitive=False) | Q(by=actor.user_id))


def reads_sensitive(household: Household, actor: Actor) -> bool:
    """Return whether the actor reads what is sensitive, whoever wrote it."""
    return household.is_in_care_of(actor.teams_with(Capability.NEEDS_VIEW))


def get_contact(actor: Actor, pk: int) -> Contact:
    """Return a contact the actor may read, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    contact = (
        Contact.objects.filter(pk=pk, case__household__in=visible)
        .select_related("case__household", "by", "interpreted_by")
        .first()
    )
    if contact is None or not _readable(
        Contact.objects.filter(pk=pk), contact.case.household, actor
    ).exists():
        raise NotFound(pk)
    return contact


def persons_to_name(case: Case, *, on: date) -> list[Person]:
    """Return the present members of the household, to say who was spoken to or interpreted."""
    members = HouseholdMember.objects.on(on).filter(household=case.household)
    rows = members.select_related("person").order_by("person__birth_date", "pk")[:REASONABLE]
    return [member.person for member in rows]


def goals_to_link(case: Case) -> list:
    """Return the goals of a case, those still open first."""
    return list(case.goals.order_by(F("ends_on").asc(nulls_first=True), "pk")[:REASONABLE])


def quiet_cases(
    actor: Actor, *, on: date, holders: Collection[int] | None = None
) -> QuerySet[Case]:
    """Return the actor's cases without contact for longer than the norm, quietest first.

    A case without any contact counts from the day it was opened; `quiet_since` says which day. A
    note without a contact does not count.
    """
    spoken = Contact.objects.filter(case=OuterRef("pk")).exclude(kind=ContactKind.NOTE)
    last = spoken.order_by("-on").values("on")[:1]
    before = on - timedelta(days=int(norm("quiet_days", on=on)))
    return (
        own_cases(actor, holders=holders)
        .annotate(quiet_since=Coalesce(Subquery(last), F("opened_on"), output_field=DateField()))
        .filter(quiet_since__lt=before)
        .select_related("household")
        .order_by("quiet_since", "pk")
    )
