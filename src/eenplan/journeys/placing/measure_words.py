"""What a measure would change, as Dutch lines for the console."""

from collections.abc import Iterator, Sequence

from eenplan.engines.placement.words import families, persons
from eenplan.journeys.placing.measures import Effect
from eenplan.journeys.placing.trial import Trial


def told(trial: Trial, effects: Sequence[Effect]) -> Iterator[str]:
    """Yield what each measure would bring, beside what there is now."""
    placed, people = len(trial.plan.placements), trial.plan.persons
    yield f"Nu: {families(placed)} ({persons(people)}) krijgen een plaats."
    for effect in effects:
        yield ""
        yield effect.measure.title
        yield from (f"  {line}" for line in _effect(effect, placed, people))


def _effect(effect: Effect, placed: int, people: int) -> Iterator[str]:
    changed, difference = effect.changed, effect.difference
    if changed is None:
        yield "Hier is niets mee te doen: er is geen plaats waarop dit slaat."
        return
    yield f"{changed.what}."
    yield changed.condition
    if difference is None:
        yield "Zo is er geen plan mogelijk."
        return
    if not (difference.placed or difference.moved or difference.sooner):
        yield "Dat brengt hier niemand een plaats bij."
        return
    yield (
        f"{families(effect.households)} ({persons(effect.persons)}) krijgen een plaats: "
        f"{_more(effect.households - placed, 'gezin', 'gezinnen')}, "
        f"{_more(effect.persons - people, 'persoon', 'personen')}."
    )
    if difference.placed:
        told = ", ".join(f"{name} naar {place}" for name, place in difference.placed)
        yield f"Krijgt een plaats: {told}."
    if difference.sooner:
        yield f"Kan vroeger binnen: {', '.join(difference.sooner)}."
    if difference.moved:
        told = ", ".join(f"{name} naar {after}" for name, _, after in difference.moved)
        yield f"Krijgt een andere plaats: {told}."
    for place, who in effect.shared:
        yield f"{place} wordt gedeeld door {', '.join(who)}."


def _more(count: int, one: str, several: str) -> str:
    sign = "+" if count > 0 else ""
    return f"{sign}{count} {one if abs(count) == 1 else several}"
