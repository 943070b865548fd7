"""What a measure would change: look at an unseen house, open a form, let two families share.

Each measure is the same question with one thing different, planned anew near the first plan and
checked like it. A measure decides nothing: it says what it brings, and what must be done first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from eenplan.engines import placement
from eenplan.engines.placement.words import FORMS, families, kind_words
from eenplan.journeys.placing.trial import Trial, check

HOST, HOST_ROOM = "HOST_FAMILY", "ROOM_IN_HOUSEHOLD"
UNSEEN = ("NOT_INSPECTED", "OFFERED")
SHARED_BY_TWO = ("WHOLE_DWELLING", "SOCIAL_DWELLING")
#: Above so many pairs of a household and a place measures are only worked out when asked for.
UNASKED_BELOW = 100_000


@dataclass(frozen=True)
class Changed:
    """The places and the policy after a measure, and what must be done before it is true."""

    places: tuple[placement.Place, ...]
    policy: placement.Policy
    what: str
    condition: str


@dataclass(frozen=True)
class Measure:
    """One thing a municipality could do; None when there is nothing to do it with."""

    key: str
    title: str
    change: Callable[[Trial], Changed | None]


@dataclass(frozen=True)
class Effect:
    """What one measure brings. `shared` are the families that would share a place, per place."""

    measure: Measure
    changed: Changed | None
    after: placement.Planned | None = None
    difference: placement.Difference | None = None
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def households(self) -> int:
        return len(self.after.plan.placements) if self.after else 0

    @property
    def persons(self) -> int:
        return self.after.plan.persons if self.after else 0


def inspected(trial: Trial, only: str = "") -> Changed | None:
    """Return the places once those nobody looked at, or one of them, are approved."""
    question = trial.question
    unseen = tuple(p for p in trial.supply.not_inspected if only in ("", p.id))
    if not unseen:
        return None
    names = {place.id for place in unseen}
    places = tuple(
        replace(place, state="READY") if place.id in names else place for place in question.places
    )
    told = ", ".join(
        f"{p.label} ({kind_words(p.kind)} voor {p.max_persons} personen, "
        f"hoogstens {families(p.max_households)})"
        if p.max_households > 1
        else p.label
        for p in unseen[:3]
    )
    more = f" en {len(unseen) - 3} andere" if len(unseen) > 3 else ""
    return Changed(
        places,
        question.policy,
        f"{told}{more}",
        "Eerst nakijken en goedkeuren; wat de controle vindt, kan de uitkomst veranderen.",
    )


def _open_hosts(trial: Trial) -> Changed | None:
    question = trial.question
    count = trial.supply.closed_form.get(HOST, 0)
    if not count:
        return None
    forms = {f: c for f, c in question.policy.forms_closed.items() if f != HOST}
    kinds = {k: c for k, c in question.policy.kinds_closed.items() if k != HOST_ROOM}
    return Changed(
        question.places,
        replace(question.policy, forms_closed=forms, kinds_closed=kinds),
        f"{count} {kind_words(HOST_ROOM, count)}: {FORMS[HOST].lower()} gaat open",
        "Eerst elke volwassene in elk gastgezin controleren, en een eigen kamer met een deur zien.",
    )


def _share(trial: Trial) -> Changed | None:
    question = trial.question
    alone = {h.id for h in question.households if h.secret_address or h.makeup == "unknown"}
    kept = {p.place for p in trial.plan.placements if p.household in alone}
    possible = trial.planned.table.allowed.any(axis=0).tolist()
    shareable = {
        place.id
        for place, somebody in zip(question.places, possible, strict=True)
        if somebody and _could_be_shared(place) and place.id not in kept
    }
    if not shareable:
        return None
    places = tuple(
        replace(place, max_households=2) if place.id in shareable else place
        for place in question.places
    )
    count = len(shareable)
    return Changed(
        places,
        question.policy,
        f"{count} klare woningen met minstens twee slaapkamers, voor hoogstens twee gezinnen elk"
        if count > 1
        else "1 klare woning met minstens twee slaapkamers, voor hoogstens twee gezinnen",
        "Alleen als beide gezinnen akkoord zijn; vrouwen alleen en vrouwen met kinderen delen niet "
        "met mannen alleen.",
    )


def _could_be_shared(place: placement.Place) -> bool:
    return (
        place.kind in SHARED_BY_TWO
        and place.max_households == 1
        and (place.bedrooms or 0) >= 2
        and place.max_persons >= 2
        and not place.occupied
    )


MEASURES = (
    Measure("controleren", "Controleer wat nog niet gecontroleerd is", inspected),
    Measure("gastgezinnen", "Open de opvang bij gastgezinnen", _open_hosts),
    Measure("delen", "Laat twee gezinnen een woning delen", _share),
)
BY_KEY = {measure.key: measure for measure in MEASURES}


def effects(trial: Trial, keys: Iterable[str]) -> tuple[Effect, ...]:
    """Return what each of these measures would bring, in their order."""
    return tuple(effect_of(trial, BY_KEY[key]) for key in keys)


def effect_of(trial: Trial, measure: Measure) -> Effect:
    """Return what one measure would bring: the plan made anew near the first, and checked."""
    changed = measure.change(trial)
    if changed is None:
        return Effect(measure, None)
    tried = placement.what_if(
        trial.planned, places=changed.places, policy=changed.policy, few_moves=True
    )
    if tried.after is None:
        return Effect(measure, changed)
    check(tried.after)
    return Effect(measure, changed, tried.after, tried.difference, _sharing(tried.after))


def _sharing(after: placement.Planned) -> tuple[tuple[str, tuple[str, ...]], ...]:
    inside: dict[str, list[str]] = {}
    for found in after.plan.placements:
        inside.setdefault(found.place, []).append(found.household)
    return tuple((place, tuple(who)) for place, who in inside.items() if len(who) > 1)
