"""The cast every test borrows from, in a town of two neighbourhoods.

amira   case manager of the neighbourhood team of Heuvelkant
bram    case manager of another neighbourhood team: sees and does nothing of Amira's households
celine  reception: registers arrivals, gives a place tonight
dirk    coordinator of Amira's team
els     housing coordinator          femke  volunteer coordinator
guy     committee secretary          hana   finance
ilse    line monitoring              joris  policy analyst
karim   application administrator    oksana case manager of the temporary cell
nele    inspector of dwellings       omar   safeguarding lead
pieter  chair of the committee       rita   member of the committee

The clock stands still on Monday 23 November 2026, ten in the morning.
"""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from eenplan.organisation.selectors import actor_for
from tests.factories import (
    AreaFactory,
    HouseholdFactory,
    MembershipFactory,
    TeamAreaFactory,
    TeamFactory,
    UserFactory,
    all_lists,
    all_norms,
)
from tests.factories.housing import all_reasons
from tests.support.setting import TODAY, clock_of_the_tests


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let the tests that empty the database come last: what the migrations wrote is gone then.

    After pytest's own grouping by fixtures, which would put some of them in the middle.
    """
    items.sort(key=_empties_the_database)


def _empties_the_database(item) -> bool:
    marker = item.get_closest_marker("django_db")
    asks = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asks or (marker and marker.kwargs.get("transaction")))


@pytest.fixture(scope="session", autouse=True)
def quick():
    """Cheap passwords and plain static files; nothing a test is about."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        MIDDLEWARE=[name for name in settings.MIDDLEWARE if "whitenoise" not in name],
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield


@pytest.fixture
def clock():
    """Let the clock stand still on the day of the tests."""
    with clock_of_the_tests():
        yield


@pytest.fixture
def norms(db):
    all_norms()
    all_lists()
    all_reasons()


@pytest.fixture
def area(db):
    return AreaFactory(name="Heuvelkant")


@pytest.fixture
def team(area, norms):
    team = TeamFactory(name="Wijkteam Heuvelkant")
    TeamAreaFactory(team=team, area=area)
    return team


@pytest.fixture
def other_team(norms):
    team = TeamFactory(name="Wijkteam Molenwijk")
    TeamAreaFactory(team=team, area=AreaFactory(name="Molenwijk"))
    return team


@pytest.fixture
def central(norms):
    return TeamFactory(name="Centraal team", kind="CENTRAL")


@pytest.fixture
def cell(norms):
    return TeamFactory(
        name="Cel Oekraïne", kind="TEMPORARY_CELL", target_group="TEMPORARY_PROTECTION"
    )


@pytest.fixture
def household(team, area):
    return HouseholdFactory(name="Olena Kovalchuk", team=team, area=area, persons=3)


@pytest.fixture
def join(clock):
    """Let somebody work in a team: `join("amira", "CASE_MANAGER", team)` gives the Actor."""

    def _join(username, role, *teams, **facts):
        user = UserFactory(username=username, first_name=username.title(), last_name="Testers")
        for team in teams:
            MembershipFactory(user=user, team=team, role=role, **facts)
        return actor_for(user, on=TODAY)

    return _join


@pytest.fixture
def amira(join, team):
    return join("amira", "CASE_MANAGER", team)


@pytest.fixture
def bram(join, other_team):
    return join("bram", "CASE_MANAGER", other_team)


@pytest.fixture
def celine(join, other_team):
    return join("celine", "RECEPTION", other_team)


@pytest.fixture
def dirk(join, team):
    return join("dirk", "TEAM_COORDINATOR", team)


@pytest.fixture
def els(join, central):
    return join("els", "HOUSING_COORDINATOR", central)


@pytest.fixture
def femke(join, central):
    return join("femke", "VOLUNTEER_COORDINATOR", central)


@pytest.fixture
def guy(join, central):
    return join("guy", "COMMITTEE_SECRETARY", central)


@pytest.fixture
def hana(join, central):
    return join("hana", "FINANCE", central)


@pytest.fixture
def ilse(join, central):
    return join("ilse", "LINE_MONITOR", central)


@pytest.fixture
def pieter(join, central):
    return join("pieter", "COMMITTEE_CHAIR", central)


@pytest.fixture
def rita(join, central):
    return join("rita", "COMMITTEE_MEMBER", central)


@pytest.fixture
def joris(join, central):
    return join("joris", "POLICY_ANALYST", central)


@pytest.fixture
def karim(join, central):
    return join("karim", "ADMINISTRATOR", central)


@pytest.fixture
def nele(join, central):
    return join("nele", "INSPECTOR", central)


@pytest.fixture
def omar(join, central):
    return join("omar", "SAFEGUARDING_LEAD", central)


@pytest.fixture
def oksana(join, cell):
    return join("oksana", "CASE_MANAGER", cell)


@pytest.fixture
def login(db, clock):
    """Log an actor in: `login(amira).get(url)`. Each call gives a browser of its own."""

    def _login(actor):
        client = Client(raise_request_exception=True)
        client.force_login(get_user_model().objects.get(pk=actor.user_id))
        return client

    return _login
