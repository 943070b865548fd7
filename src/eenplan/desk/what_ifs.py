"""What a measure would change, as the screen tells it: households by name as far as one may see.

Who is out of sight is counted, without a name and without the place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from eenplan.core.access import Actor
from eenplan.engines.placement.words import dutch_day, families, persons
from eenplan.housing import selectors as housing
from eenplan.housing.models import Place, Proposal, Stay
from eenplan.journeys.placing.measures import Effect
from eenplan.journeys.placing.on_screen import Loss
from eenplan.journeys.placing.trial import Trial
from eenplan.people.models import Household


@dataclass(frozen=True)
class Line:
    """One household in the answer, and what becomes of it in words."""

    household: Household
    text: str


@dataclass(frozen=True)
class Block:
    """A kind of change: the households one may see, and how many besides."""

    title: str
    lines: tuple[Line, ...]
    hidden: int

    @property
    def count(self) -> int:
        return len(self.lines) + self.hidden


@dataclass(frozen=True)
class Answer:
    """Before and after in figures, and per kind of change the households."""

    before: str
    after: str
    blocks: tuple[Block, ...]
    waiting: int
    remarks: tuple[str, ...]
    size: str

    @property
    def changes(self) -> bool:
        return any(block.count for block in self.blocks)


@dataclass(frozen=True)
class Mover:
    """Somebody who lives in the place that falls away, and the next step towards another one."""

    household: Household
    stay: Stay
    place: Place | None
    start: date | None
    why_not: str
    is_listed: bool
    proposal: Proposal | None

    @property
    def differs(self) -> bool:
        """Whether the proposal that runs is about another place than the answer."""
        return bool(self.proposal and self.place and self.proposal.place_id != self.place.pk)


@dataclass(frozen=True)
class Movers:
    """Who has to move; who is out of sight is only counted."""

    seen: tuple[Mover, ...]
    hidden: int

    @property
    def count(self) -> int:
        return len(self.seen) + self.hidden

    @property
    def without(self) -> int:
        return sum(mover.place is None for mover in self.seen)

    @property
    def unlisted(self) -> bool:
        """Whether somebody is not on the list for another home yet, or may not be."""
        return bool(self.hidden) or any(not mover.is_listed for mover in self.seen)


def told(actor: Actor, trial: Trial, effect: Effect) -> Answer:
    """Return what a measure brings; only for an effect with a plan."""
    shared = {name for _, who in effect.shared for name in who}
    return _answer(actor, trial, effect.difference, effect.after, shared)


def told_of_loss(actor: Actor, loss: Loss) -> Answer:
    """Return what the loss of a place takes from who waits; who lives there is told apart."""
    theirs = frozenset(moving.stay.household.number for moving in loss.moving)
    return _answer(actor, loss.trial, loss.difference, loss.after, set(), apart=theirs)


def _answer(actor: Actor, trial, difference, after, shared, apart=frozenset()) -> Answer:
    found = {p.household: p for p in after.plan.placements}
    moved = {name: (a, b) for name, a, b in difference.moved}
    groups = (
        ("Krijgt een plaats", [name for name, _ in difference.placed]),
        ("Krijgt zo geen plaats meer", difference.lost),
        ("Krijgt een andere plaats", list(moved)),
        ("Kan vroeger binnen", [n for n in difference.sooner if n not in moved]),
    )
    names = {name for _, group in groups for name in group} - apart
    seen = _seen(actor, names)

    def text(name: str) -> str:
        placed = found.get(name)
        if placed is None:
            return "wacht verder"
        said = (
            f"naar {placed.place}" if name not in moved else "van {} naar {}".format(*moved[name])
        )
        said += f", vanaf {dutch_day(placed.start)}"
        return f"{said}, gedeeld" if name in shared else said

    blocks = tuple(
        _block(t, [n for n in group if n not in apart], seen, text) for t, group in groups
    )
    placed = [p for p in after.plan.placements if p.household not in apart]
    return Answer(
        before=_size(trial.plan.placements),
        after=_size(placed),
        blocks=tuple(block for block in blocks if block.count),
        waiting=sum(w.household not in apart for w in after.plan.unplaced),
        remarks=trial.question.remarks,
        size=f"{families(len(trial.question.households))} en {len(trial.question.places)} plaatsen",
    )


def _size(placements: Sequence) -> str:
    people = persons(sum(p.persons for p in placements))
    verb = "krijgt" if len(placements) == 1 else "krijgen"
    return f"{families(len(placements))} ({people}) {verb} een plaats"


def _block(title: str, names: Iterable[str], seen: dict, text) -> Block:
    names = list(names)
    lines = tuple(Line(seen[name], text(name)) for name in names if name in seen)
    return Block(title, lines, len(names) - len(lines))


def _seen(actor: Actor, numbers: Iterable[str]) -> dict[str, Household]:
    """Return the households with these numbers that the actor may open."""
    pairs = [number.split("/") for number in numbers]
    years = {int(year) for year, _ in pairs}
    serials = {int(serial) for _, serial in pairs}
    rows = Household.objects.visible_to(actor).filter(year__in=years, serial__in=serials)
    wanted = set(numbers)
    return {row.number: row for row in rows if row.number in wanted}


def movers(actor: Actor, loss: Loss, *, at: datetime) -> Movers:
    """Return who lives in the place that falls away, with how far the search for each is."""
    seen = _seen(actor, {moving.stay.household.number for moving in loss.moving})
    places = housing.places_by_reference(m.found.place for m in loss.moving if m.found)
    shown = [m for m in loss.moving if m.stay.household.number in seen]
    listed = housing.on_the_list([m.stay.household_id for m in shown])
    running = housing.live_proposals([m.stay.household_id for m in shown], at=at)
    return Movers(
        tuple(
            Mover(
                seen[m.stay.household.number],
                m.stay,
                places.get(m.found.place) if m.found else None,
                m.found.start if m.found else None,
                m.why_not,
                m.stay.household_id in listed,
                running.get(m.stay.household_id),
            )
            for m in shown
        ),
        len(loss.moving) - len(shown),
    )
