"""A national number that somebody has already: refused to who may know, else quietly set aside."""

from dataclasses import replace

from eenplan.core.access import Actor
from eenplan.people import permissions, policies
from eenplan.people.errors import NumberTaken
from eenplan.people.models import Household, HouseholdMember
from eenplan.people.registration import NewHousehold


def set_aside(*, actor: Actor, new: NewHousehold) -> tuple[NewHousehold, tuple[Household, ...]]:
    """Return the household without the numbers others have, and the households that have them.

    Only for households the actor may not open: a refusal would tell that they exist. The caller
    lets the team concerned know. Only correct numbers count; a doubtful one may stand twice.

    Raises NotAllowed, PersonTwice, and NumberTaken with who and where when the actor may know.
    """
    permissions.check_can_register(actor)
    policies.check_nobody_twice(new.persons)
    stated = {p.national_number for p in new.persons if not p.national_number_doubted} - {""}
    if not stated:
        return new, ()
    holders = _holders(stated)
    _check_out_of_sight(actor, holders)
    persons = tuple(
        replace(person, national_number="")
        if person.national_number in holders and not person.national_number_doubted
        else person
        for person in new.persons
    )
    homes = {member.household_id: member.household for member in holders.values()}
    return replace(new, persons=persons), tuple(homes.values())


def _holders(numbers: set[str]) -> dict[str, HouseholdMember]:
    """Return who has each number, in the household this person belonged to last."""
    members = HouseholdMember.objects.filter(
        person__national_number__in=numbers, person__national_number_doubted=False
    )
    rows = members.select_related("person", "household").order_by("starts_on", "pk")
    return {member.person.national_number: member for member in rows}


def _check_out_of_sight(actor: Actor, holders: dict[str, HouseholdMember]) -> None:
    homes = [member.household_id for member in holders.values()]
    in_sight = Household.objects.visible_to(actor).with_team().in_bulk(homes) if homes else {}
    for number, member in holders.items():
        if home := in_sight.get(member.household_id):
            where = f"gezin {home.number} ({home.team_name or 'geen team'})"
            raise NumberTaken(f"Het nummer {number} hoort al bij {member.person}, {where}.")
