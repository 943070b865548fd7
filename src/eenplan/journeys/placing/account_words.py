"""Why one household has this place and not that one, as Dutch lines for the console."""

from collections.abc import Iterator

from eenplan.core.errors import DomainError
from eenplan.engines import placement
from eenplan.engines.placement.account import Way
from eenplan.engines.placement.words import dutch_day, places as units
from eenplan.journeys.placing.trial import Trial


class NotInTheQuestion(DomainError):
    """A household or a place that is not part of the question."""


def explained(trial: Trial, household: str) -> placement.Account:
    """Return the account of one household, or raise NotInTheQuestion."""
    _known(trial, household)
    return placement.explain(trial.planned, household)


def refused(trial: Trial, household: str, place: str) -> placement.WhyNot:
    """Return why a household does not have a place, or raise NotInTheQuestion."""
    _known(trial, household)
    if all(place != offered.id for offered in trial.question.places):
        raise NotInTheQuestion(f"De plaats {place} staat niet in het aanbod.")
    return placement.why_not(trial.planned, household, place)


def _known(trial: Trial, household: str) -> None:
    if all(household != known.id for known in trial.question.households):
        raise NotInTheQuestion(f"Het gezin {household} zoekt op deze dag geen plaats.")


def explain_lines(account: placement.Account) -> Iterator[str]:
    """Yield why this place, what else is possible, and which rules refuse the others."""
    total = account.possible + account.refused
    yield f"{account.household}: {account.possible} van {units(total)} mogelijk"
    yield f"  {account.sentence}."
    if account.chosen:
        yield "Voorgesteld"
        yield from _way(account.chosen)
    if account.alternatives:
        yield "Ook mogelijk"
        for way in account.alternatives:
            yield from _way(way)
    if account.blocked:
        yield "Niet mogelijk"
        for rule in account.blocked:
            yield f"  {rule.sentence}."


def _way(way: Way) -> Iterator[str]:
    until = f" tot {dutch_day(way.until)}" if way.until else ""
    yield (
        f"  {way.label}, vanaf {dutch_day(way.start)}{until}: {way.score} punten, anderen willen "
        f"ze voor {way.pressure}, blijft {way.net}"
    )
    yield "    " + ", ".join(
        f"{part.label.lower()} {part.points} van {part.most}" for part in way.parts
    )
    if way.held_by:
        yield f"    In dit plan voor {', '.join(way.held_by)}"


def why_not_lines(answer: placement.WhyNot) -> Iterator[str]:
    """Yield why a household does not have a place: every rule, or who would have to give way."""
    yield f"{answer.household} en {answer.place}"
    if answer.refusals:
        for refusal in answer.refusals:
            yield f"  {refusal.sentence}. (regel “{refusal.title}”, bron: {refusal.source})"
        return
    yield f"  {answer.sentence}."
    if answer.points_lost:
        yield f"  Dat kost het geheel {answer.points_lost} punten."
