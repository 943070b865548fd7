"""One grant in one month before the State: what it pays, what it does not yet, what is lost.

Pure arithmetic over the engines: what is known comes in, the parts of the month come out. The
same on any day, so that what would be lost by then is the difference of two days.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from eenplan.benefits.claim_words import day_of, euro_of, told
from eenplan.benefits.enums_claims import ClaimCase, StateLaw
from eenplan.benefits.enums_money import ClaimState
from eenplan.engines.deadlines import claimable_from, cost_statement_due, due, unreported_from
from eenplan.engines.entitlement import Claim, Outcome, claim_all, claims, supplement_of

REPORT = "RMI art. 21 §6"
NOTICE = "L1965 art. 9"
STATEMENT = "L1965 art. 12"
AT_ONCE = 500  # months in one run of the engine: more is slower a month


@dataclass(frozen=True)
class Known:
    """All that is known of one grant in one month; `aid_until` is the first day without aid.

    `claim` is what the engine is asked, without the amount; `missing` says why it cannot be asked.
    `sent` is what the State has in hand of an earlier statement, and did not refuse: of the aid and
    as supplement.
    """

    grant_id: int
    month: date
    paid: int
    law: StateLaw
    aid_from: date
    aid_until: date
    begins_on: date
    decided_on: date
    case: str = ""
    claim: Claim | None = None
    missing: str = ""
    noticed_on: date | None = None
    accepted_on: date | None = None
    notice_refused: str = ""
    sent: tuple[int, int] = (0, 0)
    refused: str = ""

    @property
    def days(self) -> int:
        return max((self.aid_until - self.aid_from).days, 1)


@dataclass(frozen=True)
class Split:
    """How the euros of a month fall apart, with the reason in words and the steps."""

    law: str
    case: str
    state: str
    paid_cents: int
    claimed_cents: int
    not_yet_cents: int
    own_cents: int
    lost_cents: int
    supplement_cents: int
    why: str
    steps: list
    is_verified: bool
    due_on: date | None


@dataclass(frozen=True)
class Late:
    """How many days of aid are lost in a month, and what it still waits for."""

    lost: int = 0
    why: str = ""
    waits: str = ""


@dataclass(frozen=True)
class Share:
    """What the State pays of an amount, or why that cannot be said."""

    aid: int = 0
    supplement: int = 0
    refusal: str = ""
    outcome: Outcome | None = None


def splits(known: Sequence[Known], *, on: date) -> list[Split]:
    """Return the parts of every month as they are on a day."""
    chunks = (known[start : start + AT_ONCE] for start in range(0, len(known), AT_ONCE))
    return [split for chunk in chunks for split in _splits(chunk, on)]


def _splits(known: Sequence[Known], on: date) -> list[Split]:
    lates = [lateness(one, on=on) for one in known]
    kept = [one.paid - _part_lost(one, late) for one, late in zip(known, lates, strict=True)]
    shares = _shares(known, kept)
    full = list(shares)
    less = [at for at, one in enumerate(known) if kept[at] != one.paid]
    rows = [known[at] for at in less]
    for at, share in zip(less, _shares(rows, [one.paid for one in rows]), strict=True):
        full[at] = share
    return [
        _split(one, late, left, share, whole, on=on)
        for one, late, left, share, whole in zip(known, lates, kept, shares, full, strict=True)
    ]


def lateness(one: Known, *, on: date) -> Late:
    """Return what is lost of a month by a notice that came late or is not there."""
    if one.case == ClaimCase.NONE:
        return Late()
    return _unreported(one, on) if one.law == StateLaw.RMI else _unnoticed(one, on)


def _unnoticed(one: Known, on: date) -> Late:
    lost = _days_before(one, claimable_from(one.noticed_on or on))
    why = f"{lost} dagen verloren: te laat gemeld ({NOTICE})." if lost else ""
    if one.noticed_on is None:
        last = due("notice_of_aid", one.begins_on).day
        again = " opnieuw" if one.notice_refused else ""
        return Late(lost, why, f"Nog niet{again} gemeld aan de Staat: melden tot {day_of(last)}.")
    tacit = due("tacit_acceptance", one.noticed_on)
    if one.accepted_on is None and not tacit.expired(on):
        return Late(lost, why, f"Wacht op de Staat, stilzwijgend aanvaard na {day_of(tacit.day)}.")
    return Late(lost, why)


def _unreported(one: Known, on: date) -> Late:
    waits = "" if one.noticed_on else "Nog niet meegedeeld aan de minister."
    gap = unreported_from(one.decided_on, one.noticed_on)
    if gap is None:
        return Late(waits=waits)
    lost = _days_before(one, gap[1] or on) - _days_before(one, gap[0])
    if lost <= 0:
        return Late(waits=waits)
    return Late(lost, f"{lost} dagen verloren: te laat meegedeeld ({REPORT}).", waits)


def _days_before(one: Known, day: date) -> int:
    """Return how many days of aid of the month lie before a day."""
    return min(max((day - one.aid_from).days, 0), one.days)


def _part_lost(one: Known, late: Late) -> int:
    return (2 * one.paid * late.lost + one.days) // (2 * one.days)


def _shares(known: Sequence[Known], amounts: Sequence[int]) -> list[Share]:
    """Return what the State pays of amounts, all rows in one run of the engine."""
    asked = [(at, one.claim) for at, one in enumerate(known) if one.claim and not one.missing]
    found = [Share(refusal=one.missing) for one in known]
    if not asked:
        return found
    run = claim_all(claims([replace(claim, amount=amounts[at]) for at, claim in asked]))
    for row, (at, _) in enumerate(asked):
        reason = run.reason(row)
        if reason is not None:
            found[at] = Share(refusal=str(reason))
            continue
        outcome = run.outcome(row)
        extra = supplement_of(outcome)
        found[at] = Share(outcome.amount - extra, extra, outcome=outcome)
    return found


def _split(one: Known, late: Late, left: int, share: Share, full: Share, *, on: date) -> Split:
    if one.refused:
        return _refused(one, full)
    if one.case == ClaimCase.NONE:
        return _all_own(one, "De Staat betaalt deze steun niet terug.", lost=0)
    if share.refusal:
        return _unknown(one, late, left, share, on=on)
    last, over = _last_day(one, on)
    aid, extra, waits = share.aid, share.supplement, bool(late.waits) and not over
    if over:  # what was sent in time stays claimed; anything else is forfeited
        sent = (0, 0) if late.waits else one.sent
        aid, extra = min(aid, sent[0]), min(extra, sent[1])
    words = f"Verloren: de kostenstaat kon tot {day_of(last)} ({STATEMENT})." if over else ""
    lost = full.aid - aid
    share_words = f"Van {euro_of(one.paid)} betaalt de Staat {euro_of(aid)}"
    beside = f", en {euro_of(extra)} supplement" if extra else ""
    return Split(
        law=one.law,
        case=one.case,
        state=_state(one, aid, lost),
        paid_cents=one.paid,
        claimed_cents=0 if waits else aid,
        not_yet_cents=aid if waits else 0,
        own_cents=one.paid - aid,
        lost_cents=lost,
        supplement_cents=extra,
        why=_sentences(f"{share_words}{beside}.", late.why, late.waits if waits else "", words),
        steps=told(share.outcome),
        is_verified=share.outcome is not None and share.outcome.verified,
        due_on=last,
    )


def _last_day(one: Known, on: date) -> tuple[date | None, bool]:
    """Return until when a statement of costs may come, and whether that day is over."""
    if one.law == StateLaw.RMI:
        return None, False
    last = cost_statement_due(one.month)
    return last.day, last.expired(on)


def _sentences(*found: str) -> str:
    return " ".join(one for one in found if one)[:1000]


def _unknown(one: Known, late: Late, left: int, share: Share, *, on: date) -> Split:
    """Nobody can say what the State pays: all that is not lost waits."""
    last, over = _last_day(one, on)
    left = 0 if over else left
    over_words = f"De kostenstaat kon tot {day_of(last)} ({STATEMENT})." if over else ""
    why = _sentences(f"Nog niet terug te vragen: {share.refusal}", late.why, over_words)
    return Split(
        *(one.law, one.case, _state(one, left, one.paid - left), one.paid),
        *(0, left, one.paid - left, one.paid - left, 0, why, [], False, last),
    )


def _all_own(one: Known, why: str, *, lost: int) -> Split:
    state = ClaimState.REFUSED if one.refused else ClaimState.OPEN
    return Split(
        one.law, one.case, state, one.paid, 0, 0, one.paid, lost, 0, why[:1000], [], True, None
    )


def _refused(one: Known, full: Share) -> Split:
    """What the State refused is an own burden; what it had in hand before that stays claimed."""
    aid, extra = min(full.aid, one.sent[0]), min(full.supplement, one.sent[1])
    split = _all_own(one, f"Geweigerd door de Staat: {one.refused}", lost=full.aid - aid)
    return replace(split, claimed_cents=aid, own_cents=one.paid - aid, supplement_cents=extra)


def _state(one: Known, aid: int, lost: int) -> str:
    if lost and not aid:
        return ClaimState.LOST
    return ClaimState.NOTIFIED if one.noticed_on else ClaimState.OPEN


def days_of_aid(month: date, starts_on: date, ends_on: date | None, *, once: bool):
    """Return the first day of aid in a month and the first day without; once: one day."""
    after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    start = max(month, starts_on)
    end = min(after, ends_on) if ends_on else after
    if once:
        end = start + timedelta(days=1)
    return (start, end) if start < end and start < after else (month, after)
