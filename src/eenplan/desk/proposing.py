"""Everything the proposal screen shows for one household: who, where to, and why not elsewhere."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from eenplan.engines.placement.outcome import BlockedPlace, RankedPlace, Ranking, RuleCount
from eenplan.engines.placement.words import FORMS
from eenplan.housing import selectors as housing, waiting
from eenplan.housing.models import Place, Stay
from eenplan.housing.services import places_considered, ranking_for
from eenplan.organisation.selectors import ClosedForm, closed_forms
from eenplan.people import selectors as people
from eenplan.people.enums import NightShelter
from eenplan.people.models import Household, HouseholdMember

ADULT = 18
CLOSED_RULE = "form-open"


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
    """A reception form that is closed, and how many places are not proposed because of it."""

    form: str
    name: str
    closed: ClosedForm
    places: int


@dataclass(frozen=True)
class Proposal:
    """The answer for one household. Without a ranking nothing is proposed: `stay` says why.

    `promised` is a stay that begins later, while there is no roof tonight.
    """

    seeker: Seeker
    stay: Stay | None
    promised: Stay | None = None
    ranking: Ranking | None = None
    cards: tuple[Card, ...] = ()
    refused: tuple[Refused, ...] = ()
    not_offered: tuple[NotOffered, ...] = field(default=())

    @property
    def total(self) -> int:
        return len(self.cards) + len(self.refused)

    @property
    def bottleneck(self) -> RuleCount | None:
        """The rule that would open most places if it fell; else the one that excludes most."""
        rules = self.ranking.rules if self.ranking else ()
        return max(rules, key=lambda rule: (rule.only, rule.places), default=None)

    def refused_by(self, *, rule: str = "", only: bool = False, form: str = "") -> list[Refused]:
        """Return the refused places one figure of the screen counts."""
        return [
            refused
            for refused in self.refused
            if (not rule or rule in {requirement.rule for requirement in refused.blocked.failed})
            and (not only or refused.blocked.only_rule == rule)
            and (not form or refused.place.form == form)
        ]


def propose(household: Household, *, on: date) -> Proposal:
    """Return the proposal for a household on a day; none when it is housed or a minor alone."""
    seeker = _seeker(household, on)
    stay, promised = _stays(household, on)
    if stay or seeker.is_unaccompanied_minor:
        return Proposal(seeker, stay)
    considered = places_considered(on=on)
    ranking = ranking_for(household, on=on, places=considered)
    places = {place.reference: place for place in considered}
    refused = tuple(Refused(places[found.place], found) for found in ranking.blocked)
    return Proposal(
        seeker,
        None,
        promised,
        ranking,
        tuple(Card(places[found.place], found) for found in ranking.eligible),
        refused,
        tuple(_not_offered(refused, on)),
    )


def _seeker(household: Household, on: date) -> Seeker:
    [facts] = housing.household_facts([household], on=on)
    members = people.members_of(household, on=on)
    return Seeker(household, members, facts.step_free, facts.unaccompanied_minor, on)


def _stays(household: Household, on: date) -> tuple[Stay | None, Stay | None]:
    """Return the stay that ends the search, or the later one that leaves tonight open."""
    stay = waiting.agreed_stay(household, on=on)
    if stay and stay.starts_on > on and household.sleeps == NightShelter.NONE:
        return None, stay
    return stay, None


def _not_offered(refused: tuple[Refused, ...], on: date):
    closed = closed_forms(on=on)
    counts = Counter(
        found.place.form
        for found in refused
        if any(requirement.rule == CLOSED_RULE for requirement in found.blocked.failed)
    )
    for form, decision in closed.items():
        yield NotOffered(form, FORMS[form], decision, counts[form])
