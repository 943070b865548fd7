"""Thousands of households with a grant and a confirmed account, written in a few statements."""

from datetime import UTC, date, datetime

from django.db import connection, transaction

from eenplan.benefits.models import Application, BankDetails, CentreDetails, Decision, Grant
from eenplan.organisation.models import User
from eenplan.people.enums import NightShelter, Relation, Sex
from eenplan.people.models import Household, HouseholdMember, Person
from eenplan.territory.models import Area, Division

SINCE = date(2026, 6, 1)
PERIOD, WISHED, TODAY = date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT_A_TIME = 5000
HALF_WAY, WITHOUT_ACCOUNT = 10, 50  # one in so many begins half-way the month, has no account


def make(grants: int) -> None:
    """Write so many households, each with a decision of the chair and its grant."""
    maker, second = _finance()
    chair = User.objects.get_or_create(username="voorzitter")[0]
    _centre()
    area = _area()
    have = Grant.objects.count()
    for first in range(have, grants, AT_A_TIME):
        _make(range(first + 1, min(first + AT_A_TIME, grants) + 1), area, chair, (maker, second))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _finance() -> tuple[User, User]:
    names = ("maakt", "keurt-goed")
    maker, second = (User.objects.get_or_create(username=name)[0] for name in names)
    return maker, second


def _centre() -> None:
    CentreDetails.objects.get_or_create(
        ends_on=None,
        defaults={
            "starts_on": date(2020, 1, 1),
            "name": "OCMW Voorbeeldstad",
            "street": "Grote Markt 1",
            "town": "9990 Voorbeeldstad",
            "court": "arbeidsrechtbank Gent",
            "court_address": "Opgeëistenlaan 401, 9000 Gent",
            "iban": "BE68539007547034",
            "bic": "GKCCBEBB",
        },
    )


def _area() -> Area:
    division = Division.objects.filter(is_primary=True).first() or Division.objects.create(
        name="wijken", is_primary=True
    )
    corners = [[3.0, 50.8], [3.1, 50.8], [3.1, 50.9], [3.0, 50.9], [3.0, 50.8]]
    facts = {"name": "Wijk 1", "geometry": {"type": "Polygon", "coordinates": [corners]}}
    return Area.objects.get_or_create(division=division, code="W1", defaults=facts)[0]


def iban(number: int) -> str:
    """Return an invented Belgian account number that adds up."""
    account = f"999{number:07d}"
    account += f"{int(account) % 97 or 97:02d}"
    return f"BE{98 - int(f'{account}111400') % 97:02d}{account}"


@transaction.atomic
def _make(numbers: range, area: Area, chair: User, finance: tuple[User, User]) -> None:
    households = Household.objects.bulk_create(
        Household(
            year=2026,
            serial=number,
            name=f"Olena Testenko{number}",
            arrived_on=SINCE,
            registered_on=SINCE,
            desk_until=SINCE,
            sleeps=NightShelter.OWN_HOME,
            area=area,
        )
        for number in numbers
    )
    persons = Person.objects.bulk_create(
        Person(
            given_name="Olena",
            family_name=f"Testenko{number}",
            sex=Sex.FEMALE,
            birth_date=date(1988, 5, 4),
            known_since=SINCE,
        )
        for number in numbers
    )
    everybody = list(zip(numbers, households, persons, strict=True))
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            household=household, person=person, relation=Relation.REFERENCE, starts_on=SINCE
        )
        for _, household, person in everybody
    )
    applications = Application.objects.bulk_create(
        Application(
            year=2026,
            serial=number,
            household=household,
            applicant=person,
            right="EQUIVALENT",
            channel="DESK",
            handed_in_on=SINCE,
            received_on=SINCE,
            registered_at=NOW,
        )
        for number, household, person in everybody
    )
    decisions = Decision.objects.bulk_create(
        Decision(
            year=2026,
            serial=number,
            application=application,
            kind="GRANT",
            right="EQUIVALENT",
            category=1 + number % 3,
            amount_cents=80_000 + number % 97_000,
            rhythm="MONTHLY",
            starts_on=date(2026, 11, 11) if number % HALF_WAY == 0 else SINCE,
            grounds_in_law="proef",
            grounds_in_fact="proef",
            decided_on=SINCE,
            urgent_by=chair,
            recorded_at=NOW,
        )
        for number, application in zip(numbers, applications, strict=True)
    )
    Grant.objects.bulk_create(
        Grant(
            decision=decision,
            household=household,
            beneficiary=person,
            component="EQUIVALENT",
            amount_cents=decision.amount_cents,
            rhythm="MONTHLY",
            starts_on=decision.starts_on,
        )
        for decision, (_, household, person) in zip(decisions, everybody, strict=True)
    )
    BankDetails.objects.bulk_create(
        BankDetails(
            person=person,
            iban=iban(number),
            holder=str(person),
            starts_on=SINCE,
            entered_at=NOW,
            entered_by=finance[0],
            confirmed_at=NOW,
            confirmed_by=finance[1],
        )
        for number, _, person in everybody
        if number % WITHOUT_ACCOUNT
    )
