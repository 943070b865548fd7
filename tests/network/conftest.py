"""A household of Amira's with a case, a service to refer to, a helpdesk with two experts."""

import pytest

from eenplan.directory.enums import Theme
from eenplan.network import services
from eenplan.network.consenting import GivenConsent
from tests.factories import AssignmentFactory, TeamFactory
from tests.factories.network import HelpdeskFactory, NetworkServiceFactory
from tests.support.setting import TODAY


@pytest.fixture
def case(household, amira):
    case = household.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    return case


@pytest.fixture
def service(norms):
    return NetworkServiceFactory(name="Budgethulp", partner__name="CAW De Brug")


@pytest.fixture
def desk(norms):
    team = TeamFactory(name="Centrale woondienst", kind="CENTRAL_SERVICE")
    HelpdeskFactory(team=team, theme="HOUSING")
    return team


@pytest.fixture
def lien(join, desk):
    return join("lien", "EXPERT", desk)


@pytest.fixture
def noor(join, desk):
    return join("noor", "EXPERT", desk)


def given(**changes) -> GivenConsent:
    facts = {
        "how": "SPOKEN",
        "by": "Olena Kovalchuk",
        "language": "uk",
        "on": TODAY,
        "until": TODAY.replace(year=2027),
    }
    return GivenConsent(**{**facts, **changes})


@pytest.fixture
def send(amira, case, service):
    """Send a referral as Amira: `send(shared=["PHONE"])`."""

    def _send(**changes):
        facts = {
            "actor": amira,
            "case": case,
            "receiver": service,
            "reason": "Schulden",
            "asked": "Een gesprek, snel",
            "shared": ["NAMES"],
            "consent": given(),
            "on": TODAY,
        }
        return services.send_referral(**{**facts, **changes})

    return _send


@pytest.fixture
def ask(amira, desk):
    def _ask(**changes):
        facts = {"actor": amira, "theme": Theme.HOUSING, "text": "Mag dit?", "on": TODAY}
        return services.ask_question(**{**facts, **changes})

    return _ask
