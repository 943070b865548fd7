"""Reading the organisation: who acts, which norm holds, which team is competent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.enums import PlaceKind, ReceptionForm, Role, TeamKind
from eenplan.organisation.errors import NoCompetentTeam, NormNotInForce
from eenplan.organisation.models import Membership, Norm, Team, User
from eenplan.organisation.norms import NORMS, switch_key
from eenplan.organisation.roles import ROLES
from eenplan.organisation.selectors.absences import (
    absence_shares,
    substitutes_of,
    substituting_for,
)
from eenplan.organisation.selectors.cells import taking_nobody
from eenplan.territory.models import Area

__all__ = [
    "Closed",
    "Closures",
    "absence_shares",
    "actor_for",
    "closures",
    "competent_team",
    "get_team",
    "norm",
    "norms_at_hand",
    "norms_on",
    "substitutes_of",
    "substituting_for",
    "team_choices",
    "teams_of",
]


def actor_for(user: User, *, on: date) -> Actor:
    """Return what `user` is allowed to do on a day, in which of the teams the user works in."""
    if not user.is_authenticated:
        return Actor(0, "", on)
    memberships = list(Membership.objects.on(on).filter(user=user).values_list("team_id", "role"))
    grants = frozenset(
        (granted, team) for team, role in memberships for granted in ROLES[Role(role)]
    )
    return Actor(
        user_id=user.pk,
        name=str(user),
        on=on,
        team_ids=frozenset(team for team, _ in memberships),
        capabilities=frozenset(granted for granted, _ in grants),
        grants=grants,
    )


def norms_on(day: date) -> dict[str, Norm]:
    """Return the norm rows in force on a day, by key."""
    rows = Norm.objects.filter(starts_on__lte=day).order_by("key", "-starts_on").distinct("key")
    return {row.key: row for row in rows}


_at_hand: ContextVar[dict[tuple[str, date], Decimal] | None] = ContextVar("norms", default=None)


@contextmanager
def norms_at_hand(*keys: str, on: date) -> Iterator[None]:
    """Read the norms one action will ask for together, in one query; for use in one transaction."""
    token = _at_hand.set({(key, on): value for key, value in _values_on(on, keys).items()})
    try:
        yield
    finally:
        _at_hand.reset(token)


def norm(key: str, *, on: date) -> Decimal:
    """Return the value of a norm on a day.

    Raises NormNotInForce when the municipality had not set it yet.
    """
    read = (_at_hand.get() or {}).get((key, on))
    if read is not None:
        return read
    row = Norm.objects.filter(key=key, starts_on__lte=on).order_by("-starts_on").first()
    if row is None:
        raise _not_set(key, on)
    return row.value


def norm_values(*keys: str, on: date) -> dict[str, Decimal]:
    """Return the values of several norms on a day, in one query. Raises NormNotInForce."""
    at_hand = _at_hand.get() or {}
    found = {key: at_hand[key, on] for key in keys if (key, on) in at_hand}
    found |= _values_on(on, [key for key in keys if key not in found])
    for key in keys:
        if key not in found:
            raise _not_set(key, on)
    return found


def _values_on(day: date, keys: Sequence[str]) -> dict[str, Decimal]:
    if not keys:
        return {}
    rows = Norm.objects.filter(key__in=keys, starts_on__lte=day).order_by("key", "-starts_on")
    return dict(rows.distinct("key").values_list("key", "value"))


def _not_set(key: str, on: date) -> NormNotInForce:
    label = NORMS[key].label
    return NormNotInForce(f"De norm “{label}” was nog niet bepaald op {on:%d/%m/%Y}.")


@dataclass(frozen=True)
class Closed:
    """A reception form or kind of place the municipality does not use: since when and why."""

    what: ReceptionForm | PlaceKind
    since: date
    reason: str


@dataclass(frozen=True)
class Closures:
    """The reception forms and the kinds of place that are closed on a day, by their code."""

    forms: dict[str, Closed]
    kinds: dict[str, Closed]

    def of(self, form: str, kind: str) -> Closed | None:
        """Return why a place of this form and kind is not used, if that is so."""
        return self.forms.get(form) or self.kinds.get(kind)


def closures(*, on: date) -> Closures:
    """Return what is closed on a day, with since when and why.

    `since` is the first day of the unbroken closed stretch, not the day of its latest row.
    """
    keys = {switch_key(switch): switch for switch in (*ReceptionForm, *PlaceKind)}
    closed: dict[str, Closed] = {}
    rows = Norm.objects.filter(key__in=keys, starts_on__lte=on).order_by("starts_on")
    for row in rows:
        if row.value:
            closed.pop(row.key, None)
        else:
            since = closed[row.key].since if row.key in closed else row.starts_on
            closed[row.key] = Closed(keys[row.key], since, row.reason)
    found = {decision.what: decision for decision in closed.values()}
    return Closures(
        {form: found[form] for form in ReceptionForm if form in found},
        {kind: found[kind] for kind in PlaceKind if kind in found},
    )


def competent_team(
    *, target_group: str, area: Area, helped_elsewhere: bool, on: date
) -> tuple[Team, str]:
    """Return the team that takes a new household, and why in a Dutch sentence.

    A temporary cell that is not being wound down takes its whole target group; else who prefers
    not to be helped in the own neighbourhood goes to the central team, and all others to the team
    of their area. A team whose end is decided takes nobody any more.

    Raises NoCompetentTeam when no team serves the area and there is no central team.
    """
    teams = Team.objects.on(on).open()
    cells = teams.filter(kind=TeamKind.TEMPORARY_CELL, target_group=target_group)
    cell = cells.exclude(pk__in=taking_nobody(on).values("team")).first()
    if cell:
        return cell, f"Open tijdelijke cel voor: {cell.get_target_group_display()}."
    local = teams.filter(
        pk__in=area.team_areas.on(on).values("team"), kind=TeamKind.NEIGHBOURHOOD
    ).first()
    if local and not helped_elsewhere:
        return local, f"Wijkteam van het adres ({area.name})."
    central = teams.filter(kind=TeamKind.CENTRAL).first()
    if central is None:
        raise NoCompetentTeam("Er is geen team dat dit gezin kan opnemen. Vraag het de beheerder.")
    if helped_elsewhere:
        return central, "Wil liever niet in de eigen wijk geholpen worden."
    return central, f"Geen wijkteam voor dit adres ({area.name})."


def teams_of(actor: Actor, capability: Capability) -> QuerySet[Team]:
    """Return the teams in which the actor may do something today."""
    return Team.objects.filter(pk__in=actor.teams_with(capability))


def helping_teams(*, on: date) -> QuerySet[Team]:
    """Return the teams that can take households in their care on a day, by name."""
    helps = (TeamKind.NEIGHBOURHOOD, TeamKind.CENTRAL, TeamKind.TEMPORARY_CELL)
    teams = Team.objects.on(on).open().filter(kind__in=helps)
    return teams.exclude(pk__in=taking_nobody(on).values("team")).order_by("name")


def get_team(actor: Actor, pk: int, capability: Capability) -> Team:
    """Return a team in which the actor may do something, or raise NotFound."""
    team = teams_of(actor, capability).filter(pk=pk).first()
    if team is None:
        raise NotFound(pk)
    return team


def team_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return the teams an actor may filter on: the own ones, or all for a role over all teams."""
    every = actor.can(Capability.HOUSEHOLD_VIEW_ALL)
    teams = Team.objects.all() if every else teams_of(actor, Capability.HOUSEHOLD_VIEW)
    return [(str(pk), name) for pk, name in teams.order_by("name").values_list("pk", "name")]
