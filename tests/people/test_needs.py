"""The specific needs of a household are told once each."""

from datetime import date

from eenplan.people.models import HouseholdMember, SpecificNeed
from eenplan.people.selectors import needs_of
from tests.support.setting import TODAY


def test_a_need_is_told_once_of_who_left_and_came_back(amira, household):
    member = household.members.filter(relation="CHILD").first()
    for code in ("MEDICAL", "MOBILITY"):
        SpecificNeed.objects.create(person=member.person, code=code, starts_on=TODAY)
    member.ends_on = date(2026, 6, 1)
    member.save()
    HouseholdMember.objects.create(
        household=household, person=member.person, relation="CHILD", starts_on=date(2026, 9, 1)
    )

    needs = needs_of(household, amira, on=TODAY)

    assert needs == {member.person_id: ["medisch", "mobiliteit"]}
