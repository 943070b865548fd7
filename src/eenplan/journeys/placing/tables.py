"""A trial of the placement engine for other programs: JSON with everything, CSV per household."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from eenplan.core.listing import FORMULA_STARTS
from eenplan.engines.placement.contingents import Need
from eenplan.engines.placement.envy import envies as envies_of, pairs_to_look_at
from eenplan.journeys.placing.measures import Effect
from eenplan.journeys.placing.trial import Trial
from eenplan.journeys.placing.words import MOST_PAIRS_OF_ENVY

COLUMNS = (
    *("gezin", "personen", "aangekomen_op", "slaapt", "plaats", "vorm", "vanaf", "tot"),
    *("wanneer", "reden"),
)


def as_csv(trial: Trial, effects: Sequence[Effect] = ()) -> str:
    """Return one row per household, semicolons between; no cell can run as a formula.

    With measures: a column each, with the place the household would get then.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([*COLUMNS, *(f"bij_{effect.measure.key}" for effect in effects)])
    then = [
        {p.household: p.place for p in effect.after.plan.placements} if effect.after else {}
        for effect in effects
    ]
    placements = {placement.household: placement for placement in trial.plan.placements}
    reasons = {waiting.household: waiting.reason for waiting in trial.plan.unplaced}
    forms = {place.id: place.form for place in trial.question.places}
    for household in trial.question.households:
        facts = (household.id, household.persons, household.arrived_on, household.tonight)
        placed = placements.get(household.id)
        if placed:
            when = "vannacht" if placed.start <= trial.question.on else "later"
            answer = (placed.place, forms[placed.place], placed.start, placed.until, when, "")
        else:
            answer = ("", "", "", "", "zonder plaats", reasons[household.id])
        later = (places.get(household.id, "") for places in then)
        writer.writerow([_harmless(cell) for cell in (*facts, *answer, *later)])
    return out.getvalue()


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    is_text = isinstance(value, str)
    return f"'{text}" if is_text and text.startswith(FORMULA_STARTS) else text


def as_json(trial: Trial, effects: Sequence[Effect] = ()) -> str:
    """Return everything of the trial; dates as 2022-03-21, euro as numbers."""
    everything = _everything(trial)
    if effects:
        everything["measures"] = [_effect(trial, effect) for effect in effects]
    return dumped(everything)


def dumped(answer: object) -> str:
    """Return an answer as JSON."""
    return json.dumps(answer, ensure_ascii=False, indent=2, default=_plain)


def _effect(trial: Trial, effect: Effect) -> dict[str, Any]:
    told: dict[str, Any] = {
        "measure": effect.measure.key,
        "title": effect.measure.title,
        "possible": effect.difference is not None,
    }
    if effect.changed is None or effect.difference is None or effect.after is None:
        return told
    sizes = {h.id: h.persons for h in trial.question.households}
    difference = effect.difference
    return told | {
        "what": effect.changed.what,
        "condition": effect.changed.condition,
        "households": effect.households,
        "persons": effect.persons,
        "more_households": difference.families,
        "more_persons": difference.persons,
        "placed": [
            {"household": name, "persons": sizes[name], "place": place}
            for name, place in difference.placed
        ],
        "lost": difference.lost,
        "sooner": difference.sooner,
        "moved": [
            {"household": name, "from": before, "to": after}
            for name, before, after in difference.moved
        ],
        "shared": [{"place": place, "households": who} for place, who in effect.shared],
        "gap": effect.after.plan.gap,
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{value!r} has no place in the answer")


def _everything(trial: Trial) -> dict[str, Any]:
    question, plan, supply = trial.question, trial.plan, trial.supply
    closed = question.policy.forms_closed
    return {
        "on": question.on,
        "horizon_days": question.horizon_days,
        "origin": question.origin,
        "norms_origin": question.norms_origin,
        "remarks": question.remarks,
        "demand": {"households": len(question.households), "persons": question.persons},
        "supply": {
            "listed": len(supply.listed),
            "usable": supply.usable,
            "kinds": dict(supply.kinds),
            "states": dict(supply.states),
            "not_inspected": [
                {"place": p.id, "kind": p.kind, "max_persons": p.max_persons}
                for p in supply.not_inspected
            ],
            "closed_forms": [
                {
                    "form": form,
                    "places": count,
                    "since": closed[form].since,
                    "reason": closed[form].reason,
                }
                for form, count in supply.closed_form.items()
            ],
            "closed_kinds": [
                {"kind": kind, "places": count, "since": question.policy.kinds_closed[kind].since}
                for kind, count in supply.closed_kind.items()
            ],
        },
        "plan": {
            "households": len(plan.placements),
            "persons": plan.persons,
            "tonight": len(trial.tonight),
            "later": len(trial.later),
            "objective": plan.objective,
            "bound": plan.bound,
            "gap": plan.gap,
            "placements": [_placement(trial, placement) for placement in plan.placements],
            "unplaced": [
                {
                    "household": waiting.household,
                    "persons": waiting.persons,
                    "suitable": waiting.suitable,
                    "reason": waiting.reason,
                    "rules": [asdict(rule) for rule in waiting.rules],
                }
                for waiting in plan.unplaced
            ],
        },
        "fairness": _fairness(trial),
        "first_come_first_served": [asdict(first_come) for first_come in plan.first_come],
        "contingents": {
            "expected": _need(trial.expected),
            "persons_per_contingent": question.contingent_norms.persons_per_contingent,
            "own_persons_per_contingent": trial.own_persons_per_contingent,
            "expected_at_own_ratio": _need(trial.expected_at_own_ratio),
        },
    }


def _fairness(trial: Trial) -> dict[str, Any]:
    fairness, kernel = trial.plan.fairness, trial.plan.kernel
    looked_at = pairs_to_look_at(trial.planned) <= MOST_PAIRS_OF_ENVY
    found = envies_of(trial.planned) if looked_at else ()
    envies = [asdict(envy) | {"justified": envy.justified} for envy in found]
    return {
        "floor_percent": fairness.floor_percent if fairness else 0,
        "price": fairness.price if fairness else 0,
        "more_households": fairness.households if fairness else 0,
        "more_persons": fairness.persons if fairness else 0,
        "groups": [asdict(share) | {"met": share.met} for share in fairness.groups]
        if fairness
        else [],
        "envies_looked_at": looked_at,
        "envies": envies,
        "lottery": {"seed": kernel.seed, "ties": [asdict(tie) for tie in kernel.ties]},
    }


def _placement(trial: Trial, placement) -> dict[str, Any]:
    return {
        "household": placement.household,
        "place": placement.place,
        "start": placement.start,
        "until": placement.until,
        "tonight": placement.start <= trial.question.on,
        "persons": placement.persons,
        "score": placement.score,
        "pressure": placement.pressure,
        "parts": {part.id: part.points for part in placement.parts},
    }


def _need(need: Need | None) -> dict[str, Any] | None:
    return asdict(need) if need else None
