"""The arithmetic of a month before the State, on thousands of invented months."""

from dataclasses import fields, replace
from datetime import date, timedelta

import numpy as np
import pytest

from eenplan.benefits.claim_months import Known, days_of_aid, splits
from eenplan.benefits.enums_claims import StateLaw
from eenplan.engines.entitlement import Case, Centre, Claim, Project

PAIRS = 5_000
ON = date(2026, 11, 23)
CASES = {
    StateLaw.RMI: (Case.ORDINARY, Case.HOMELESS, Case.FOREIGNERS_REGISTER),
    StateLaw.L1965: (Case.NON_BELGIAN, Case.ASYLUM_ELSEWHERE, Case.DISSUASION),
}


def months(size=PAIRS, seed=11):
    """Invented months: both laws, every case, noticed in time, late or not at all."""
    random = np.random.default_rng(seed)
    return [_month(random, at) for at in range(size)]


def _month(random, at):
    law = StateLaw.RMI if random.integers(0, 2) else StateLaw.L1965
    first = date(2025, 1, 1) + timedelta(days=int(random.integers(0, 640)))
    month = first.replace(day=1)
    begin, end = days_of_aid(month, first, None, once=False)
    case = CASES[law][int(random.integers(0, 3))]
    known = bool(random.integers(0, 10))
    claim = Claim(
        day=begin,
        amount=0,
        case=case,
        centre=Centre(int(random.integers(0, 3))),
        since=date(2023, 6, 1),
        project=Project(int(random.integers(0, 5))),
        signed_on=first,
        protected=case is Case.NON_BELGIAN and bool(random.integers(0, 2)),
        first_aid_on=first,
    )
    noticed = first + timedelta(days=int(random.integers(0, 150)))
    return Known(
        grant_id=at,
        month=month,
        paid=int(random.integers(0, 200_000)),
        law=law,
        aid_from=begin,
        aid_until=end,
        begins_on=first,
        decided_on=first + timedelta(days=7),
        case=case.name if known else "",
        claim=claim if known else None,
        missing="" if known else "de grond is onbekend.",
        noticed_on=noticed if noticed <= ON and random.integers(0, 4) else None,
    )


def test_every_euro_of_every_month_is_claimed_or_explained():
    for one, split in zip(made := months(), splits(made, on=ON), strict=True):
        total = split.claimed_cents + split.not_yet_cents + split.own_cents
        assert total == one.paid == split.paid_cents
        assert min(split.claimed_cents, split.not_yet_cents, split.own_cents) >= 0
        assert 0 <= split.lost_cents <= split.own_cents
        assert split.supplement_cents >= 0 and split.why
        assert not (split.claimed_cents and split.not_yet_cents)


def test_together_is_what_each_month_is_alone():
    made = months(300)
    assert splits(made, on=ON) == [splits([one], on=ON)[0] for one in made]


def test_five_thousand_pairs_more_aid_never_brings_back_less():
    made = months()
    more = [replace(one, paid=one.paid + 5_000) for one in made]
    for less, split in zip(splits(made, on=ON), splits(more, on=ON), strict=True):
        assert split.claimed_cents >= less.claimed_cents
        assert split.claimed_cents + split.not_yet_cents >= less.claimed_cents + less.not_yet_cents
        assert split.supplement_cents >= less.supplement_cents


def test_five_thousand_pairs_waiting_never_brings_back_more():
    made = months()
    now, then = splits(made, on=ON), splits(made, on=ON + timedelta(days=90))
    for one, before, after in zip(made, now, then, strict=True):
        assert after.lost_cents >= before.lost_cents, one
    late = [
        replace(one, noticed_on=one.noticed_on + timedelta(days=20)) if one.noticed_on else one
        for one in made
    ]
    for before, after in zip(now, splits(late, on=ON + timedelta(days=200)), strict=True):
        assert after.lost_cents >= before.lost_cents


def test_what_is_reckoned_on_knows_nobody():
    """Names, origin and nationality cannot change a claim: they do not come in."""
    asked = {field.name for field in (*fields(Known), *fields(Claim))}
    assert not asked & {"name", "origin", "nationality", "person", "household", "sex", "language"}


@pytest.mark.parametrize(
    "starts_on, ends_on, once, expected",
    [
        (date(2026, 8, 1), None, False, (date(2026, 9, 1), date(2026, 10, 1))),
        (date(2026, 9, 20), None, False, (date(2026, 9, 20), date(2026, 10, 1))),
        (date(2026, 8, 1), date(2026, 9, 11), False, (date(2026, 9, 1), date(2026, 9, 11))),
        (date(2026, 9, 20), None, True, (date(2026, 9, 20), date(2026, 9, 21))),
        (date(2026, 10, 5), None, False, (date(2026, 9, 1), date(2026, 10, 1))),
    ],
)
def test_the_days_of_aid_in_a_month(starts_on, ends_on, once, expected):
    assert days_of_aid(date(2026, 9, 1), starts_on, ends_on, once=once) == expected
