"""The cast every test borrows from, in a town of two neighbourhoods.

amira   case manager of the neighbourhood team of Heuvelkant
bram    case manager of another neighbourhood team: sees and does nothing of Amira's households
celine  reception: registers arrivals, gives a place tonight
dirk    coordinator of Amira's team
els     housing coordinator          femke  volunteer coordinator
guy     committee secretary          hana   finance
ilse    line monitoring              joris  policy analyst
karim   application administrator    oksana case manager of the temporary cell

The clock stands still on Monday 23 November 2026, ten in the morning.
"""

import os

os.environ.setdefault("EENPLAN_DATABASE_FAST", "1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps a loop running

import pytest  # noqa: E402
from django.test import Client  # noqa: E402

from tests.support.setting import TODAY  # noqa: E402


@pytest.fixture(autouse=True)
def quick(settings):
    """Cheap passwords and plain static files; nothing a test is about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def clock():
    """Let the clock stand still on the day of the tests."""
    import time_machine  # noqa: PLC0415 -- only the tests that look at today

    with time_machine.travel(f"{TODAY.isoformat()}T10:00:00+01:00", tick=True):
        yield


@pytest.fixture
def norms(db):
    from tests.factories import all_norms  # noqa: PLC0415 -- app registry

    all_norms()


@pytest.fixture
def area(db):
    from tests.factories import AreaFactory  # noqa: PLC0415

    return AreaFactory(name="Heuvelkant")


@pytest.fixture
def team(area, norms):
    from tests.factories import TeamAreaFactory, TeamFactory  # noqa: PLC0415

    team = TeamFactory(name="Wijkteam Heuvelkant")
    TeamAreaFactory(team=team, area=area)
    return team


@pytest.fixture
def other_team(norms):
    from tests.factories import AreaFactory, TeamAreaFactory, TeamFactory  # noqa: PLC0415

    team = TeamFactory(name="Wijkteam Molenwijk")
    TeamAreaFactory(team=team, area=AreaFactory(name="Molenwijk"))
    return team


@pytest.fixture
def central(norms):
    from tests.factories import TeamFactory  # noqa: PLC0415

    return TeamFactory(name="Centraal team", kind="CENTRAL")


@pytest.fixture
def cell(norms):
    from tests.factories import TeamFactory  # noqa: PLC0415

    return TeamFactory(
        name="Cel Oekraïne", kind="TEMPORARY_CELL", target_group="TEMPORARY_PROTECTION"
    )


@pytest.fixture
def household(team, area):
    from tests.factories import HouseholdFactory  # noqa: PLC0415

    return HouseholdFactory(name="Olena Kovalchuk", team=team, area=area, persons=3)


@pytest.fixture
def join(clock):
    """Let somebody work in a team: `join("amira", "CASE_MANAGER", team)` gives the Actor."""
    from eenplan.organisation.selectors import actor_for  # noqa: PLC0415
    from tests.factories import MembershipFactory, UserFactory  # noqa: PLC0415

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
def joris(join, central):
    return join("joris", "POLICY_ANALYST", central)


@pytest.fixture
def karim(join, central):
    return join("karim", "ADMINISTRATOR", central)


@pytest.fixture
def oksana(join, cell):
    return join("oksana", "CASE_MANAGER", cell)


@pytest.fixture
def login(clock):
    """Log an actor in: `login(amira).get(url)`. Each call gives a browser of its own."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    def _login(actor):
        client = Client(raise_request_exception=True)
        client.force_login(get_user_model().objects.get(pk=actor.user_id))
        return client

    return _login
