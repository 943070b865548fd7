"""In- and outflow per team and week closes, whatever happened and whenever it was noted."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from eenplan.cases import flows
from eenplan.cases.caseloads import held_counts
from eenplan.cases.models import Assignment, Case
from eenplan.people.models import TeamCare
from tests.factories import HouseholdFactory, TeamFactory, UserFactory
from tests.support.setting import TODAY

MONDAY = date(2026, 11, 23)
SUNDAY = timedelta(days=6)


@pytest.fixture
def case_of(area):
    """Make a case with the stretches of care and the days it was open: `case_of((team, a, b))`."""

    def _case(*care, opened=date(2026, 11, 2), closed=None):
        household = HouseholdFactory(area=area, case=False)
        household.care.all().delete()
        for team, start, end in care:
            TeamCare.objects.create(
                household=household, team=team, reason="test", starts_on=start, ends_on=end
            )
        return Case.objects.create(household=household, opened_on=opened, closed_on=closed)

    return _case


def week_of(team, monday, *, on=TODAY, weeks=4):
    [week] = [w for w in flows.weekly_flows(weeks=weeks, on=on)[team.pk] if w.monday == monday]
    return week


def test_a_new_case_comes_in_the_week_it_opens_and_is_there_the_next(team, case_of):
    case_of((team, date(2026, 11, 10), None), opened=date(2026, 11, 10))

    week = week_of(team, date(2026, 11, 9))
    assert (week.opening, week.counts[flows.NEW], week.closing) == (0, 1, 1)
    assert week_of(team, date(2026, 11, 16)).opening == 1


def test_a_closed_case_leaves_on_the_day_it_closes(team, case_of):
    case_of((team, date(2026, 11, 2), None), closed=date(2026, 11, 16))

    assert week_of(team, date(2026, 11, 9)).closing == 1
    week = week_of(team, date(2026, 11, 16))
    assert (week.opening, week.counts[flows.CLOSED], week.closing) == (1, 1, 0)


def test_a_household_that_goes_to_another_team_leaves_one_and_comes_in_the_other(
    team, other_team, case_of
):
    day = date(2026, 11, 18)
    case_of((team, date(2026, 11, 2), day), (other_team, day, None))

    left, came = week_of(team, date(2026, 11, 16)), week_of(other_team, date(2026, 11, 16))
    assert left.counts[flows.TO_ELSEWHERE] == came.counts[flows.FROM_ELSEWHERE] == 1
    assert (left.closing, came.closing) == (0, 1)


def test_care_that_is_noted_anew_in_the_same_team_is_no_movement(team, case_of):
    day = date(2026, 11, 18)
    case_of((team, date(2026, 11, 2), day), (team, day, None))

    week = week_of(team, date(2026, 11, 16))
    assert (week.came, week.gone, week.closing) == (0, 0, 1)


def test_a_team_for_no_days_is_passed_by(team, other_team, case_of):
    day = date(2026, 11, 18)
    case_of((team, day, day), (other_team, day, None), opened=day)

    assert team.pk not in flows.weekly_flows(weeks=4, on=TODAY)
    assert week_of(other_team, date(2026, 11, 16)).counts[flows.NEW] == 1


def test_there_and_back_in_one_week_counts_twice(team, other_team, case_of):
    one, two = date(2026, 11, 17), date(2026, 11, 19)
    case_of((team, date(2026, 11, 2), one), (other_team, one, two), (team, two, None))

    week = week_of(team, date(2026, 11, 16))
    assert (week.came, week.gone, week.closing) == (1, 1, 1)
    assert flows.flow(flows.FROM_ELSEWHERE, week.monday, until=TODAY, team=team).count() == 1


def test_what_is_agreed_for_later_does_not_count_yet(team, other_team, case_of):
    later = TODAY + timedelta(days=2)  # this week still
    case_of((team, date(2026, 11, 2), later), (other_team, later, None))

    assert week_of(team, MONDAY).closing == 1
    assert other_team.pk not in flows.weekly_flows(weeks=4, on=TODAY)


def test_a_correction_of_the_past_changes_only_the_right_weeks(team, case_of):
    case = case_of((team, date(2026, 11, 2), None))
    before = {w.monday: (w.opening, w.came, w.gone) for w in _all(team)}

    Case.objects.filter(pk=case.pk).update(opened_on=date(2026, 11, 10))

    after = {w.monday: (w.opening, w.came, w.gone) for w in _all(team)}
    assert {monday for monday in before if before[monday] != after[monday]} == {
        date(2026, 11, 2),
        date(2026, 11, 9),
    }


def _all(team):
    return flows.weekly_flows(weeks=4, on=TODAY)[team.pk]


# -- Any history at all ----------------------------------------------------------------------------
FIRST = date(2026, 11, 2)
DAYS = st.integers(0, 27)  # four weeks from FIRST


@st.composite
def histories(draw):
    """A household's care and case and case managers, drawn as cuts of four weeks."""
    cuts = sorted(draw(st.lists(DAYS, min_size=1, max_size=4)))
    ends = [*cuts[1:], draw(st.none() | st.integers(cuts[-1], 30))]
    care = [(draw(st.integers(0, 2)), a, b) for a, b in zip(cuts, ends, strict=True)]
    opened = draw(DAYS)
    closed = draw(st.none() | st.integers(opened, 30))
    changes = sorted(draw(st.lists(DAYS, max_size=3)))
    held = [
        (draw(st.integers(0, 1)), a, b) for a, b in zip(changes, [*changes[1:], None], strict=False)
    ]
    return care, opened, closed, let_go(held, closed)


def let_go(held, closed):
    """A closed case is held by nobody: the last case manager leaves it with its end."""
    if closed is None or not held:
        return held
    worker, start, end = held[-1]
    return [*held[:-1], (worker, start, max(start, closed) if end is None else end)]


def day(number):
    return None if number is None else FIRST + timedelta(days=number)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(histories(), min_size=1, max_size=4), st.data())
def test_opening_plus_in_minus_out_is_closing_and_equals_a_plain_recount(flow_town, drawn, data):
    teams, workers, households = flow_town
    for model in (Assignment, Case, TeamCare):
        model.objects.all().delete()
    histories = [
        write(household, one, teams, workers)
        for household, one in zip(households, drawn, strict=False)
    ]
    listed = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 3))
    assert_figures_are_right(teams, workers, histories, listed=None)

    correct(data.draw(st.sampled_from(histories)), data)
    assert_figures_are_right(teams, workers, histories, listed)


def write(household, drawn, teams, workers):
    """Write a drawn history; return the case with it."""
    care, opened, closed, held = drawn
    for team, start, end in care:
        period = {"starts_on": day(start), "ends_on": day(end)}
        TeamCare.objects.create(household=household, team=teams[team], reason="x", **period)
    case = Case.objects.create(household=household, opened_on=day(opened), closed_on=day(closed))
    for worker, start, end in held:
        period = {"starts_on": day(start), "ends_on": day(end)}
        Assignment.objects.create(case=case, worker=workers[worker], reason="x", **period)
    return {"case": case, "care": care, "open": (opened, closed), "held": held}


def correct(history, data):
    """Note afterwards that a case opened, closed or changed team on other days than was thought."""
    case = history["case"]
    opened = data.draw(DAYS)
    closed = data.draw(st.none() | st.integers(opened, 30))
    Case.objects.filter(pk=case.pk).update(opened_on=day(opened), closed_on=day(closed))
    history["open"] = (opened, closed)
    history["held"] = let_go(history["held"], closed)
    if history["held"]:
        _, start, end = history["held"][-1]
        last = Assignment.objects.filter(case=case, starts_on=day(start)).order_by("-pk").first()
        Assignment.objects.filter(pk=last.pk).update(ends_on=day(end))
    care = history["care"]
    if len(care) > 1:
        (first, a, b), (second, _, c) = care[:2]
        cut = data.draw(st.integers(a, b if c is None else c))
        one, two = TeamCare.objects.filter(household=case.household).order_by("starts_on", "pk")[:2]
        TeamCare.objects.filter(pk=two.pk).update(starts_on=day(30), ends_on=day(30))
        TeamCare.objects.filter(pk=one.pk).update(team=one.team, ends_on=day(cut))
        TeamCare.objects.filter(pk=two.pk).update(starts_on=day(cut), ends_on=day(c))
        names = {one.pk: one.team.name, two.pk: two.team.name}
        order = ("Noord", "Oost", "Zuid")
        first, second = order.index(names[one.pk]), order.index(names[two.pk])
        history["care"] = [(first, a, cut), (second, cut, c), *care[2:]]


def assert_figures_are_right(teams, workers, histories, listed):
    assert_flows_close(teams, [(one["care"], *one["open"]) for one in histories], listed)
    held = [period for one in histories for period in one["held"]]
    for number in (5, 19):
        counted = held_counts([worker.pk for worker in workers], on=day(number))
        for at, worker in enumerate(workers):
            here = sum(w == at and holds(start, end, number) for w, start, end in held)
            assert counted.get(worker.pk, 0) == here


def holds(start, end, number):
    return start <= number and (end is None or number < end)


def is_there(stay, team, number):
    care, opened, closed = stay
    return holds(opened, closed, number) and any(
        t == team and holds(start, end, number) for t, start, end in care
    )


def assert_flows_close(teams, stays, listed):
    """Each number equals a recount day by day in plain Python; of one week also its lists."""
    on = FIRST + timedelta(days=27)
    found = flows.weekly_flows(weeks=4, on=on)
    for at, team in enumerate(teams):
        for index in range(4):
            first = 7 * index
            there = [[is_there(s, at, n) for n in range(first - 1, first + 7)] for s in stays]
            came = sum(not a and b for days in there for a, b in zip(days, days[1:], strict=False))
            gone = sum(a and not b for days in there for a, b in zip(days, days[1:], strict=False))
            week = (
                found[team.pk][index]
                if team.pk in found
                else flows.WeekFlow(day(first), day(first + 6))
            )
            counted = (sum(d[0] for d in there), came, gone, sum(d[-1] for d in there))
            assert (week.opening, week.came, week.gone, week.closing) == counted
            assert week.opening + week.came - week.gone == week.closing
            for what, number in (
                *week.counts.items(),
                ("begin", week.opening),
                ("einde", week.closing),
            ):
                assert flows.flow(what, week.monday, until=on, team=team).count() == number


@pytest.fixture
def flow_town(norms, area):
    teams = [TeamFactory(name=name) for name in ("Noord", "Oost", "Zuid")]
    households = [HouseholdFactory(area=area, case=False) for _ in range(4)]
    return teams, [UserFactory(), UserFactory()], households
