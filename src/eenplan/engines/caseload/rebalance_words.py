"""A rebalancing in Dutch: every move, everybody who stays above, and the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from eenplan.engines.caseload.rebalance_model import CarriedLoad, Move, StaysAbove, hours
from eenplan.engines.caseload.team_loads import Book

KEPT = {
    "settled-in": (
        "1 dossier werd nog maar net toegewezen",
        "{} dossiers werden nog maar net toegewezen",
    ),
    "no-handover": ("1 dossier wordt al overgedragen", "{} dossiers worden al overgedragen"),
    "no-legal-date": (
        "1 dossier heeft een wettelijke datum vlakbij",
        "{} dossiers hebben een wettelijke datum vlakbij",
    ),
}


def moves_in_words(before: Book, after: Book) -> tuple[Move, ...]:
    """Every case that changes hands, in order of the giver, with why."""
    start = {load.carrier: load for load in before.loads()}
    end = {load.carrier: load for load in after.loads()}
    found = []
    for name, case in before.cases.items():
        giver, taker = before.holder[name], after.holder[name]
        if taker is None or taker == giver:
            continue
        shared = sorted(before.carriers[taker].languages & case.languages)
        is_above = end[taker].households > end[taker].cap
        parts = [
            _why(start.get(giver or ""), end.get(giver or "")),
            f"{end[taker].name} gaat van {start[taker].households} naar "
            f"{end[taker].households} van {end[taker].cap} gezinnen.",
            f"Weegt {hours(case.minutes)} per maand.",
            "Spreekt een taal van het gezin." if shared else "",
            "Dat is boven de norm: het hele team zit erboven." if is_above else "",
        ]
        sentence = " ".join(part for part in parts if part)
        label = case.label or name
        found.append(Move(name, label, giver, taker, case.minutes, is_above, sentence))
    return tuple(sorted(found, key=lambda m: (m.giver or "", m.taker, m.case)))


def _why(start: CarriedLoad | None, end: CarriedLoad | None) -> str:
    if start is None or end is None:
        return "Niemand volgt dit gezin nog op."
    if start.households > start.cap:
        return (
            f"{start.name} staat boven de norm en gaat van {start.households} naar "
            f"{end.households} van {start.cap} gezinnen."
        )
    return (
        f"{start.name} draagt meer dan gemiddeld en gaat van {hours(start.minutes)} naar "
        f"{hours(end.minutes)} per maand."
    )


def stays_above(after: Book, locks: Mapping[str, str]) -> tuple[StaysAbove, ...]:
    """Who carries too much after all moves, and what keeps the cases there."""
    found = []
    for load in after.loads():
        if not load.is_above:
            continue
        kept = Counter(locks[case.id] for case in after.held_by(load.carrier))
        reasons = [_kept(lock, kept[lock]) for lock in KEPT if kept[lock]]
        if kept[""]:
            rest = "voor de andere" if reasons else "in het team"
            reasons.append(f"{rest} heeft niemand nog ruimte binnen de norm")
        if elsewhere := after.carriers[load.carrier].elsewhere_households:
            reasons.append(f"{elsewhere} gezinnen horen bij een ander team")
        how = f"blijft op {load.words}"
        if load.households <= load.cap:
            how += ", meer dan gemiddeld"
        sentence = f"{load.name} {how}. Waarom: {'; '.join(reasons)}."
        found.append(StaysAbove(load.carrier, load.name, sentence))
    return tuple(found)


def _kept(lock: str, number: int) -> str:
    one, many = KEPT[lock]
    return one if number == 1 else many.format(number)


def summary_of(
    before: Book,
    after: Book,
    moves: Sequence[Move],
    above: Sequence[StaysAbove],
    fewest: int,
) -> str:
    """The proposal in a few sentences."""
    over = sum(load.is_above for load in before.loads())
    if not over and not moves:
        return "Niemand staat boven de norm of ver boven het gemiddelde. Er is niets te verdelen."
    if not moves:
        return f"Geen enkel dossier kan verhuizen. {_people(len(above))} boven wat haalbaar is."
    text = _changes(moves, len(before.cases))
    if len(moves) <= fewest and not above:
        text += " Met minder lukt het niet."
    elif not above:
        text += f" Minder dan {fewest} is zeker niet genoeg."
    return f"{text} {_people(len(above))} boven wat haalbaar is." if above else text


def _changes(moves: Sequence[Move], cases: int) -> str:
    fresh = sum(move.giver is None for move in moves)
    parts = []
    if changed := len(moves) - fresh:
        word = "dossier verandert" if changed == 1 else "dossiers veranderen"
        parts.append(f"{changed} van {cases} {word} van maatschappelijk werker")
    if fresh:
        word = "dossier dat" if fresh == 1 else "dossiers die"
        parts.append(
            f"{fresh} {word} niemand opvolgt, {'krijgt' if fresh == 1 else 'krijgen'} er een"
        )
    return f"{' en '.join(parts)}."


def _people(number: int) -> str:
    return f"{number} medewerker blijft" if number == 1 else f"{number} medewerkers blijven"
