"""Both sides of every date in the parameter files, and what a claim makes of those of the State."""

from datetime import date, timedelta

import pytest

from eenplan.engines.entitlement import Case, Centre, Claim, NotInForce, Project, claim_one, law

ONE = timedelta(days=1)
VALUES = [(parameter, at) for parameter in law() for at in range(len(parameter.values))]


def name(found):
    return f"{found[0].key}@{found[0].values[found[1]].since}"


@pytest.mark.parametrize("found", VALUES, ids=map(name, VALUES))
def test_both_sides_of_the_first_day_of_a_value(found):
    parameter, at = found
    value = parameter.values[at]
    assert parameter.on(value.since) == value
    before = parameter.values[at - 1] if at else None
    held = before is not None and (before.until is None or before.until >= value.since)
    if held:
        assert parameter.on(value.since - ONE) == before
        return
    with pytest.raises(NotInForce) as refused:
        parameter.on(value.since - ONE)
    assert (refused.value.key, refused.value.day) == (parameter.key, value.since - ONE)


ENDS = [(parameter, at) for parameter, at in VALUES if parameter.values[at].until]


@pytest.mark.parametrize("found", ENDS, ids=map(name, ENDS))
def test_both_sides_of_the_last_day_of_a_value(found):
    parameter, at = found
    value = parameter.values[at]
    assert parameter.on(value.until - ONE) == value
    after = parameter.values[at + 1] if at + 1 < len(parameter.values) else None
    if after is not None and after.since == value.until:
        assert parameter.on(value.until) == after
        return
    with pytest.raises(NotInForce) as refused:
        parameter.on(value.until)
    assert refused.value.day == value.until


OLD = date(2002, 9, 30)  # the day before the law on the right to integration
AID = 100_000
#  what is claimed               the first day           a thousand euros, in percents
STARTS = [
    ({"case": Case.HOMELESS, "since": OLD}, date(2002, 10, 1), 100),
    ({"case": Case.FOREIGNERS_REGISTER, "since": OLD}, date(2002, 10, 1), 100),
    ({"case": Case.INSTALLATION_PREMIUM}, date(2002, 10, 1), 100),
    ({"case": Case.NON_BELGIAN}, date(2002, 10, 1), 100),
    ({"case": Case.ASYLUM_ELSEWHERE}, date(2002, 10, 1), 50),
    ({"case": Case.DISSUASION}, date(2002, 10, 1), 0),
    ({"centre": Centre.BASE}, date(2014, 7, 1), 55),
    ({"centre": Centre.FROM_500}, date(2014, 7, 1), 65),
    ({"centre": Centre.FROM_1000}, date(2014, 7, 1), 70),
    ({"project": Project.ONCE, "signed_on": date(2016, 10, 5)}, date(2016, 11, 1), 65),
    ({"project": Project.STUDENT, "signed_on": date(2016, 10, 5)}, date(2016, 11, 1), 65),
    ({"project": Project.FAR, "signed_on": date(2016, 10, 5)}, date(2016, 11, 1), 65),
    ({"project": Project.VULNERABLE, "signed_on": date(2016, 10, 5)}, date(2016, 11, 1), 65),
    ({"project": Project.YOUNG}, date(2021, 4, 1), 55 + 20 + 55 * 0.15),
    (
        {"case": Case.EXCLUDED_2026, "requested_on": date(2026, 1, 1)},
        date(2026, 1, 1),
        100,
    ),
    (
        {"case": Case.EXCLUDED_LATER, "requested_on": date(2026, 7, 1)},
        date(2026, 7, 1),
        70,
    ),
    (
        {"case": Case.NON_BELGIAN, "protected": True, "first_aid_on": date(2022, 3, 4)},
        date(2022, 3, 4),
        135,
    ),
]


@pytest.mark.parametrize("asked, first, percent", STARTS)
def test_a_claim_on_both_sides_of_the_day_a_rule_begins(asked, first, percent):
    assert claim_one(Claim(first, AID, **asked)).amount == percent * AID / 100
    with pytest.raises(NotInForce) as refused:
        claim_one(Claim(first - ONE, AID, **asked))
    assert refused.value.day == first - ONE


#  what is claimed              the first day without      before, after
CHANGES = [
    ({"case": Case.EXCLUDED_2026, "requested_on": date(2026, 3, 2)}, date(2027, 1, 1), 100, 90),
    ({"case": Case.EXCLUDED_2026, "requested_on": date(2026, 3, 2)}, date(2028, 1, 1), 90, 80),
    ({"case": Case.EXCLUDED_2026, "requested_on": date(2026, 3, 2)}, date(2029, 1, 1), 80, 75),
    ({}, date(2020, 6, 1), 55, 63.25),
    ({}, date(2021, 10, 1), 63.25, 55),
    (
        {"project": Project.STUDENT, "project_share": 8_000},
        date(2028, 1, 1),
        65,
        70,
    ),
    (
        {
            "case": Case.NON_BELGIAN,
            "protected": True,
            "first_aid_on": date(2022, 3, 4),
            "project": Project.ONCE,
        },
        date(2023, 10, 1),
        125,
        110,
    ),
    (
        {"case": Case.NON_BELGIAN, "protected": True, "first_aid_on": date(2022, 3, 4)},
        date(2022, 7, 1),
        135,
        125,
    ),
]


@pytest.mark.parametrize("asked, day, before, after", CHANGES)
def test_a_claim_on_both_sides_of_the_day_a_rule_changes(asked, day, before, after):
    assert claim_one(Claim(day - ONE, AID, **asked)).amount == before * AID / 100
    assert claim_one(Claim(day, AID, **asked)).amount == after * AID / 100


@pytest.mark.parametrize(
    "asked, last",
    [
        ({"project": Project.YOUNG}, date(2021, 10, 1)),
        ({"case": Case.EXCLUDED_2026, "requested_on": date(2026, 3, 2)}, date(2030, 1, 1)),
    ],
)
def test_a_claim_on_both_sides_of_the_day_a_rule_ends(asked, last):
    assert claim_one(Claim(last - ONE, AID, **asked)).amount
    with pytest.raises(NotInForce, match=last.isoformat()):
        claim_one(Claim(last, AID, **asked))
