"""What journeys over a whole municipality start from: norms, a central team, a temporary cell."""

from decimal import Decimal
from pathlib import Path

import pytest

from eenplan.journeys.demo.teams import set_norms
from eenplan.organisation.enums import Role, TargetGroup, TeamKind
from eenplan.organisation.models import Membership, Team, User
from tests.journeys.days import LONG_AGO

SHARED = Path(__file__).parents[3] / "shared" / "data" / "input"


@pytest.fixture
def municipality(db):
    """Norms, a central team, and a temporary cell with one full-time case manager."""
    set_norms()
    Team.objects.create(name="Centraal team", kind=TeamKind.CENTRAL, starts_on=LONG_AGO)
    cell = Team.objects.create(
        name="Cel",
        kind=TeamKind.TEMPORARY_CELL,
        target_group=TargetGroup.TEMPORARY_PROTECTION,
        starts_on=LONG_AGO,
    )
    worker = User.objects.create(username="oksana", languages=["nl", "uk"])
    Membership.objects.create(
        user=worker,
        team=cell,
        role=Role.CASE_MANAGER,
        case_fraction=Decimal(1),
        starts_on=LONG_AGO,
    )
    return cell


@pytest.fixture
def kortrijk_files() -> tuple[Path, Path]:
    """The two files of the seven-point plan: offers and arrivals."""
    files = SHARED / "kortrijk_offers.csv", SHARED / "kortrijk_arrivals.csv"
    if not all(file.exists() for file in files):
        pytest.skip(f"the shared input files are not here: {SHARED}")
    return files
