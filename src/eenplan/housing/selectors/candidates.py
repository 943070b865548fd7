"""One household before all places: what the engine says, and what was agreed or refused before.

The engine answers for places and households as such. Here is added what only this moment knows:
a place that is kept for another household, and a pair of which one side said no before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from eenplan.engines import placement
from eenplan.engines.placement.outcome import BlockedPlace, Ranking, Requirement, RuleCount
from eenplan.housing import kept_prices
from eenplan.housing.enums import Side
from eenplan.housing.models import Answer, Place, PlanRun, Proposal
from eenplan.housing.selectors.matching import places_to_propose, policy_on
from eenplan.housing.selectors.seekers import household_facts
from eenplan.people.models import Household

PRICES_LAST = timedelta(days=3)
KEPT, REFUSED = "reserved", "refused-before"
TITLES = {KEPT: "Niet gereserveerd", REFUSED: "Niet eerder geweigerd"}
TEMPLATES = {
    KEPT: "Gereserveerd voor een ander gezin",
    REFUSED: "Het gezin of de aanbieder zei eerder nee",
}
SOURCES = {KEPT: "lopende voorstellen", REFUSED: "eerdere antwoorden; een nee blijft een nee"}
#: Rules a person may set aside with a reason; the safeguarding lead then looks too.
SAFETY_RULES = frozenset({"company"})


@dataclass(frozen=True)
class Candidates:
    """What is put before the engine for one household, and the answer for every place."""

    facts: placement.Household
    forms: Mapping[str, str]  # of each place that was looked at
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
    forms = {place.id: place.form for place in places}
    blocks = _refused_before(household) | {
        row.place.reference: (KEPT, _kept_until(row)) for row in kept if not row.shares
    }
    return Candidates(facts, forms, policy, _set_apart(ranking, blocks), plan)


def last_plan(*, on: date) -> PlanRun | None:
    """Return the last plan whose prices still say something on a day."""
    return PlanRun.objects.filter(on__gt=on - PRICES_LAST, on__lte=on).order_by("-made_at").first()


# -- What is kept, and who said no -----------------------------------------------------------------
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


def pair_vetoes(households: Iterable[Household]) -> dict[int, frozenset[str]]:
    """Return per household (its key) the places of a pair that was refused: "place:PAND-03".

    A household that refused a place is not offered that place again; a provider that refused a
    household is not asked again for it, whatever the place.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for household, side, reference in _refusals(households):
        del side
        found[household].add(f"place:{reference}")
    return {household: frozenset(places) for household, places in found.items()}


def refused_by(households: Iterable[Household]) -> dict[int, frozenset[str]]:
    """Return per household (its key) the providers (their keys, as text) that said no to it."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Answer.objects.filter(
        agrees=False,
        reassessed_on=None,
        side=Side.PROVIDER,
        proposal__household__in=list(households),
    )
    columns = ("proposal__household", "proposal__place__dwelling__offer__provider")
    for household, provider in rows.values_list(*columns):
        found[household].add(str(provider))
    return {household: frozenset(providers) for household, providers in found.items()}


def _refusals(households: Iterable[Household]) -> list[tuple[int, str, str]]:
    """Return household, side and place of every pair that was refused, in two queries."""
    rows = Answer.objects.filter(
        agrees=False, reassessed_on=None, proposal__household__in=list(households)
    )
    own = rows.filter(side=Side.HOUSEHOLD)
    columns = ("proposal__household", "side", "proposal__place__reference")
    of_provider = "proposal__place__dwelling__offer__provider__offers__dwelling__places__reference"
    theirs = rows.filter(side=Side.PROVIDER, **{f"{of_provider}__isnull": False})
    return [
        *own.values_list(*columns),
        *theirs.values_list("proposal__household", "side", of_provider),
    ]


def _refused_before(household: Household) -> dict[str, tuple[str, str]]:
    said = {
        Side.HOUSEHOLD: "Het gezin zei eerder nee tegen deze plaats",
        Side.PROVIDER: "De aanbieder zei eerder nee tegen dit gezin",
    }
    return {reference: (REFUSED, said[Side(side)]) for _, side, reference in _refusals([household])}


# -- In the answer of the engine -------------------------------------------------------------------
def _set_apart(ranking: Ranking, blocks: Mapping[str, tuple[str, str]]) -> Ranking:
    """Return the answer with the possible places that are kept or refused among the others."""
    apart = [ranked for ranked in ranking.eligible if ranked.place in blocks]
    if not apart:
        return ranking
    left = [ranked for ranked in ranking.eligible if ranked.place not in blocks]
    refused = [_blocked(ranked, *blocks[ranked.place]) for ranked in apart]
    counts = Counter(blocked.rules[0] for blocked in refused)
    rules = [
        RuleCount(rule, TITLES[rule], n, n, f"{TEMPLATES[rule]}: {n}") for rule, n in counts.items()
    ]
    ordered = sorted((*refused, *ranking.blocked), key=lambda b: (len(b.rules), b.place))
    return replace(
        ranking,
        eligible=tuple(replace(ranked, rank=n) for n, ranked in enumerate(left, start=1)),
        blocked=tuple(ordered),
        rules=tuple(sorted((*ranking.rules, *rules), key=lambda r: (-r.places, r.rule))),
    )


def _blocked(ranked, rule: str, sentence: str) -> BlockedPlace:
    no = (Requirement(rule, TITLES[rule], False, sentence, SOURCES[rule]),)
    return BlockedPlace(ranked.place, ranked.label, (rule,), lambda: no, ranked.worded)


def is_kept_for_another(place: Place, household: Household, *, at: datetime) -> Proposal | None:
    """Return the proposal that keeps a place of one household for somebody else, if any."""
    kept = Proposal.objects.filter(
        Q(ended_at=None), place=place, shares=False, expires_at__gt=at
    ).exclude(household=household)
    return kept.first()
