"""Walk-in on and off, hours for files planned and measured, and the figures made of them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.agenda.enums import VisitState
from eenplan.agenda.errors import HoursRefused
from eenplan.agenda.models import HourBlock, WalkInSession
from eenplan.agenda.selectors import figures, hours as reading
from eenplan.agenda.services import hours
from eenplan.core.errors import NotAllowed
from tests.factories import HourBlockFactory, VisitFactory, moment
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY


def test_walk_in_goes_on_and_off_with_one_button_each(amira, team, login):
    browser = login(amira)
    assert browser.post(f"/agenda/balie/{team.pk}/inloop-aan/", {"terug": "/agenda/"}).url == (
        "/agenda/"
    )
    assert reading.walk_in_of(amira).team == team
    assert browser.post("/agenda/balie/inloop-uit/").status_code == 303

    assert reading.walk_in_of(amira) is None
    assert WalkInSession.objects.get().ends_at is not None


def test_walk_in_is_on_once_per_worker_whatever_the_team(amira, team, at):
    hours.open_walk_in(actor=amira, team=team, at=at)

    with pytest.raises(HoursRefused, match="al aan sinds 10:30"):
        hours.open_walk_in(actor=amira, team=team, at=at)
    with pytest.raises(IntegrityError, match="one_walk_in_at_a_time"), transaction.atomic():
        WalkInSession.objects.create(worker_id=amira.user_id, team=team, starts_at=at)


def test_walk_in_of_a_team_where_one_keeps_no_queue_is_refused(amira, other_team, at):
    with pytest.raises(NotAllowed):
        hours.open_walk_in(actor=amira, team=other_team, at=at)


def test_what_is_off_cannot_go_off(amira, at):
    with pytest.raises(HoursRefused, match="al uit"):
        hours.close_walk_in(actor=amira, at=at)


def test_what_was_left_on_yesterday_ended_with_that_working_day(amira, team, worker, at):
    yesterday = moment("2026-11-20 14:00")
    WalkInSession.objects.create(worker=worker, team=team, starts_at=yesterday)

    assert reading.walk_in_of(amira) is None and reading.on_walk_in(team, on=TODAY) == []
    week = figures.week_figures([team], date(2026, 11, 16), 1, at=at)[0]
    assert week.walk_in == 180  # until five, also before the night's job has run
    hours.open_walk_in(actor=amira, team=team, at=at)
    first = WalkInSession.objects.order_by("starts_at").first()
    assert first.ends_at == moment("2026-11-20 17:00")


@pytest.mark.django_db(transaction=True)
def test_ten_presses_at_once_put_walk_in_on_once(join, team, at):
    actor = join("amira", "CASE_MANAGER", team)

    def press():
        try:
            hours.open_walk_in(actor=actor, team=team, at=at)
        except HoursRefused:
            return "al aan"
        return "aan"

    said = at_once([press] * 10)
    assert (said.count("aan"), WalkInSession.objects.count()) == (1, 1)


# -- Planned hours --------------------------------------------------------------------------------
def plan(actor, team, **changes):
    facts = {"kind": "FILES", "from_minute": 540, "until_minute": 660, "weekday": 1, "on": TODAY}
    return hours.plan_hours(actor=actor, team=team, **{**facts, **changes})


def test_hours_fall_every_week_on_their_day_or_on_one_day_alone(amira, team):
    plan(amira, team)
    plan(amira, team, weekday=None, day=date(2026, 11, 25), from_minute=600)

    rows = reading.hours_between(TODAY, 14, workers=[amira.user_id])
    assert [(row.day, row.block.hours) for row in rows] == [
        (date(2026, 11, 23), "9:00–11:00"),
        (date(2026, 11, 25), "10:00–11:00"),
        (date(2026, 11, 30), "9:00–11:00"),
    ]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"weekday": None}, "Kies een dag"),
        ({"day": TODAY}, "Kies een dag"),
        ({"until_minute": 540}, "einde ligt na"),
        ({"until_minute": 1500}, "einde ligt na"),
        ({"weekday": None, "day": TODAY - timedelta(days=1)}, "voorbij"),
        ({"from_minute": 600, "until_minute": 700}, "plande u al dossieruren: 9:00–11:00"),
        ({"weekday": None, "day": date(2026, 11, 30)}, "plande u al"),
    ],
)
def test_hours_that_cannot_be_are_refused(wrong, why, amira, team):
    plan(amira, team)

    with pytest.raises(HoursRefused, match=why):
        plan(amira, team, **wrong)
    assert HourBlock.objects.count() == 1


def test_hours_stop_from_a_day_on_and_those_of_others_are_theirs(amira, dirk, team):
    block = plan(amira, team)

    with pytest.raises(HoursRefused, match="eigen uren"):
        hours.end_hours(actor=dirk, block=block, on=TODAY)
    hours.end_hours(actor=amira, block=block, on=TODAY)
    assert reading.hours_between(TODAY, 7, workers=[amira.user_id]) == []


@pytest.mark.parametrize("typed", ["9", "9:30", "9u30", "09.30", "24:00", "٩"])
def test_hours_are_typed_as_people_write_them(typed, amira, team, login):
    form = {"team": team.pk, "kind": "FILES", "weekday": "2", "from_": "8", "until": typed}
    assert login(amira).post("/agenda/uren/", form).status_code == 303


@pytest.mark.parametrize("typed", ["", "25:00", "9:70", "negen", "9:3", "-1", "24:30"])
def test_what_is_no_hour_is_told(typed, amira, team, login):
    form = {"team": team.pk, "kind": "FILES", "weekday": "2", "from_": "8", "until": typed}
    answer = login(amira).post("/agenda/uren/", form)
    assert answer.status_code == 422 and "Dit klopt nog niet" in answer.content.decode()


# -- Measured -------------------------------------------------------------------------------------
@pytest.fixture
def monday(team, worker):
    """Two planned hours for files on Monday, with a visit and some walk-in through them."""
    HourBlockFactory(worker=worker, team=team)  # nine to eleven
    WalkInSession.objects.create(
        worker=worker,
        team=team,
        starts_at=moment("2026-11-16 10:30"),
        ends_at=moment("2026-11-16 12:00"),
    )
    for number, (called, done) in enumerate([("09:10", "09:30"), ("10:50", "11:20")], 1):
        VisitFactory(
            team=team,
            number=number,
            day=date(2026, 11, 16),
            since=moment("2026-11-16 09:00"),
            state=VisitState.ANSWERED,
            called_by=worker,
            called_at=moment(f"2026-11-16 {called}"),
            done_at=moment(f"2026-11-16 {done}"),
            minutes=20,
        )


@pytest.fixture
def week(monday, team, at):
    return figures.week_figures([team], date(2026, 11, 16), 1, at=at)[0]


def test_file_hours_are_kept_as_far_as_nobody_was_helped_meanwhile(week):
    # 120 planned; away are 9:10-9:30 and, walk-in and visit together, 10:30-11:00
    assert (week.planned, week.kept, week.lost, week.walk_in) == (120, 70, 50, 90)


def test_waiting_time_is_half_and_nine_out_of_ten(week):
    assert (week.visits, week.median, week.ninetieth) == (2, 10, 110)


@pytest.mark.parametrize(
    ("values", "half", "ninetieth"),
    [([], None, None), ([7], 7, 7), ([1, 2, 3, 4], 2, 4), (list(range(1, 11)), 5, 9)],
)
def test_a_percentile_is_a_value_that_was_measured(values, half, ninetieth):
    assert figures.percentile(values, 0.5) == half
    assert figures.percentile(values, 0.9) == ninetieth


def test_hours_of_this_week_count_up_to_now(team, worker, at):
    HourBlockFactory(worker=worker, team=team)
    HourBlockFactory(worker=worker, team=team, weekday=2)
    assert figures.week_figures([team], TODAY, 1, at=at)[0].planned == 90


def test_hours_through_the_night_the_clock_changes_count_as_they_last(team, worker, at):
    facts = {"worker": worker, "team": team, "weekday": 7, "from_minute": 60, "until_minute": 240}
    HourBlockFactory(**facts)
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    rows = figures.stretches([team.pk], spring, 1, at=at)
    assert sum(row.minutes for row in rows) == 120
    assert sum(row.minutes for row in figures.stretches([team.pk], autumn, 1, at=at)) == 240


def cells(browser, address):
    return [row.select("td") for row in soup(browser.get(address)).select("#rows tbody tr")]


@pytest.mark.parametrize("who", ["dirk", "amira"])
def test_every_number_is_the_length_of_its_list_and_of_its_export(who, request, week, team, login):
    browser = login(request.getfixturevalue(who))
    page = soup(browser.get(f"/agenda/cijfers/{team.pk}/?vanaf=2026-11-16&weken=1"))
    links = {a["href"]: int(a.text.removesuffix(" min")) for a in page.select("#rows td a")}

    assert len(links) == 4
    for address, number in links.items():
        shown = soup(browser.get(address))
        if "/uren/" in address:
            assert int(shown.select_one("#sum").text) == number
        else:
            assert len(shown.select("#rows tbody tr")) == number
            rows = browser.get(f"{address}&formaat=csv").content.decode("utf-8-sig").splitlines()
            assert len(rows) - 1 == number


def test_a_visit_of_a_hidden_household_counts_and_has_a_row_without_a_name(
    week, team, hidden, worker, amira, login
):
    VisitFactory(
        team=team,
        number=9,
        day=date(2026, 11, 17),
        household=hidden,
        name="Liever",
        since=moment("2026-11-17 09:00"),
    )
    page = soup(login(amira).get(f"/agenda/cijfers/{team.pk}/?vanaf=2026-11-16&weken=1"))
    [address] = [
        a["href"] for a in page.select("#rows td a") if a["href"].endswith("tot=2026-11-22")
    ]
    shown = soup(login(amira).get(address))

    assert len(shown.select("#rows tbody tr")) == 3
    assert "Liever" not in shown.text and hidden.number not in shown.text


def test_who_only_sees_figures_gets_numbers_without_links(hana, week, team, login):
    page = soup(login(hana).get("/agenda/cijfers/?vanaf=2026-11-16&weken=1"))
    assert not page.select("#rows tbody a")
    assert "70" in page.select_one("#rows tbody").text
    assert login(hana).get(f"/agenda/cijfers/{team.pk}/").status_code == 403


def test_the_figures_of_another_team_are_not_there(bram, team, login):
    for page in ("", "uren/"):
        assert login(bram).get(f"/agenda/cijfers/{team.pk}/{page}").status_code == 404


@pytest.mark.parametrize("query", ["weken=0", "weken=x", "vanaf=gisteren", "vanaf=9999-01-01"])
def test_a_period_that_cannot_be_lists_nothing_and_says_so(query, dirk, team, login):
    page = soup(login(dirk).get(f"/agenda/cijfers/?{query}"))
    assert "Deze filter bestaat niet" in page.text


def test_the_export_holds_what_the_page_shows(week, team, dirk, login):
    address = f"/agenda/cijfers/{team.pk}/?vanaf=2026-11-16&weken=1&formaat=csv"
    lines = login(dirk).get(address).content.decode("utf-8-sig").splitlines()
    assert lines[1].split(";")[:6] == [team.name, "16/11/2026", "90", "120", "70", "2"]
