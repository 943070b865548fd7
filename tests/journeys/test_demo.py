"""The demo municipality: reproducible, consistent, and with work on every desk."""

from collections import Counter
from contextlib import nullcontext
from datetime import date
from io import StringIO
from random import Random
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q
from stdnum.be import bis, nn

from eenplan.benefits.models import Calculation
from eenplan.benefits.policies.inquiry import missing
from eenplan.benefits.selectors.inquiry import is_up_to_date, report_of
from eenplan.cases.caseloads import unassigned_cases, workers_of
from eenplan.cases.models import Assignment, Case, Contact, Step
from eenplan.housing.enums import PlaceState, ReceptionForm
from eenplan.housing.models import Contingent, Place, PlaceStatus, Stay
from eenplan.housing.selectors import free, places_on, seeking
from eenplan.journeys import demo
from eenplan.journeys.demo.outlines import CELL_MOST, draw_outlines
from eenplan.organisation.demo_accounts import ACCOUNTS, CAST, PASSWORD
from eenplan.organisation.enums import Role, TeamKind
from eenplan.organisation.models import Absence, Membership, Norm, Team, User
from eenplan.organisation.norms import NORMS
from eenplan.organisation.selectors import closures, norm
from eenplan.people.models import Household, HouseholdMember, NameKey, Person
from eenplan.people.services import name_keys
from eenplan.territory.models import StreetSegment
from tests.journeys.days import TODAY


def no_bar(total: int):
    return nullcontext(SimpleNamespace(update=lambda count: None))


def fill(households=80, seed=1, on=TODAY):
    return demo.fill(households=households, seed=seed, on=on, progress=no_bar)


@pytest.fixture
def filled(db):
    return fill()


def picture() -> list:
    """What anybody would see of the demo, without the keys of the database."""
    return [
        *Household.objects.order_by("year", "serial").values_list(
            "year", "serial", "name", "sleeps", "phone", "area__name", "arrived_on"
        ),
        *Person.objects.order_by("pk").values_list("family_name_original", "birth_date", "speaks"),
        *Stay.objects.order_by("pk").values_list("place__reference", "starts_on", "ends_on"),
        *Step.objects.order_by("pk").values_list("title", "due_on", "done_on"),
        *Assignment.objects.order_by("pk").values_list("worker__username", "starts_on"),
    ]


def pictures(*seeds: int) -> list[list]:
    found = []
    for seed in seeds:
        with transaction.atomic():
            fill(40, seed)
            found.append(picture())
            transaction.set_rollback(True)
    return found


def test_the_same_seed_gives_the_same_municipality(db):
    first, second, other = pictures(7, 7, 8)

    assert first == second
    assert first != other


def test_every_household_has_one_reference_person_and_one_address_in_its_area(filled):
    wrong = Household.objects.annotate(
        references=Count(
            "members",
            filter=Q(members__relation="REFERENCE", members__ends_on=None),
            distinct=True,
        ),
        homes=Count("addresses", filter=Q(addresses__ends_on=None), distinct=True),
    ).exclude(references=1, homes=1)

    assert not wrong.exists()
    assert not Household.objects.filter(addresses__ends_on=None).exclude(addresses__area=F("area"))
    assert filled.households == Household.objects.count() == 80
    assert filled.persons == Person.objects.count() == HouseholdMember.objects.count()


def test_year_numbers_follow_the_days_of_registration_without_gaps(filled):
    numbers = Counter()
    for household in Household.objects.order_by("registered_on", "serial"):
        numbers[household.year] += 1
        assert household.serial == numbers[household.year]
        assert household.year == household.registered_on.year


def test_people_are_found_by_the_keys_of_their_name_in_both_scripts(filled):
    person = Person.objects.exclude(family_name_original="").first()

    stored = set(NameKey.objects.filter(person=person).values_list("key", flat=True))

    assert stored == {key.key for key in name_keys(person)}


def test_register_numbers_have_the_right_checksum(filled):
    numbers = list(Person.objects.exclude(national_number="").values_list("national_number"))

    assert numbers
    assert [n for (n,) in numbers if not (nn.is_valid(n) or bis.is_valid(n))] == []


def test_nobody_holds_more_households_than_the_norm_and_work_waits_on_the_board(db):
    fill(400)
    full_time = int(norm("households_per_case_manager", on=TODAY))
    away = set(Absence.objects.on(TODAY).values_list("user", flat=True))  # less time, same cases
    loads = [
        worker.households / (float(worker.fraction) * full_time)
        for team in Team.objects.all()
        for worker in workers_of(team, on=TODAY)
        if int(worker.id) not in away
    ]

    assert max(loads) <= 1
    assert sum(load >= 0.5 for load in loads) >= 0.8 * len(loads)
    assert any(load == 1 for load in loads)
    assert sum(unassigned_cases(team, on=TODAY).count() for team in Team.objects.all()) >= 4
    assert 15 <= seeking(TODAY).count() <= 60
    assert Place.objects.count() == 90
    assert 15 <= free(places_on(TODAY), on=TODAY).count() <= 32


def test_the_temporary_cell_is_staffed_like_the_one_of_the_seed(filled):
    cell = Team.objects.get(kind=TeamKind.TEMPORARY_CELL)
    roles = Counter(cell.memberships.on(TODAY).values_list("role", flat=True))

    assert roles == {Role.CASE_MANAGER: 6, Role.ADMINISTRATIVE: 2, Role.TEAM_COORDINATOR: 2}
    assert [step.staff for step in cell.size_steps.all()] == [6, 12]
    assert cell.evaluations.filter(held_on=None, planned_on__gt=TODAY).exists()
    assert cell.starts_on < TODAY
    [head] = cell.memberships.filter(role=Role.TEAM_COORDINATOR).exclude(user__username="dirk")
    assert head.user.memberships.get(role=Role.CASE_MANAGER).case_fraction == 0.5


def test_the_cell_of_a_large_town_follows_the_last_newcomers_within_its_size():
    outlines = draw_outlines(3000, [3, 2, 1], Random(4), TODAY)
    newcomers = [outline for outline in outlines if outline.is_temporary]

    assert len(newcomers) == 1200
    assert [outline for outline in outlines if outline.in_cell] == newcomers[-CELL_MOST:]


def test_a_larger_town_has_no_larger_cell_than_was_decided(db):
    fill(700, 3)
    cell = Team.objects.get(kind=TeamKind.TEMPORARY_CELL)
    there = Membership.objects.on(TODAY).filter(team=cell)

    assert there.values("user").distinct().count() <= cell.size_steps.latest("starts_on").staff
    assert unassigned_cases(cell, on=TODAY).count() < CELL_MOST / 10
    earlier = Household.objects.filter(care__reason__startswith="De tijdelijke cel zat vol.")
    assert earlier.count() == 280 - CELL_MOST


def test_every_neighbourhood_has_its_team(filled):
    teams = Team.objects.filter(kind=TeamKind.NEIGHBOURHOOD)

    assert teams.count() == 12
    assert all(team.areas.count() == 1 for team in teams)
    assert StreetSegment.objects.exists()


def test_the_cast_signs_in_with_the_demo_password(filled):
    assert [username for username, _ in ACCOUNTS] == list(CAST)
    for username, _ in ACCOUNTS:
        user = User.objects.get(username=username)
        assert user.check_password(PASSWORD)
        assert user.memberships.on(TODAY).exists()
    others = User.objects.exclude(username__in=CAST)
    assert others
    assert not any(user.has_usable_password() for user in others)


def test_host_families_are_closed_since_the_plan_and_all_norms_hold(filled):
    assert closures(on=TODAY).forms[ReceptionForm.HOST_FAMILY].since == date(2022, 3, 14)
    assert set(Norm.objects.values_list("key", flat=True)) == set(NORMS)
    assert [c.serial for c in Contingent.objects.all()] == [1, 2, 3]
    assert norm("granted_budget", on=TODAY) == 3 * norm("contingent_budget", on=TODAY)


def test_places_come_in_every_form_and_state_and_suit_who_lives_there(filled):
    assert set(places_on(TODAY).values_list("form", flat=True)) == set(ReceptionForm)
    assert set(places_on(TODAY).values_list("state", flat=True)) == set(PlaceState)
    for stay in Stay.objects.on(TODAY).select_related("place", "household"):
        present = stay.household.members.on(stay.starts_on).count()
        assert present <= stay.place.max_persons
        assert stay.place.pets_allowed or not stay.household.pets
        assert stay.household.sleeps == "RECEPTION"
        state = PlaceStatus.objects.on(stay.starts_on).get(place=stay.place)
        offer = stay.place.offer
        assert state.state == PlaceState.READY or offer.found_privately


def test_cases_have_a_past_and_a_future(filled):
    open_steps = Step.objects.filter(done_on=None, case__closed_on=None)

    assert Case.objects.exclude(closed_on=None).exists()
    assert open_steps.filter(due_on__lt=TODAY).exists()
    assert open_steps.filter(due_on__gt=TODAY).exists()
    assert not Step.objects.filter(done_on__gt=TODAY).exists()
    assert not Contact.objects.filter(on__gt=TODAY).exists()
    assert Assignment.objects.exclude(ends_on=None).exists()
    assert not Assignment.objects.filter(starts_on__lt=F("case__opened_on")).exists()


def test_a_second_time_is_refused_and_changes_nothing(filled):
    before = picture()

    with pytest.raises(demo.DemoRefused, match="al gegevens"):
        fill()

    assert picture() == before


def test_a_database_with_only_a_user_is_not_empty(db):
    assert demo.is_empty()
    User.objects.create(username="iemand")
    assert not demo.is_empty()


def test_the_command_says_what_it_loaded_and_refuses_a_second_time(db):
    out = StringIO()
    call_command("demo", households=30, seed=2, on=TODAY, stdout=out)

    assert "30 gezinnen" in out.getvalue()
    assert Membership.objects.filter(user__username="amira").exists()
    with pytest.raises(CommandError, match="al gegevens"):
        call_command("demo", households=30)


@pytest.mark.parametrize("on, households", [(date(2022, 3, 20), 30), (TODAY, 0)])
def test_an_impossible_demo_is_refused(db, on, households):
    with pytest.raises(demo.DemoRefused):
        fill(households, on=on)
    assert demo.is_empty()


def test_what_was_reckoned_in_the_demo_is_what_its_reports_say(filled):
    calculations = Calculation.objects.select_related("investigation__application")[:40]
    assert calculations
    for made in calculations:
        report = report_of(made.investigation)
        assert missing(report) == {} and is_up_to_date(report, made), made.pk
