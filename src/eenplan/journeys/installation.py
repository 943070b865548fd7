"""Is this installation ready for work? What is missing, each in one sentence."""

from datetime import date

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from eenplan.organisation.enums import Role, TeamKind
from eenplan.organisation.models import Membership, Team
from eenplan.organisation.norms import NORMS
from eenplan.organisation.selectors import norms_on
from eenplan.territory.models import Area

MINIMUM_SERVER = 150000  # PostgreSQL 15


def problems(*, on: date) -> list[str]:
    """Return what stands in the way of the daily work on a day; empty when nothing does."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ["De database is niet bijgewerkt. Voer `eenplan migrate` uit."]
    return [*_server(), *_norms(on), *_people(on), *_areas(on)]


def _server():
    if connection.pg_version < MINIMUM_SERVER:
        yield f"PostgreSQL 15 of nieuwer is nodig; dit is {connection.pg_version // 10000}."


def _norms(on: date):
    for key in NORMS.keys() - norms_on(on).keys():
        yield f"De norm “{NORMS[key].label}” is nog niet bepaald."


def _people(on: date):
    if not Membership.objects.on(on).filter(role=Role.ADMINISTRATOR, user__is_active=True).exists():
        yield "Er is geen applicatiebeheerder. Maak er een met `eenplan administrator NAAM`."
    if not Team.objects.on(on).filter(kind=TeamKind.CENTRAL).exists():
        yield "Er is geen centraal team: wie elders geholpen wil worden, kan nergens terecht."


def _areas(on: date):
    areas = Area.objects.filter(division__is_primary=True, is_unlocated=False)
    if not areas.exists():
        yield "Er zijn nog geen wijken. Lees ze in met `eenplan import areas BESTAND --primary`."
    served = Team.objects.on(on).filter(kind=TeamKind.NEIGHBOURHOOD)
    alone = [a.name for a in areas if not a.team_areas.on(on).filter(team__in=served).exists()]
    if alone:
        yield f"Wijken zonder wijkteam: {', '.join(alone)}. Het centrale team neemt ze over."
