"""Writing down what was known when somebody chose, and the plan whose prices are used."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.placement import PlacementPlan
from eenplan.engines.placement.outcome import RankedPlace
from eenplan.housing import kept_prices
from eenplan.housing.models import MatchRecord, Place, PlanRun, Proposal, Stay
from eenplan.housing.selectors import Candidates
from eenplan.housing.waiting import passed_over
from eenplan.people.models import Household

ALTERNATIVES = 5


def record_choice(
    *,
    actor: Actor,
    found: Candidates,
    place: Place,
    household: Household,
    at: datetime,
    proposal: Proposal | None = None,
    stay: Stay | None = None,
) -> MatchRecord:
    """Keep what the rules said of all places at the moment of one choice."""
    ranking = found.ranking
    chosen = next((r for r in ranking.eligible if r.place == place.reference), None)
    others = [r for r in ranking.eligible if r.place != place.reference][:ALTERNATIVES]
    return MatchRecord.objects.create(
        proposal=proposal,
        stay=stay,
        household=household,
        place=place,
        at=at,
        by_id=actor.user_id or None,
        plan=found.plan,
        inputs_hash=_fingerprint(found),
        rules_version=found.policy.version,
        weights=asdict(found.policy.weights),
        considered=found.considered,
        possible=len(ranking.eligible),
        chosen=_told(chosen) if chosen else {"place": place.reference, "rank": None},
        alternatives=[_told(ranked) for ranked in others],
        blocked=[
            {"rule": rule.rule, "title": rule.title, "places": rule.places, "only": rule.only}
            for rule in ranking.rules
        ],
        passed_over=passed_over(household, on=ranking.on),
    )


def _told(ranked: RankedPlace) -> dict:
    return {
        "place": ranked.place,
        "rank": ranked.rank,
        "score": ranked.score,
        "pressure": ranked.pressure,
        "parts": {part.id: [part.points, part.most] for part in ranked.parts},
    }


def _fingerprint(found: Candidates) -> str:
    """Return the same letters for the same question: facts, places with their answers, policy."""
    answers = [(r.place, r.rank, r.score, r.pressure) for r in found.ranking.eligible]
    refused = [(b.place, b.rules) for b in found.ranking.blocked]
    told = repr((_sorted(asdict(found.facts)), answers, refused, found.policy.version))
    return sha256(told.encode()).hexdigest()


def _sorted(facts: Mapping) -> list:
    """Return facts in one order, sets included: their order differs from run to run."""
    return sorted(
        (name, sorted(map(str, value)) if isinstance(value, frozenset) else str(value))
        for name, value in facts.items()
    )


@transaction.atomic
def keep_plan(*, actor: Actor, plan: PlacementPlan, households: int, at: datetime) -> PlanRun:
    """Keep a plan for everybody who waits: its figures and its prices. It places nobody."""
    kernel = plan.kernel
    run = PlanRun.objects.create(
        made_at=at,
        on=plan.on,
        households=households,
        placed=len(plan.placements),
        inputs_hash=kernel.inputs_hash,
        rule_versions=dict(kernel.rule_versions),
        seed=kernel.seed,
        objective=plan.objective,
        bound=plan.bound,
        gap=max(plan.gap, 0.0),
        prices=kept_prices.to_data(kernel.prices) if kernel.prices else None,
    )
    audit.record(actor, "housing.plan-kept", run, households=households, gap=f"{run.gap:.4f}")
    return run


def forget_plans(*, before: date) -> int:
    """Forget the prices of plans nobody uses any more; their figures stay. Return how many."""
    return PlanRun.objects.filter(on__lt=before).exclude(prices=None).update(prices=None)
