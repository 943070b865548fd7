"""Drawing decisions of a closed week, and noting what the second reader found."""

from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from eenplan.benefits import committee_permissions as permissions
from eenplan.benefits.committee_errors import ReadingRefused
from eenplan.benefits.drawing import draw
from eenplan.benefits.enums import ReadingVerdict
from eenplan.benefits.models import ReadingDraw, SecondReading
from eenplan.benefits.selectors.second_reading import WEEK, decided_in, monday_of, stratum_of
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.organisation.selectors import norm


def seed_for(week: date, at: datetime) -> int:
    """Return a seed nobody chose: from the week and the moment of drawing."""
    return int.from_bytes(sha256(f"{week} {at.isoformat()}".encode()).digest()[:6], "big")


@transaction.atomic
def draw_week(
    *, actor: Actor, week: date, at: datetime, on: date, size: int | None = None
) -> ReadingDraw:
    """Draw decisions of a closed week, every group as far as the size goes; keep seed and groups.

    Without a size the norm's part of the decisions, at least one of each group. Raises NotAllowed,
    ReadingRefused.
    """
    permissions.check_can_read_again(actor)
    monday = monday_of(week)
    if monday + WEEK > on:
        raise ReadingRefused("Die week is nog niet voorbij. Trek uit een week die afgesloten is.")
    decisions = {one.pk: one for one in decided_in(monday)}
    if not decisions:
        raise ReadingRefused("In die week is niets beslist. Kies een andere week.", "week")
    strata = {pk: stratum_of(one) for pk, one in decisions.items()}
    wanted = size or _size(len(decisions), len(set(strata.values())), on)
    seed = seed_for(monday, at)
    drawn = draw(strata.items(), size=wanted, seed=seed)
    try:
        with transaction.atomic():
            kept = ReadingDraw.objects.create(
                week=monday,
                seed=seed,
                size=wanted,
                strata={name: list(numbers) for name, numbers in drawn.strata.items()},
                drawn_at=at,
                drawn_by_id=actor.user_id or None,
            )
    except IntegrityError:
        raise ReadingRefused("Uit die week is al getrokken.", "week") from None
    SecondReading.objects.bulk_create(
        SecondReading(
            draw=kept,
            decision=decisions[pk],
            stratum=strata[pk],
            proposed_by_id=_proposer(decisions[pk]),
        )
        for pk in drawn.keys
    )
    audit.record(actor, "benefits.drawn", kept, seed=seed, size=wanted)
    return kept


def _size(decisions: int, groups: int, on: date) -> int:
    part = int(norm("second_reading_percent", on=on))
    return max(-(-decisions * part // 100), groups, 1)


def _proposer(decision) -> int | None:
    return decision.proposal.made_by_id if decision.proposal else decision.urgent_by_id


@transaction.atomic
def read_again(
    *, actor: Actor, reading: SecondReading, verdict: ReadingVerdict, note: str, on: date
) -> SecondReading:
    """Note what the second reader finds; never who proposed it. Raises ReadingRefused."""
    permissions.check_can_read_again(actor)
    held = SecondReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if held.verdict:
        raise ReadingRefused("Iemand anders las deze beslissing al.")
    if actor.user_id and held.proposed_by_id == actor.user_id:
        raise ReadingRefused("U stelde deze beslissing zelf voor. Iemand anders leest ze.")
    if verdict != ReadingVerdict.IN_LINE and not note:
        raise ReadingRefused("Schrijf uit wat u vond.", "note")
    held.verdict, held.note, held.read_on = verdict, note, on
    held.read_by_id = actor.user_id
    held.save(update_fields=["verdict", "note", "read_on", "read_by"])
    audit.record(actor, "benefits.read-again", held, verdict=verdict)
    return held
