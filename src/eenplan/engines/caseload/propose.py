"""Who can take one more household: never above the norm, the least loaded first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from eenplan.engines.assignment.explain import refused_by
from eenplan.engines.assignment.model import Rule
from eenplan.engines.caseload.model import (
    BlockedWorker,
    CaseloadProposal,
    CaseNeed,
    RankedWorker,
    ScorePart,
    Weights,
    Worker,
)

SOURCE = "Kortrijk, 7-puntenplan Oekraïne, 14 maart 2022, punt 5; norm van de stad"


class ImpossibleNorm(ValueError):
    """A norm below one household per full-time worker."""


def takes_cases(norm: int, case: CaseNeed, worker: Worker) -> str | None:
    """Somebody without time for cases gets none."""
    return "Volgt geen gezinnen op" if worker.fraction == 0 else None


def within_norm(norm: int, case: CaseNeed, worker: Worker) -> str | None:
    """One more household stays within the norm for this worker's working time."""
    cap, after = worker.cap(norm), worker.households + 1
    if worker.fraction == 0 or after <= cap:
        return None
    return f"Zou {after} van {cap} worden"


def load_words(households: int, cap: int) -> str:
    """A load as the screen shows it: 31 van 40 gezinnen."""
    return f"{households} van {cap} gezinnen"


def rules_for(norm_per_fte: int) -> tuple[Rule, ...]:
    """The hard rules of the caseload, under the norm of the day."""
    return (
        Rule(
            "takes-cases",
            "Volgt gezinnen op",
            "Volgt geen gezinnen op",
            "dienstrooster",
            partial(takes_cases, norm_per_fte),
            lambda case, worker: "Volgt gezinnen op",
        ),
        Rule(
            "within-norm",
            "Binnen de norm",
            "Zou boven de norm komen",
            SOURCE,
            partial(within_norm, norm_per_fte),
            lambda case, worker: load_words(worker.households + 1, worker.cap(norm_per_fte)),
        ),
    )


def propose(
    case: CaseNeed,
    workers: Sequence[Worker],
    norm_per_fte: int = 40,
    weights: Weights | None = None,
    language_names: Mapping[str, str] | None = None,
) -> CaseloadProposal:
    """The workers who can take this case within the norm, best first, and why the others cannot.

    Points: the room left after this case, relative to the worker's own cap; a shared language;
    the same team. Equal points go to the lowest relative load, then to the id. Going above the
    norm is never proposed: a person may decide so with a reason. `language_names` tells how a code
    reads on the screen. Raises ImpossibleNorm for a norm below one.
    """
    if norm_per_fte < 1:
        raise ImpossibleNorm(f"norm of {norm_per_fte} households")
    rules, points = rules_for(norm_per_fte), weights or Weights()
    open_to, blocked = [], []
    for worker in workers:
        refusals = refused_by(rules, case, worker)
        cap = worker.cap(norm_per_fte)
        if not refusals:
            open_to.append((worker, cap, _parts(case, worker, cap, points, language_names or {})))
            continue
        blocked.append(
            BlockedWorker(
                worker.id,
                worker.name,
                worker.households,
                cap,
                load_words(worker.households, cap),
                tuple(refusal.rule for refusal in refusals),
                tuple(refusal.sentence for refusal in refusals),
            )
        )
    return CaseloadProposal(
        case.id,
        norm_per_fte,
        _ranked(open_to),
        tuple(sorted(blocked, key=lambda b: b.worker)),
        _summary(len(open_to), len(workers), norm_per_fte),
    )


def ranking(
    case: CaseNeed,
    workers: Sequence[Worker],
    norm_per_fte: int = 40,
    weights: Weights | None = None,
) -> list[Worker]:
    """Who can take this case within the norm, best first: the order of `propose` without its words.

    For who only needs the first of a large team. Raises ImpossibleNorm.
    """
    if norm_per_fte < 1:
        raise ImpossibleNorm(f"norm of {norm_per_fte} households")
    points = weights or Weights()
    capped = [(worker, worker.cap(norm_per_fte)) for worker in workers]
    # Room is both rules at once: who has no time for cases has a cap of none.
    possible = [(worker, cap) for worker, cap in capped if worker.households < cap]
    scored = [(sum(_points(case, w, cap, points)), w, cap) for w, cap in possible]
    return [worker for _, worker, _ in sorted(scored, key=_place)]


def _place(scored: tuple[int, Worker, int]) -> tuple[int, float, str]:
    """Most points first; then the lowest relative load, then the id."""
    score, worker, cap = scored
    return -score, (worker.households + 1) / cap, worker.id


def _points(case: CaseNeed, worker: Worker, cap: int, weights: Weights) -> tuple[int, int, int]:
    """The points for room, for a shared language and for the team."""
    own_team = case.team is not None and case.team == worker.team
    return (
        weights.load * (cap - worker.households - 1) // cap,
        0 if case.languages.isdisjoint(worker.languages) else weights.language,
        weights.team if own_team else 0,
    )


def _summary(possible: int, total: int, norm: int) -> str:
    if possible:
        return f"{possible} van {total} medewerkers kunnen dit gezin opvolgen."
    return f"Niemand heeft plaats binnen de norm van {norm} gezinnen per voltijds."


def _ranked(open_to: list[tuple[Worker, int, tuple[ScorePart, ...]]]) -> tuple[RankedWorker, ...]:
    scored = [(sum([part.points for part in parts]), w, cap, parts) for w, cap, parts in open_to]
    return tuple(
        RankedWorker(
            worker=worker.id,
            name=worker.name,
            rank=rank,
            score=score,
            before=worker.households,
            after=worker.households + 1,
            cap=cap,
            load=load_words(worker.households, cap),
            parts=parts,
        )
        for rank, (score, worker, cap, parts) in enumerate(
            sorted(scored, key=lambda entry: _place(entry[:3])), start=1
        )
    )


def _parts(
    case: CaseNeed, worker: Worker, cap: int, weights: Weights, names: Mapping[str, str]
) -> tuple[ScorePart, ...]:
    after = worker.households + 1
    shared = sorted(names.get(code, code) for code in case.languages & worker.languages)
    load, language, team = _points(case, worker, cap, weights)
    spoken = f"Spreekt {', '.join(shared)}" if shared else "Geen gedeelde taal"
    return (
        ScorePart(
            "load",
            "Ruimte na dit gezin",
            load,
            weights.load,
            f"{load_words(after, cap)} na dit gezin",
        ),
        ScorePart("language", "Taal", language, weights.language, spoken),
        ScorePart(
            "team",
            "Team",
            team,
            weights.team,
            "Zelfde team" if case.team is not None and case.team == worker.team else "Ander team",
        ),
    )
