"""One household before all places: what the engine says, and what is kept for others.

The engine answers for places and households as such. Here is added what only this moment knows:
a place that is kept for another household.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from eenplan.engines import placement
from eenplan.engines.placement.outcome import (
    BlockedPlace,
    RankedPlace,
    Ranking,
    Requirement,
    RuleCount,
)
from eenplan.housing import kept_prices
from eenplan.housing.models import Place, PlanRun, Proposal
from eenplan.housing.selectors.matching import places_to_propose, policy_on
from eenplan.housing.selectors.seekers import household_facts
from eenplan.people.models import Household

PRICES_LAST = timedelta(days=3)
KEPT = "reserved"
#: Rules a person may set aside with a reason; the safeguarding lead then looks too.
SAFETY_RULES = frozenset({"company"})


@dataclass(frozen=True)
class Candidates:
    """What is put before the engine for one household, and the answer for every place."""

    facts: placement.Household
    forms: Mapping[str, tuple[str, str]]  # form and kind of each place that was looked at
    policy: placement.Policy
    ranking: Ranking
    plan: PlanRun | None

    @property
    def considered(self) -> int:
        return len(self.forms)


def candidates(
    household: Household,
    *,
    on: date,
    at: datetime,
    facts: placement.Household | None = None,
) -> Candidates:
    """Return every place for one household on a day: ranked, or refused with the reason.

    Who has the facts of the household at hand already gives them along.
    """
    places = places_to_propose(on=on)
    return _answered(household, places, on, at, last_plan(on=on), facts)


def _answered(
    household: Household,
    places: Sequence[placement.Place],
    on: date,
    at: datetime,
    plan: PlanRun | None,
    facts: placement.Household | None,
) -> Candidates:
    if facts is None:
        [facts] = household_facts([household], on=on)
    policy = policy_on(on)
    kept = _kept_for_others(household, at)
    looked_at = [_with_reserved_beds(place, kept) for place in places]
    prices = kept_prices.from_data(plan.prices) if plan and plan.prices else None
    ranking = placement.match_now(facts, looked_at, policy, on, prices)
    forms = {place.id: (place.form, place.kind) for place in places}
    blocks = {row.place.reference: _kept_until(row) for row in kept if not row.shares}
    return Candidates(facts, forms, policy, _set_apart(ranking, blocks), plan)


def last_plan(*, on: date) -> PlanRun | None:
    """Return the last plan whose prices still say something on a day."""
    return PlanRun.objects.filter(on__gt=on - PRICES_LAST, on__lte=on).order_by("-made_at").first()


# -- What is kept ----------------------------------------------------------------------------------
def _kept_for_others(household: Household, at: datetime) -> list[Proposal]:
    live = Proposal.objects.live(at).exclude(household=household)
    return list(live.select_related("place").only(*_OF_PROPOSALS))


_OF_PROPOSALS = (
    *("household", "place__reference", "shares", "persons", "starts_on", "ends_on"),
    "expires_at",
)


def _kept_until(row: Proposal) -> str:
    return f"Gereserveerd voor een ander gezin tot {localtime(row.expires_at):%d/%m om %H:%M}"


def _with_reserved_beds(place: placement.Place, kept: list[Proposal]) -> placement.Place:
    """Return a shared place with the beds that are kept for others counted as taken."""
    beds = tuple(
        placement.Stay(row.starts_on, row.ends_on, row.persons)
        for row in kept
        if row.shares and row.place.reference == place.id
    )
    return replace(place, occupied=place.occupied + beds) if beds else place


# -- In the answer of the engine -------------------------------------------------------------------
def _set_apart(ranking: Ranking, kept: Mapping[str, str]) -> Ranking:
    """Return the answer with the possible places that are kept for others among the blocked."""
    apart = [ranked for ranked in ranking.eligible if ranked.place in kept]
    if not apart:
        return ranking
    left = [ranked for ranked in ranking.eligible if ranked.place not in kept]
    blocked = (*(_blocked(ranked, kept[ranked.place]) for ranked in apart), *ranking.blocked)
    number = len(apart)
    told = f"Gereserveerd voor een ander gezin: {number}"
    rules = (RuleCount(KEPT, "Niet gereserveerd", number, number, told), *ranking.rules)
    return replace(
        ranking,
        eligible=tuple(replace(ranked, rank=n) for n, ranked in enumerate(left, start=1)),
        blocked=tuple(sorted(blocked, key=lambda b: (len(b.rules), b.place))),
        rules=tuple(sorted(rules, key=lambda r: (-r.places, r.rule))),
    )


def _blocked(ranked: RankedPlace, sentence: str) -> BlockedPlace:
    no = (Requirement(KEPT, "Niet gereserveerd", False, sentence, "lopende voorstellen"),)
    return BlockedPlace(ranked.place, ranked.label, (KEPT,), lambda: no, ranked.worded)


def is_kept_for_another(place: Place, household: Household, *, at: datetime) -> Proposal | None:
    """Return the proposal that keeps a place of one household for somebody else, if any."""
    kept = Proposal.objects.filter(
        Q(ended_at=None), place=place, shares=False, expires_at__gt=at
    ).exclude(household=household)
    return kept.first()
