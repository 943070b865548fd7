"""One run of the placement engine over a question, and what it says about supply and demand."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from eenplan.core.errors import DomainError
from eenplan.engines import placement
from eenplan.engines.placement.contingents import Need, Norms, need_for
from eenplan.engines.placement.outcome import Placement
from eenplan.journeys.placing.question import Question

FREE, TAKEN, LATER, EXPIRED = "FREE", "TAKEN", "LATER", "EXPIRED"
UNCONFIRMED, STILL = "UNCONFIRMED", "STILL"
#: The rules that look at a place and hardly at who would live there.
ABOUT_THE_PLACE = (
    *("form-open", "kind-open", "offer-live", "inspected", "inspection-valid", "people-checked"),
    *("ready", "confirmed", "available", "free", "own-room"),
)

#: Pairs of a household and a place. Measured on two busy cores: 2 million pairs take 12 seconds
#: with the normal effort and 8 with the quick one, 9 million 40 seconds and 3 GB with the quick;
#: the check takes a quarter more. All of it grows in step with the pairs.
TELL_ABOVE, QUICK_ABOVE, MOST_PAIRS = 250_000, 2_000_000, 10_000_000
QUICK_REMARK = (
    "dit zijn veel gezinnen en plaatsen, daarom is minder lang gezocht. Onder “Vergelijking” staat "
    "hoeveel een beter plan hoogstens scheelt."
)


class PlanRefused(DomainError):
    """The independent check found something wrong in a plan; nothing may come of it."""


class TooLarge(DomainError):
    """So many households and places that one plan would take minutes and all memory."""


@dataclass(frozen=True)
class Supply:
    """The places on the day: those of open forms by what they are and can be used for."""

    listed: tuple[placement.Place, ...]
    closed_form: dict[str, int]  # places per closed reception form
    closed_kind: dict[str, int]  # places of an open form per closed kind of place
    kinds: Counter
    states: Counter  # FREE, TAKEN and so on for ready places, else their state
    not_inspected: tuple[placement.Place, ...]
    usable: int  # ready and free on the day or within the horizon


@dataclass(frozen=True)
class Trial:
    """A question with its plan, what the places are worth on the day, and the contingents."""

    question: Question
    planned: placement.Planned
    supply: Supply
    expected: Need
    expected_at_own_ratio: Need | None
    own_persons_per_contingent: int | None

    @property
    def plan(self) -> placement.PlacementPlan:
        """Return who goes where, and who waits."""
        return self.planned.plan

    @property
    def tonight(self) -> list[Placement]:
        """Return the placements that start on the day itself."""
        return [p for p in self.plan.placements if p.start <= self.question.on]

    @property
    def later(self) -> list[Placement]:
        """Return the placements that start on a later day."""
        return [p for p in self.plan.placements if p.start > self.question.on]


def run(
    question: Question,
    *,
    seed: int = 0,
    quick_above: int | None = None,
    tell: Callable[[str], object] = lambda line: None,
) -> Trial:
    """Return the plan for a question, checked independently.

    `quick_above`: from so many pairs on there is less searching. Whoever sets it says so.
    `tell` hears what is going on when it takes more than a moment. Very large questions are
    answered with less searching, which a remark says; how much better a plan could be is always
    in the answer. Raises TooLarge, and PlanRefused when the check finds anything wrong.
    """
    households, places = len(question.households), len(question.places)
    pairs = households * places
    _check_size(households, places)
    quick = pairs > (QUICK_ABOVE if quick_above is None else quick_above)
    if quick and quick_above is None:
        question = replace(question, remarks=(*question.remarks, QUICK_REMARK))
    if pairs > TELL_ABOVE:
        tell(f"Bezig met {households} gezinnen en {places} plaatsen. Dit kan even duren.")
    found = placement.planned(
        placement.Asked(
            question.households,
            question.places,
            question.policy,
            question.on,
            question.horizon_days,
            "quick" if quick else "normal",
            seed,
        )
    )
    if pairs > TELL_ABOVE:
        tell("Het plan is klaar. Nu volgt de onafhankelijke controle.")
    check(found)
    return _told(question, found)


def check(found: placement.Planned) -> None:
    """Raise PlanRefused when the independent check finds anything wrong in a plan."""
    mistakes = placement.verify(found)
    if mistakes:
        raise PlanRefused(
            "Het plan doorstaat de onafhankelijke controle niet: " + "; ".join(mistakes[:5])
        )


def _check_size(households: int, places: int) -> None:
    if households * places > MOST_PAIRS:
        raise TooLarge(
            f"{households} gezinnen bij {places} plaatsen is te veel voor één plan. Neem eerst de "
            f"dringendste gezinnen, bijvoorbeeld met --first {max(1, MOST_PAIRS // places)}."
        )


def _told(question: Question, found: placement.Planned) -> Trial:
    ratio = _own_ratio(question)
    expected = int(question.norms["expected_persons"])
    return Trial(
        question=question,
        planned=found,
        supply=_supply(question, found),
        expected=need_for(expected, question.contingent_norms),
        expected_at_own_ratio=need_for(expected, _at_ratio(question, ratio)) if ratio else None,
        own_persons_per_contingent=ratio,
    )


def _own_ratio(question: Question) -> int | None:
    """Return the persons in a contingent if all families were as large as these."""
    if not question.households:
        return None
    families = int(question.norms["contingent_families"])
    return max(1, round(question.persons * families / len(question.households)))


def _at_ratio(question: Question, persons: int) -> Norms:
    norms = question.contingent_norms
    return Norms(
        persons,
        norms.families_per_contingent,
        norms.families_per_worker,
        norms.budget_per_contingent,
    )


def _supply(question: Question, found: placement.Planned) -> Supply:
    policy, on = question.policy, question.on
    forms = {form for form, closure in policy.forms_closed.items() if closure.since <= on}
    kinds = {kind for kind, closure in policy.kinds_closed.items() if closure.since <= on}
    open_forms = [place for place in question.places if place.form not in forms]
    listed = tuple(place for place in open_forms if place.kind not in kinds)
    return Supply(
        listed=listed,
        closed_form=dict(Counter(p.form for p in question.places if p.form in forms)),
        closed_kind=dict(Counter(p.kind for p in open_forms if p.kind in kinds)),
        kinds=Counter(place.kind for place in listed),
        states=Counter(use_of(place, question) for place in listed),
        usable=_usable(found, listed),
        not_inspected=tuple(p for p in listed if p.state in ("NOT_INSPECTED", "OFFERED")),
    )


def _usable(found: placement.Planned, listed: Sequence[placement.Place]) -> int:
    """Return how many listed places somebody could move in, as far as the place itself goes."""
    refused = [found.table.refused[rule] for rule in ABOUT_THE_PLACE]
    open_to = ~np.any(refused, axis=0)
    names = {place.id for place in listed}
    inside = [place.id in names for place in found.table.places]
    return int((open_to.any(axis=0) & np.array(inside, dtype=bool)).sum())


def use_of(place: placement.Place, question: Question) -> str:
    """Return whether a ready place is free, taken, not yet or no longer offered; else its state."""
    on, most = question.on, question.policy.reconfirm_after_days
    if place.state != "READY":
        return place.state
    if place.offer != "live":
        return STILL
    if place.available_until and place.available_until <= on:
        return EXPIRED
    taken = any(stay.start <= on and (stay.end is None or stay.end > on) for stay in place.occupied)
    if taken and place.max_households == 1:
        return TAKEN
    if most is not None and place.confirmed_on and (on - place.confirmed_on).days > most:
        return UNCONFIRMED
    return LATER if place.available_from and place.available_from > on else FREE
