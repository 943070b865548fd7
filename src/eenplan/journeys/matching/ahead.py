"""The plan for everybody who waits. It places nobody; its prices tell what places are worth."""

from datetime import date, datetime, timedelta

from eenplan.core.access import system_actor
from eenplan.engines import placement
from eenplan.housing import services as housing
from eenplan.housing.models import PlanRun
from eenplan.housing.selectors import household_facts, places_to_propose, policy_on, seeking
from eenplan.organisation.selectors import norm

PRICES_KEPT = timedelta(days=14)


def plan_ahead(*, on: date, at: datetime, seed: int = 1) -> PlanRun:
    """Plan for all who seek a place on a day and keep the plan's figures and prices."""
    seekers = seeking(on).select_related("area").defer("area__geometry").order_by("year", "serial")
    households = household_facts(seekers, on=on)
    horizon = int(norm("placement_horizon_days", on=on))
    plan = placement.plan(
        households, places_to_propose(on=on), policy_on(on), on, horizon_days=horizon, seed=seed
    )
    housing.forget_plans(before=on - PRICES_KEPT)
    return housing.keep_plan(actor=system_actor(on), plan=plan, households=len(households), at=at)
