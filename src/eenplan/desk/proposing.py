"""Everything the proposal screen shows for one household: who, where to, and why not elsewhere."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from eenplan.engines import placement
from eenplan.engines.placement.outcome import BlockedPlace, RankedPlace, Ranking, RuleCount
from eenplan.engines.placement.words import FORMS, KINDS
from eenplan.housing import selectors as housing, waiting
from eenplan.housing.enums import ReceptionForm
from eenplan.housing.models import Place, PlanRun, Stay
from eenplan.organisation.selectors import Closed, closures
from eenplan.people import selectors as people
from eenplan.people.enums import NightShelter
from eenplan.people.models import Household, HouseholdMember

CLOSED_RULE, CLOSED_KIND, STALE_RULE = "form-open", "kind-open", "confirmed"


@dataclass(frozen=True)
class Seeker:
    """Who looks for a place, as far as a house matters."""

    household: Household
    members: list[HouseholdMember]
    needs_step_free: bool
    is_unaccompanied_minor: bool
    on: date

    @property
    def children(self) -> list[HouseholdMember]:
        return [m for m in self.members if m.person.is_minor_on(self.on)]

    @property
    def days_waiting(self) -> int:
        return (self.on - self.household.arrived_on).days

    @property
    def has_own_roof(self) -> bool:
        """Say if the file knows of a roof that is not ours; a place is then rarely needed."""
        return self.household.sleeps in (NightShelter.OWN_HOME, NightShelter.HOST)


@dataclass(frozen=True)
class Card:
    """A place the household may have: what it is, and how the engine ranks it."""

    place: Place
    ranked: RankedPlace

    @property
    def is_at_a_family(self) -> bool:
        """Whether it is with a host family: never given at once."""
        return self.place.form == ReceptionForm.HOST_FAMILY

    @property
    def most(self) -> int:
        """The points a perfect place would have."""
        return sum(part.most for part in self.ranked.parts)


@dataclass(frozen=True)
class Refused:
    """A place the household may not have, with every rule that says so."""

    place: Place
    blocked: BlockedPlace


@dataclass(frozen=True)
class NotOffered:
    """A form or kind that is closed, and how many places are not proposed because of it."""

    rule: str
    form: str
    name: str
    closed: Closed
    places: int


@dataclass(frozen=True)
class Asked:
    """Which part of the answer the screen shows: the refusals of one figure, and how many rows.

    `moving`: also for who lives with us and is on the list for another home.
    `cards` and `refusals`: at most so many, None for all. Only what is shown is put into words.
    """

    rule: str = ""
    only: bool = False
    form: str = ""
    moving: bool = False
    cards: int | None = None
    refusals: int | None = None

    def counts(self, blocked: BlockedPlace, forms: tuple[str, str]) -> bool:
        """Return whether the figure that was asked counts this refused place."""
        return (
            (not self.rule or self.rule in blocked.rules)
            and (not self.only or blocked.only_rule == self.rule)
            and (not self.form or self.form in forms)
        )


@dataclass(frozen=True)
class Proposal:
    """The answer for one household. Without a ranking nothing is proposed: `stay` says why.

    `promised` is a stay that begins later, while there is no roof tonight; `leaves` the one of who
    needs another home. `cards` and `refused`
    are the places to show, `narrowed` how many refused places the figure that was asked counts.
    """

    seeker: Seeker
    stay: Stay | None
    promised: Stay | None = None
    leaves: Stay | None = None
    ranking: Ranking | None = None
    cards: tuple[Card, ...] = ()
    refused: tuple[Refused, ...] = ()
    narrowed: int = 0
    not_offered: tuple[NotOffered, ...] = ()
    plan: PlanRun | None = None  # the plan whose prices tell what others need

    @property
    def stale(self) -> RuleCount | None:
        """The places whose offer was confirmed too long ago: they are asked again first."""
        rules = self.ranking.rules if self.ranking else ()
        return next((rule for rule in rules if rule.rule == STALE_RULE), None)

    @property
    def possible(self) -> int:
        """How many places the household may have."""
        return len(self.ranking.eligible) if self.ranking else 0

    @property
    def impossible(self) -> int:
        """How many places it may not have."""
        return len(self.ranking.blocked) if self.ranking else 0

    @property
    def total(self) -> int:
        return self.possible + self.impossible

    @property
    def bottleneck(self) -> RuleCount | None:
        """The rule that would open most places if it fell; else the one that excludes most."""
        rules = self.ranking.rules if self.ranking else ()
        return max(rules, key=lambda rule: (rule.only, rule.places), default=None)


def propose(
    household: Household, *, on: date, at: datetime, asked: Asked | None = None
) -> Proposal:
    """Return the proposal for a household on a day; none when it is housed or a minor alone."""
    [facts] = housing.household_facts([household], on=on)
    seeker = _seeker(household, facts, on)
    stay, promised = _stays(household, on)
    asked = asked or Asked()
    leaves = stay if asked.moving and _needs_another(household, stay, on) else None
    if (stay and not leaves) or seeker.is_unaccompanied_minor:
        return Proposal(seeker, stay)
    found = housing.candidates(household, on=on, at=at, facts=facts)
    bare = Proposal(seeker, None, promised, leaves, found.ranking, plan=found.plan)
    return _shown(bare, found.forms, asked, on)


def _needs_another(household: Household, stay: Stay | None, on: date) -> bool:
    has_begun = stay is not None and stay.starts_on <= on
    return has_begun and housing.wants_another_home(household)


def _shown(
    proposal: Proposal, forms: dict[str, tuple[str, str]], asked: Asked, on: date
) -> Proposal:
    """Return the proposal with the places the screen shows, loaded in one query."""
    ranking = proposal.ranking
    counted = [found for found in ranking.blocked if asked.counts(found, forms[found.place])]
    eligible, blocked = ranking.eligible[: asked.cards], counted[: asked.refusals]
    places = housing.places_by_reference(found.place for found in (*eligible, *blocked))
    return replace(
        proposal,
        cards=tuple(Card(places[found.place], found) for found in eligible),
        refused=tuple(Refused(places[found.place], found) for found in blocked),
        narrowed=len(counted),
        not_offered=tuple(_not_offered(ranking, forms, on)),
    )


def _seeker(household: Household, facts: placement.Household, on: date) -> Seeker:
    members = people.members_of(household, on=on)
    return Seeker(household, members, facts.step_free, facts.unaccompanied_minor, on)


def _stays(household: Household, on: date) -> tuple[Stay | None, Stay | None]:
    """Return the stay that ends the search, or the later one that leaves tonight open."""
    stay = waiting.agreed_stay(household, on=on)
    if stay and stay.starts_on > on and household.sleeps == NightShelter.NONE:
        return None, stay
    return stay, None


def _not_offered(
    ranking: Ranking, forms: dict[str, tuple[str, str]], on: date
) -> Iterator[NotOffered]:
    closed = closures(on=on)
    for rule, at, decisions in ((CLOSED_RULE, 0, closed.forms), (CLOSED_KIND, 1, closed.kinds)):
        counts = Counter(forms[row.place][at] for row in ranking.blocked if rule in row.rules)
        for code, decision in decisions.items():
            name = FORMS[code] if at == 0 else f"De soort “{KINDS[code][0]}”"
            yield NotOffered(rule, code, name, decision, counts[code])
