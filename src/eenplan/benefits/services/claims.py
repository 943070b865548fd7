"""Reckoning what the State pays back, month by month. Doing it again changes nothing."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from eenplan.benefits import claims_permissions
from eenplan.benefits.claim_months import Split, splits
from eenplan.benefits.claims_errors import ClaimAnswered, NotSentAgain
from eenplan.benefits.enums_money import ClaimState
from eenplan.benefits.models import ClaimSentAgain, StateClaim
from eenplan.benefits.policies.claims import check_in_time
from eenplan.benefits.selectors.claim_facts import Facts, gather, known_months
from eenplan.benefits.selectors.claims import last_sent
from eenplan.benefits.selectors.quarters import MONTHS_BACK, months_back
from eenplan.core import audit
from eenplan.core.access import Actor

AMOUNTS = (
    *("paid_cents", "claimed_cents", "not_yet_cents", "own_cents"),
    *("lost_cents", "supplement_cents"),
)
LOCK = 19_650_402  # one reckoning or export at a time


@dataclass(frozen=True)
class Reckoned:
    """What a run did: rows made, changed in place, corrected after an export, taken away."""

    made: int = 0
    changed: int = 0
    corrected: int = 0
    gone: int = 0

    @property
    def total(self) -> int:
        return self.made + self.changed + self.corrected + self.gone


def lock_claims() -> None:
    """Wait until nobody else reckons or exports, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def reckon_claims(*, actor: Actor, on: date, at: datetime, since: date | None = None) -> Reckoned:
    """Reckon all claims anew from a month on, as they are on a day. Raises NotAllowed."""
    claims_permissions.check_can_claim(actor)
    return reckon(on=on, at=at, since=since or months_back(on, MONTHS_BACK))


def reckon(
    *,
    on: date,
    at: datetime,
    since: date,
    until: date | None = None,
    grants: Collection[int] | None = None,
) -> Reckoned:
    """Reckon claims inside the transaction of an act that changes them."""
    lock_claims()
    facts = gather(since=since, until=until, grants=grants)
    known = known_months(facts)
    to_make, to_change, to_go, corrected = [], [], [], 0
    for one, split in zip(known, splits(known, on=on), strict=True):
        row = facts.current.get((one.grant_id, one.month))
        if row is None or (row.statement_id and not _is_as_sent(row, split)):
            corrected += row is not None
            to_make.append(_row(one.grant_id, one.month, split, at, corrects=row))
        elif row.statement_id is None:
            _bring_along(row, split, at, facts, to_change, to_go)
    # What a row says before it is replaced, goes first: a month holds one row of a number.
    StateClaim.objects.filter(pk__in=[row.pk for row in to_go]).delete()
    StateClaim.objects.bulk_update(to_change, [*asdict_names(), "reckoned_at"], batch_size=500)
    StateClaim.objects.bulk_create(to_make, batch_size=500)
    return Reckoned(len(to_make) - corrected, len(to_change), corrected, len(to_go))


def asdict_names() -> list[str]:
    """Return the names of what a reckoning writes on a row."""
    return list(Split.__dataclass_fields__)


def _differs(row: StateClaim, split: Split) -> bool:
    return any(getattr(row, name) != getattr(split, name) for name in AMOUNTS)


def _is_as_sent(sent: StateClaim, split: Split) -> bool:
    """Say whether the State has a month in hand as it is; what it refused, it has not."""
    is_refused = sent.state == ClaimState.REFUSED and split.state != ClaimState.REFUSED
    return not is_refused and not _differs(sent, split)


def _row(grant_id, month, split: Split, at, *, corrects: StateClaim | None) -> StateClaim:
    number = corrects.number + 1 if corrects else 0
    return StateClaim(
        grant_id=grant_id,
        month=month,
        number=number,
        corrects=corrects,
        reckoned_at=at,
        **asdict(split),
    )


def _bring_along(row: StateClaim, split: Split, at, facts: Facts, changed: list, gone: list):
    """Bring a row that was not sent yet up to what is known; without a payment it goes."""
    sent = facts.exported.get((row.grant_id, row.month))
    if (split.paid_cents == 0 and sent is None) or (sent and _is_as_sent(sent, split)):
        gone.append(row)
        return
    told = asdict(split)
    if any(getattr(row, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(row, name, value)
        row.reckoned_at = at
        changed.append(row)


@transaction.atomic
def answer_claim(
    *, actor: Actor, claim: StateClaim, accepted: bool, answer: str, on: date, at: datetime
) -> StateClaim:
    """Note what the State said of a claim that was sent. What it refuses is the centre's own.

    Raises NotAllowed, ClaimAnswered.
    """
    claims_permissions.check_can_claim(actor)
    lock_claims()
    if not accepted and not answer.strip():
        raise ClaimAnswered("Schrijf waarom de Staat weigert.")
    state = ClaimState.ACCEPTED if accepted else ClaimState.REFUSED
    same = StateClaim.objects.filter(pk=claim.pk, state=ClaimState.CLAIMED)
    if not same.update(state=state, answer=answer):
        raise ClaimAnswered("Deze terugvraag is niet ingediend, of ze is al beantwoord.")
    claim.refresh_from_db()
    audit.record(actor, "benefits.claim-answered", claim, accepted=accepted, answer=answer)
    reckon(on=on, at=at, since=claim.month, grants=[claim.grant_id])
    return claim


@transaction.atomic
def send_again(
    *, actor: Actor, claim: StateClaim, why: str, on: date, at: datetime
) -> ClaimSentAgain:
    """Let a claim the State refused go into the next statement of its quarter, reckoned anew.

    What was sent stays as it was. Raises NotAllowed, NotSentAgain.
    """
    claims_permissions.check_can_claim(actor)
    lock_claims()
    refused = last_sent(claim)
    if refused is None or refused.state != ClaimState.REFUSED:
        raise NotSentAgain("De Staat weigerde deze terugvraag niet, of ze is al opnieuw ingediend.")
    check_in_time(refused, on=on)
    try:
        with transaction.atomic():
            made = ClaimSentAgain.objects.create(
                claim=refused, why=why, noted_at=at, noted_by_id=actor.user_id or None
            )
    except IntegrityError:
        raise NotSentAgain("Iemand anders besliste dit net. Kijk opnieuw.") from None
    audit.record(actor, "benefits.claim-sent-again", refused, why=why)
    reckon(on=on, at=at, since=claim.month, grants=[claim.grant_id])
    return made
