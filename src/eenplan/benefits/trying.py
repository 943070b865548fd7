"""Trying a single row on the engine, so that what cannot be is told on its own form."""

from datetime import date
from typing import Any

from eenplan.benefits.means_kinds import COHABITANT, UNDUE, WORK, RowKind
from eenplan.benefits.situations import LISTS
from eenplan.engines.entitlement import EntitlementError, ImpossibleInput, described


def refusal_of(kind: RowKind, data: dict[str, Any], *, on: date) -> tuple[str | None, str] | None:
    """Return the field and the sentence with which the engine refuses a row, None when it reads it.

    Whoever lives in is read with the whole household only: the rules depend on its days.
    """
    if kind is COHABITANT:
        return None
    try:
        described(_alone(kind, data, on=on))
    except ImpossibleInput as error:
        field = error.where.rpartition(".")[2]
        known = field in {ask.key for ask in kind.asks}
        sentence = f"{error.problem[:1].upper()}{error.problem[1:]}."
        return (field, sentence) if known else (None, sentence)
    except EntitlementError:
        return None
    return None


def _alone(kind: RowKind, data: dict[str, Any], *, on: date) -> dict[str, Any]:
    day = on.isoformat()
    facts: dict[str, Any] = {"on": day, "requested_on": day, "category": 2, "applicant": {}}
    if kind.is_resource:
        facts["applicant"] = {"resources": [{"kind": kind.code, **data}]}
    elif kind is WORK:
        facts["applicant"] = {"work_exemption": data}
    else:
        head, key = LISTS[kind.code]
        facts[head] = {key: [data]}
        if kind is UNDUE:
            facts[head] |= {"notified_on": day, "within_article_24": True}
    return facts
