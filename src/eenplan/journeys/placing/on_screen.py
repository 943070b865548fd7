"""What a measure would change in tonight's plan, while somebody waits for the answer.

Nothing is written. The question is the one the nightly plan answers, as far as it can be reckoned
in a few seconds: a larger one is told for its most urgent households only, and says so.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from eenplan.core.errors import DomainError
from eenplan.engines import placement
from eenplan.engines.placement.words import kind_words, persons
from eenplan.housing.models import Place, Stay
from eenplan.housing.selectors import household_facts
from eenplan.journeys.placing.measures import (
    BY_KEY,
    Changed,
    Effect,
    Measure,
    effect_of,
    inspected,
)
from eenplan.journeys.placing.question import Question, from_database, most_urgent
from eenplan.journeys.placing.trial import Trial, check, run

#: Pairs of a household and a place. Measured with floors, on generated households: two plans and
#: two checks of 50 000 pairs take 1 to 1.3 seconds of processor time with the quick effort (3 to 9
#: with the normal one, which is kept for small questions).
MOST_AT_ONCE, THOROUGH_UP_TO = 50_000, 5_000
QUICKLY = "hier is minder lang gezocht dan voor het plan van de nacht."
FURTHEST = timedelta(days=366)
SEED = 1  # of the nightly plan: the same question gives the same answer


class NothingToTry(DomainError):
    """What was asked cannot be tried: there is no such place, or nothing in it to look at."""

    field = "plaats"


class ImpossibleDay(DomainError):
    """A place falls away today or later, and not so far ahead that nobody can tell."""

    field = "dag"


@dataclass(frozen=True)
class Moving:
    """A household that lives in the place that falls away, and where it could go."""

    stay: Stay
    found: placement.outcome.Placement | None
    why_not: str


@dataclass(frozen=True)
class Loss:
    """What changes when a place falls away: who moves where, and what it takes from who waits."""

    place: Place
    day: date
    trial: Trial
    difference: placement.Difference
    after: placement.Planned
    moving: tuple[Moving, ...]


def tonight(*, on: date, without: frozenset[str] = frozenset()) -> Trial:
    """Return tonight's plan, made anew with what is known now. `without`: households left out."""
    question = from_database(on=on, horizon_days=None)
    households = tuple(h for h in question.households if h.id not in without)
    bounded = _bounded(replace(question, households=households))
    return run(bounded, seed=SEED, quick_above=THOROUGH_UP_TO)


def _bounded(question: Question) -> Question:
    """Return a question that is answered in seconds: without places nobody can enter, then urgent.

    A place where one household lives for an unknown time takes nobody, whatever is decided.
    """
    places = tuple(place for place in question.places if not _lived_in(place, question.on))
    most = max(1, MOST_AT_ONCE // max(1, len(places)))
    found = most_urgent(replace(question, places=places), most)
    if len(found.households) * len(places) > THOROUGH_UP_TO:
        found = replace(found, remarks=(*found.remarks, QUICKLY))
    return found


def _lived_in(place: placement.Place, on: date) -> bool:
    alone = not place.is_shared
    return alone and any(s.start <= on and s.end is None for s in place.occupied)


def measured(key: str, *, on: date) -> tuple[Trial, Effect]:
    """Return tonight's plan and what one of the known measures would change."""
    trial = tonight(on=on)
    return trial, effect_of(trial, BY_KEY[key])


def one_inspected(reference: str, *, on: date) -> tuple[Trial, Effect]:
    """Return what changes when one place is looked at and approved. Raises NothingToTry."""
    trial = tonight(on=on)
    if reference not in {place.id for place in trial.supply.not_inspected}:
        raise NothingToTry(
            "Geen plaats met dit kenmerk wacht op een controle. Laat het veld leeg voor alle "
            "plaatsen die wachten."
        )
    known = BY_KEY["controleren"]
    measure = Measure(known.key, known.title, partial(inspected, only=reference))
    return trial, effect_of(trial, measure)


def added(place: placement.Place, number: int, *, on: date) -> tuple[Trial, Effect]:
    """Return what changes with one or more new places of a kind."""
    trial = tonight(on=on)
    fresh = tuple(
        replace(place, id=f"nieuw-{n + 1}", label=f"Nieuwe plaats {n + 1}") for n in range(number)
    )
    what = f"{number} keer: " if number > 1 else ""
    changed = Changed(
        (*trial.question.places, *fresh),
        trial.question.policy,
        f"{what}{kind_words(place.kind)} in {place.area} voor {persons(place.max_persons)}",
        "Eerst nakijken en goedkeuren; bij een gastgezin ook elke volwassene.",
    )
    return trial, effect_of(trial, Measure("erbij", "Voeg een plaats toe", lambda _: changed))


# -- A place falls away ----------------------------------------------------------------------------
def lost(place: Place, *, day: date, on: date) -> Loss:
    """Return what changes when a place falls away on a day. Nobody else is asked to move.

    Who lives there stays until there is another place. Raises NothingToTry.
    """
    stays = staying_beyond(place, day)
    theirs = frozenset(stay.household.number for stay in stays)
    trial = tonight(on=on, without=theirs)
    tried = placement.what_if(
        trial.planned,
        without=[place.reference],
        add=_until(trial, place.reference, day) if day > on else (),
        join=_residents(stays, day=day, on=on),
        few_moves=True,
    )
    if tried.after is None or tried.difference is None:
        raise NothingToTry(f"Zo is er geen plan mogelijk. {tried.sentence}")
    check(tried.after)
    return Loss(
        place,
        day,
        trial,
        tried.difference,
        tried.after,
        tuple(_moving(stay, tried.after) for stay in stays),
    )


def check_can_fall_away(place: Place | None, typed: str, day: date, *, on: date) -> None:
    """Raise NothingToTry for a place nobody knows, ImpossibleDay for a day that makes no sense."""
    if place is None:
        raise NothingToTry(f"We kennen geen plaats met kenmerk “{typed}”.")
    if not on <= day <= on + FURTHEST:
        raise ImpossibleDay("Kies een dag vanaf vandaag, binnen een jaar.")


def staying_beyond(place: Place, day: date) -> list[Stay]:
    """Return the stays that a place that falls away on a day cuts short."""
    stays = Stay.objects.lasting_beyond(day).filter(place=place).order_by("starts_on", "pk")
    stays = stays.select_related("household__area").defer("household__area__geometry")
    found: dict[int, Stay] = {}
    for stay in stays:  # of who lives there now and again later, the first
        found.setdefault(stay.household_id, stay)
    return list(found.values())


def _until(trial: Trial, reference: str, day: date) -> tuple[placement.Place, ...]:
    """Return the place as it can still be used until a later day, if anybody could enter it."""
    known = [place for place in trial.question.places if place.id == reference]
    return tuple(
        replace(p, available_until=min(filter(None, (p.available_until, day)))) for p in known
    )


def _residents(stays: list[Stay], *, day: date, on: date) -> tuple[placement.Household, ...]:
    """Return who lives in the place as the engine sees who needs one from a day on."""
    facts = household_facts([stay.household for stay in stays], on=on)
    return tuple(
        replace(
            known,
            arrived_on=(start := max(day, stay.starts_on)),
            stays_until=known.stays_until
            if known.stays_until and known.stays_until > start
            else stay.ends_on,
        )
        for stay, known in zip(stays, facts, strict=True)
    )


def _moving(stay: Stay, after: placement.Planned) -> Moving:
    number = stay.household.number
    found = after.by_household.get(number)
    waiting = next((w for w in after.plan.unplaced if w.household == number), None)
    return Moving(stay, found, waiting.reason if waiting else "")
