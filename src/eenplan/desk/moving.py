"""Another place for a household that lives in one of ours, and why not the others."""

from dataclasses import dataclass
from datetime import date

from eenplan.engines import placement
from eenplan.engines.placement.outcome import RuleCount
from eenplan.housing import selectors as housing
from eenplan.housing.models import Place, Stay

MOST = 12


@dataclass(frozen=True)
class Elsewhere:
    """The places a household can move to tonight, best first, and what excludes the others."""

    places: tuple[Place, ...]
    possible: int
    rules: tuple[RuleCount, ...]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(str(place.pk), _words(place)) for place in self.places]


def _words(place: Place) -> str:
    return (
        f"{place.reference}: {place.get_kind_display()} in {place.area}, "
        f"{place.max_persons} slaapplaatsen"
    )


def elsewhere(stay: Stay, *, on: date) -> Elsewhere:
    """Return where the household of a stay can go, without the place it leaves."""
    [facts] = housing.household_facts([stay.household], on=on)
    considered = [
        place for place in housing.places_to_propose(on=on) if place.id != stay.place.reference
    ]
    ranking = placement.match_now(facts, considered, housing.policy_on(on), on)
    found = housing.places_by_reference(ranked.place for ranked in ranking.eligible[:MOST])
    places = tuple(found[ranked.place] for ranked in ranking.eligible[:MOST])
    return Elsewhere(places, len(ranking.eligible), ranking.rules)
