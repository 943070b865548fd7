"""Accounts of who is paid: which wait for a second person, and what one person was paid on."""

from datetime import date

from django.db.models import QuerySet

from eenplan.benefits.models import BankDetails, Grant
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.people.models import Household, HouseholdMember, Person


def waiting() -> QuerySet[BankDetails]:
    """Return the accounts that wait for a second person, the oldest first."""
    rows = BankDetails.objects.filter(confirmed_at=None, ends_on=None)
    return rows.order_by("entered_at", "pk")


def dressed(rows: QuerySet[BankDetails]) -> list[BankDetails]:
    """Return accounts with who they are of, and whether they replace another."""
    listed = list(rows.select_related("person", "entered_by").order_by("entered_at", "pk"))
    people = {row.person_id for row in listed}
    others = BankDetails.objects.filter(person__in=people).exclude(
        pk__in=[row.pk for row in listed]
    )
    before = {row.person_id: row for row in others.order_by("starts_on", "pk")}
    numbers = {
        row.person_id: row.household
        for row in HouseholdMember.objects.open()
        .filter(person__in=people)
        .select_related("household")
    }
    for row in listed:
        row.before = before.get(row.person_id)
        household = numbers.get(row.person_id)
        row.household_number = household.number if household else ""
    return listed


def get_waiting(pk: int) -> BankDetails:
    """Return an account. Raises NotFound."""
    found = BankDetails.objects.select_related("person").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def get_payee(pk: int) -> Person:
    """Return somebody who is paid by a grant: finance knows nobody else. Raises NotFound."""
    found = Person.objects.filter(pk__in=Grant.objects.values("beneficiary"), pk=pk).first()
    if found is None:
        raise NotFound
    return found


def get_member(actor: Actor, year: int, serial: int, pk: int) -> tuple[Household, Person]:
    """Return a household the actor may open and somebody in it. Raises NotFound."""
    rows = Household.objects.visible_to(actor).with_team().filter(year=year, serial=serial)
    household = rows.first()
    if household is None:
        raise NotFound
    member = household.members.on(actor.on).filter(person=pk).select_related("person").first()
    if member is None:
        raise NotFound
    return household, member.person


def accounts_of(person: Person) -> list[BankDetails]:
    """Return every account somebody was paid on, the newest first."""
    rows = person.bank_details.select_related("entered_by", "confirmed_by")
    return list(rows.order_by("-starts_on", "-pk"))


def account_on(person_id: int, on: date) -> BankDetails | None:
    """Return the account somebody is paid on, on a day."""
    return BankDetails.objects.on(on).filter(person=person_id).first()
