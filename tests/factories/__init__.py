"""Rows the tests start from. Invented people, the smallest facts that satisfy the database."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from django.contrib.auth import get_user_model
from django.db import transaction

from eenplan.agenda.models import Appointment, HomeVisit, HourBlock, Visit
from eenplan.cases.models import (
    Activation,
    Assignment,
    Case,
    Contact,
    Goal,
    Handover,
    HandoverRun,
    PlanReview,
    RebalancingProposal,
    Schooling,
    Snooze,
    Step,
    WorkItem,
)
from eenplan.core.numbering import next_numbers
from eenplan.engines import names
from eenplan.guidance import first_lists
from eenplan.guidance.models import ListedGoal, ListedStep, ListVersion, StepList, StepText
from eenplan.housing import first_checklist
from eenplan.housing.enums import PlaceKind, PlaceState, ReceptionForm
from eenplan.housing.models import (
    Checklist,
    ChecklistItem,
    Contingent,
    Dwelling,
    Inspection,
    Offer,
    Place,
    PlaceStatus,
    Provider,
    Stay,
)
from eenplan.organisation.enums import Role, TeamKind
from eenplan.organisation.models import (
    Absence,
    CallAnswer,
    CellStatus,
    Diploma,
    Evaluation,
    Membership,
    Norm,
    ReserveCandidate,
    SizeStep,
    StaffCall,
    StaffQualification,
    Team,
    TeamArea,
    Vacancy,
)
from eenplan.organisation.norms import NORMS
from eenplan.people.enums import NightShelter, Relation, Sex
from eenplan.people.models import (
    Address,
    Household,
    HouseholdMember,
    NameKey,
    Person,
    TeamCare,
)
from eenplan.people.numbers import phone_tail
from eenplan.territory.models import Area, Division

LONG_AGO = date(2020, 1, 1)
TODAY = date(2026, 11, 23)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user{n}")
    first_name = factory.LazyAttribute(lambda user: user.username.title())
    last_name = factory.Sequence(lambda n: f"Testers{n}")


class DivisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Division
        django_get_or_create = ["code"]

    code = "wijken"
    name = "Wijken"
    is_primary = True


class AreaFactory(factory.django.DjangoModelFactory):
    """A neighbourhood: a square of its own beside the earlier ones."""

    class Meta:
        model = Area

    division = factory.SubFactory(DivisionFactory)
    code = factory.Sequence(lambda n: f"W{n:03d}")
    name = factory.Sequence(lambda n: f"Wijk {n}")
    geometry = factory.Sequence(
        lambda n: {
            "type": "Polygon",
            "coordinates": [
                [
                    [3.0 + n / 100, 50.8],
                    [3.01 + n / 100, 50.8],
                    [3.01 + n / 100, 50.81],
                    [3.0 + n / 100, 50.81],
                    [3.0 + n / 100, 50.8],
                ]
            ],
        }
    )


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Wijkteam {n}")
    kind = TeamKind.NEIGHBOURHOOD
    starts_on = LONG_AGO


class TeamAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TeamArea

    team = factory.SubFactory(TeamFactory)
    area = factory.SubFactory(AreaFactory)
    starts_on = LONG_AGO


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    team = factory.SubFactory(TeamFactory)
    role = Role.CASE_MANAGER
    case_fraction = 1
    starts_on = LONG_AGO


class SizeStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SizeStep

    starts_on = LONG_AGO
    staff = 12
    reason = "besluit"


class CellStatusFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CellStatus

    state = "RUNNING"
    reason = "besluit"
    starts_on = LONG_AGO


class EvaluationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evaluation

    planned_on = TODAY


class AbsenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Absence

    user = factory.SubFactory(UserFactory)
    kind = "LEAVE"
    share = 1
    starts_on = TODAY


class DiplomaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Diploma
        django_get_or_create = ["name"]

    name = "Maatschappelijk werk"


class QualificationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StaffQualification

    user = factory.SubFactory(UserFactory)
    diploma = factory.SubFactory(DiplomaFactory)
    starts_on = LONG_AGO
    seen_on = LONG_AGO


class StaffCallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StaffCall

    team = factory.SubFactory(TeamFactory)
    places = 2
    text = "Wie wil komen?"
    opened_on = TODAY
    last_day = date(2026, 12, 18)


class CallAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CallAnswer

    call = factory.SubFactory(StaffCallFactory)
    user = factory.SubFactory(UserFactory)
    applied_on = TODAY


class VacancyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vacancy

    team = factory.SubFactory(TeamFactory)
    role = Role.CASE_MANAGER
    fraction = 1
    since = TODAY


class ReserveCandidateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReserveCandidate

    name = "Wim Reserve"
    role = Role.CASE_MANAGER
    since = date(2026, 1, 5)
    valid_until = date(2027, 1, 5)


class NormFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Norm
        django_get_or_create = ["key", "starts_on"]

    key = "quiet_days"
    value = 21
    starts_on = date(2022, 3, 14)
    reason = "beginwaarde"


def all_norms() -> None:
    """Put every norm in force with its default, since the plan of Kortrijk."""
    for key, kind in NORMS.items():
        NormFactory(key=key, value=kind.default, reason=kind.source)


def all_lists() -> None:
    """Put the first lists of steps in force; a test with more connections wiped them."""
    first_lists.add_missing(StepList, ListVersion, ListedGoal, ListedStep, StepText)
    first_checklist.add_first(Checklist, ChecklistItem)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    family_name = "Kovalchuk"
    given_name = factory.Sequence(lambda n: f"Olena{n}")
    sex = Sex.FEMALE
    birth_date = date(1988, 5, 4)
    known_since = date(2026, 1, 5)
    speaks = ["uk"]
    phone = ""
    phone_tail = factory.LazyAttribute(lambda person: phone_tail(person.phone))

    @factory.post_generation
    def keys(person, create, extracted, **kwargs):
        if create:
            found = names.search_keys(family=person.family_name, given=person.given_name)
            original = (person.family_name_original, person.given_name_original)
            if any(original):
                found |= names.search_keys(family=original[0], given=original[1])
            NameKey.objects.bulk_create(NameKey(person=person, key=key) for key in found)


class HouseholdFactory(factory.django.DjangoModelFactory):
    """A household with a reference person, an address, a team and an open case.

    `team=` puts it in the care of a team; `persons=` says how many members it has.
    """

    class Meta:
        model = Household
        skip_postgeneration_save = True

    year = 2026
    serial = factory.LazyFunction(lambda: next_numbers("household", 2026)[0])
    name = "Olena Kovalchuk"
    arrived_on = date(2026, 1, 4)
    registered_on = date(2026, 1, 5)
    desk_until = date(2026, 1, 8)
    sleeps = NightShelter.OWN_HOME
    area = factory.SubFactory(AreaFactory)

    @classmethod
    def _generate(cls, strategy, params):
        with transaction.atomic():  # the database wants a reference person at its end
            return super()._generate(strategy, params)

    @factory.post_generation
    def team(household, create, extracted, **kwargs):
        if create:
            TeamCare.objects.create(
                household=household,
                team=extracted or TeamFactory(),
                reason="test",
                starts_on=household.registered_on,
            )

    @factory.post_generation
    def persons(household, create, extracted, **kwargs):
        if not create:
            return
        first, _, last = household.name.partition(" ")
        for number in range(extracted or 1):
            child = {"birth_date": date(2018, 1, 1 + number)} if number else {}
            person = PersonFactory(
                given_name=first if not number else f"Kind{number}", family_name=last, **child
            )
            HouseholdMember.objects.create(
                household=household,
                person=person,
                relation=Relation.CHILD if number else Relation.REFERENCE,
                starts_on=household.registered_on,
            )

    @factory.post_generation
    def case(household, create, extracted, **kwargs):
        if create and extracted is not False:
            Case.objects.create(household=household, opened_on=household.registered_on)
            Address.objects.create(
                household=household, area=household.area, starts_on=household.registered_on
            )


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assignment

    reason = "test"
    starts_on = date(2026, 1, 5)


class StepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Step

    title = "Inschrijven bij een ziekenfonds"
    owner = "CASE_MANAGER"
    due_on = TODAY


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    domain = "HOUSING"
    words = "Ми хочемо свій дім"
    language = "uk"
    text = "We willen een eigen woning"
    starts_on = date(2026, 2, 1)


class PlanReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanReview

    planned_on = date(2026, 12, 1)


class ActivationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activation

    stage = "SCREENING"
    starts_on = date(2026, 3, 1)


class SchoolingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Schooling

    state = "ATTENDS"
    kind = "OKAN"
    school = "Sint-Jozef"
    starts_on = date(2026, 9, 1)


class DraftFactory(factory.django.DjangoModelFactory):
    """A draft of a list, with one goal and one step under it."""

    class Meta:
        model = ListVersion
        skip_postgeneration_save = True

    number = 2

    @factory.post_generation
    def contents(version, create, extracted, **kwargs):
        if create and extracted is not False:
            goal = ListedGoal.objects.create(
                list_version=version, code="doel", domain="WORK", title="Werk", per="adult"
            )
            ListedStepFactory(list_version=version, goal=goal)


class ListedStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ListedStep

    code = factory.Sequence(lambda n: f"stap_{n}")
    title = "Een stap"
    explanation = "Wat u doet."
    owner = "CASE_MANAGER"
    days = 7
    rule = "Streefdag"
    source = "eigen voorstel"
    evidence = "own"
    position = 1


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    on = date(2026, 2, 1)
    kind = "PHONE"
    note = "gebeld"
    noted_on = factory.SelfAttribute("on")


class WorkItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkItem

    text = "Neem contact op"
    since = date(2026, 11, 20)


class SnoozeFactory(factory.django.DjangoModelFactory):
    """Something that was put off for a week; say what: `step=`, `item=` or `case=`."""

    class Meta:
        model = Snooze

    reason = "wacht op antwoord"
    starts_on = TODAY
    ends_on = date(2026, 11, 30)


class RebalancingProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RebalancingProposal

    made_on = TODAY
    inputs_hash = "0" * 64
    fewest = 0
    summary = "Er is niets te verdelen."


class HandoverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Handover

    asked_on = TODAY
    reason = "het gezin verhuist"


class HandoverRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HandoverRun

    reason = "de cel stopt"
    decided_on = TODAY


class ProviderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Provider

    name = "een eigenaar"


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer

    provider = factory.SubFactory(ProviderFactory)
    received_on = date(2025, 12, 1)
    confirmed_on = date(2026, 11, 1)


class DwellingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dwelling

    offer = factory.SubFactory(OfferFactory)
    area = factory.SubFactory(AreaFactory)


class InspectionFactory(factory.django.DjangoModelFactory):
    """An inspection that is planned; `taken_over=True`: somebody else approved the dwelling."""

    class Meta:
        model = Inspection

    class Params:
        taken_over = factory.Trait(
            kind="TAKEN_OVER",
            decided_on=LONG_AGO,
            verdict="APPROVED",
            valid_until=date(2099, 1, 1),
            note="gezien door de stad",
        )

    dwelling = factory.SubFactory(DwellingFactory)


class PlaceFactory(factory.django.DjangoModelFactory):
    """A place in a state, ready by default; facts of its dwelling and offer may be given along."""

    class Meta:
        model = Place
        skip_postgeneration_save = True

    class Params:
        provider = "een eigenaar"
        area = factory.SubFactory(AreaFactory)
        address = ""
        longitude = latitude = None
        confirmed_on = date(2026, 11, 1)

    reference = factory.Sequence(lambda n: f"PAND-{n:03d}")
    dwelling = factory.SubFactory(
        DwellingFactory,
        area=factory.SelfAttribute("..area"),
        address=factory.SelfAttribute("..address"),
        longitude=factory.SelfAttribute("..longitude"),
        latitude=factory.SelfAttribute("..latitude"),
        offer__provider__name=factory.SelfAttribute("....provider"),
        offer__confirmed_on=factory.SelfAttribute("...confirmed_on"),
        offer__received_on=factory.LazyAttribute(lambda o: min(date(2025, 12, 1), o.confirmed_on)),
    )
    form = ReceptionForm.OWN_MANAGED
    kind = PlaceKind.WHOLE_DWELLING
    max_persons = 4
    bedrooms = 2
    available_from = date(2026, 1, 1)

    @factory.post_generation
    def state(place, create, extracted, **kwargs):
        if create:
            PlaceStatus.objects.create(
                place=place,
                state=extracted or PlaceState.READY,
                starts_on=LONG_AGO,
            )

    @factory.post_generation
    def inspected(place, create, extracted, **kwargs):
        """Give the dwelling an approval, as it has that was ever seen; `inspected=False`: none."""
        seen = place.statuses.exclude(state__in=["OFFERED", "NOT_INSPECTED"]).exists()
        wanted = seen if extracted is None else extracted
        if create and wanted and not place.dwelling.inspections.exists():
            InspectionFactory(dwelling=place.dwelling, taken_over=True)


class StayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stay

    household = factory.SubFactory(HouseholdFactory)
    place = factory.SubFactory(PlaceFactory)
    starts_on = date(2026, 6, 1)


class ContingentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contingent

    serial = factory.Sequence(lambda n: n + 1)
    opened_on = date(2026, 3, 1)
    families = 40
    budget_cents = 16_500_000


# -- Time with people ------------------------------------------------------------------------------
def moment(text: str) -> datetime:
    """Return a moment as a clock in Brussels shows it: "2026-11-23 10:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Brussels"))


class VisitFactory(factory.django.DjangoModelFactory):
    """Somebody who waits at the desk since half past nine."""

    class Meta:
        model = Visit

    day = TODAY
    number = factory.Sequence(lambda n: n + 1)
    name = "Halyna"
    topic = "MONEY"
    since = factory.LazyAttribute(lambda visit: moment(f"{visit.day} 09:30"))


class AppointmentFactory(factory.django.DjangoModelFactory):
    """An appointment of three quarters of an hour, in the afternoon of the tests."""

    class Meta:
        model = Appointment

    place = "CENTRE"
    starts_at = factory.LazyFunction(lambda: moment("2026-11-23 14:00"))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(minutes=45))
    busy_from = factory.LazyAttribute(
        lambda row: row.starts_at - timedelta(minutes=getattr(row, "travel_before", 0))
    )
    busy_until = factory.LazyAttribute(
        lambda row: row.ends_at + timedelta(minutes=getattr(row, "travel_after", 0))
    )


class HourBlockFactory(factory.django.DjangoModelFactory):
    """File hours every Monday from nine to eleven."""

    class Meta:
        model = HourBlock

    kind = "FILES"
    weekday = 1
    from_minute, until_minute = 540, 660
    starts_on = date(2026, 1, 5)


class HomeVisitFactory(factory.django.DjangoModelFactory):
    """Somebody who left at nine and is expected back at ten."""

    class Meta:
        model = HomeVisit

    left_at = factory.LazyFunction(lambda: moment("2026-11-23 09:00"))
    expected_at = factory.LazyFunction(lambda: moment("2026-11-23 10:00"))
