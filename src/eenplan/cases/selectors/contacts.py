"""Reading contacts: what was said, also earlier; the households that are quiet."""

from collections.abc import Collection
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eenplan.cases.contact_policies import check_may_correct
from eenplan.cases.enums import ContactKind
from eenplan.cases.models import Case, Contact, EarlierContact, Goal
from eenplan.cases.selectors.goals import hidden_domains
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import DomainError, NotFound
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household, HouseholdMember, Person

REASONABLE = 200  # goals or persons offered on a form


def timeline(case: Case, actor: Actor) -> QuerySet[Contact]:
    """Return the contacts of a case, latest first, as far as the actor may read them."""
    return _readable(case.contacts.all(), actor, reads_sensitive(case.household, actor))


def contacts_of(household: Household, actor: Actor) -> QuerySet[Contact]:
    """Return the contacts of all cases of a household, closed ones too, with earlier texts."""
    reads_all = reads_sensitive(household, actor)
    contacts = _readable(Contact.objects.filter(case__household=household), actor, reads_all)
    hidden = hidden_domains(household, actor)
    goals = Goal.objects.filter(contacts=OuterRef("pk")).exclude(domain__in=hidden).order_by("pk")
    earlier = EarlierContact.objects.select_related("replaced_by").order_by("-version")
    if not reads_all:  # it may have been sensitive once, and not any more
        earlier = earlier.filter(Q(is_sensitive=False) | Q(contact__by=actor.user_id))
    return (
        contacts.select_related("by", "interpreted_by", "case")
        .annotate(goal_texts=ArraySubquery(goals.values("text")))
        .prefetch_related("spoken_with", Prefetch("earlier", earlier, to_attr="before"))
    )


def _readable(contacts: QuerySet, actor: Actor, reads_all: bool) -> QuerySet[Contact]:
    """Leave out what is sensitive, but for who sees needs in the team in charge or wrote it."""
    rows = contacts.select_related("by").order_by("-on", F("at").desc(nulls_last=True), "-pk")
    if reads_all:
        return rows
    return rows.filter(Q(is_sensitive=False) | Q(by=actor.user_id))


def reads_sensitive(household: Household, actor: Actor) -> bool:
    """Return whether the actor reads what is sensitive, whoever wrote it."""
    teams = actor.teams_with(Capability.NEEDS_VIEW)
    if hasattr(household, "team_id"):  # annotated by with_team(): no need to ask again
        return household.team_id in teams
    return household.is_in_care_of(teams)


def get_contact(actor: Actor, pk: int) -> Contact:
    """Return a contact the actor may read, or raise NotFound."""
    visible = Household.objects.visible_to(actor)
    contact = (
        Contact.objects.filter(pk=pk, case__household__in=visible)
        .select_related("case__household", "by", "interpreted_by")
        .first()
    )
    if contact is None or not _may_read(contact, actor):
        raise NotFound(pk)
    return contact


def _may_read(contact: Contact, actor: Actor) -> bool:
    if not contact.is_sensitive or contact.by_id == actor.user_id:
        return True
    return reads_sensitive(contact.case.household, actor)


def persons_to_name(case: Case, *, on: date) -> list[Person]:
    """Return the present members of the household, to say who was spoken to or interpreted."""
    members = HouseholdMember.objects.on(on).filter(household=case.household)
    rows = members.select_related("person").order_by("person__birth_date", "pk")[:REASONABLE]
    return [member.person for member in rows]


def persons_named(contact: Contact) -> list[Person]:
    """Return who a contact names already: they may have left the household since."""
    relative = [contact.interpreted_by] if contact.interpreted_by else []
    return [*contact.spoken_with.all(), *relative]


def why_not_corrected(contact: Contact, actor: Actor, *, on: date) -> str:
    """Return why the actor cannot correct a contact, in a sentence, or nothing."""
    if contact.case.closed_on:
        return f"Dit dossier is gesloten op {contact.case.closed_on:%d/%m/%Y}."
    days = int(norm("contact_correction_days", on=on))
    try:
        check_may_correct(actor, contact, days=days, on=on)
    except DomainError as error:
        return str(error)
    return ""


def goals_to_link(case: Case) -> list[Goal]:
    """Return the goals of a case, those still open first."""
    return list(case.goals.order_by(F("ends_on").asc(nulls_first=True), "pk")[:REASONABLE])


def quiet_cases(cases: Collection[int], *, on: date) -> QuerySet[Case]:
    """Return those of these cases without contact for longer than the norm, quietest first.

    A case without any contact counts from the day it was opened; `quiet_since` says which day. A
    note without a contact does not count.
    """
    spoken = Contact.objects.filter(case=OuterRef("pk")).exclude(kind=ContactKind.NOTE)
    last = spoken.order_by("-on").values("on")[:1]
    before = on - timedelta(days=int(norm("quiet_days", on=on)))
    return (
        Case.objects.filter(pk__in=cases)
        .annotate(quiet_since=Coalesce(Subquery(last), F("opened_on"), output_field=DateField()))
        .filter(quiet_since__lt=before)
        .select_related("household")
        .order_by("quiet_since", "pk")
    )
