import pytest

from eenplan.organisation.models import User
from tests.factories import AssignmentFactory, HouseholdFactory, VisitFactory, moment


@pytest.fixture
def at():
    """Half past ten on the day of the tests."""
    return moment("2026-11-23 10:30")


@pytest.fixture
def worker(amira):
    return User.objects.get(pk=amira.user_id)


@pytest.fixture
def desk(join, team):
    """The reception of Heuvelkant: keeps the queue, follows no cases."""
    return join("rania", "RECEPTION", team)


@pytest.fixture
def visit(team):
    return VisitFactory(team=team, number=1)


@pytest.fixture
def held(household, amira):
    """Let Amira follow the household."""
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    return household


@pytest.fixture
def hidden(area, central):
    """A household of Heuvelkant that the central team helps: its neighbours must not know."""
    return HouseholdFactory(name="Liever Elders", team=central, area=area, helped_elsewhere=True)
