"""A meeting in the neighbourhood: planned once, seen by who has a ground, decided and counted."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases.models import Step, WorkItem
from eenplan.core.errors import NotAllowed, NotFound
from eenplan.core.models import AuditEvent, FileRead
from eenplan.network import services
from eenplan.network.meeting_errors import (
    ItemChanged,
    MeetingChanged,
    MeetingRefused,
    NotOnAgenda,
    Overlaps,
)
from eenplan.network.meeting_kinds import Ground
from eenplan.network.models import AgendaItem, Meeting, WishToDiscuss
from eenplan.network.selectors.agendas import agenda_of, flagged_cases, get_item
from eenplan.network.selectors.meeting_hours import team_hours, worker_hours
from eenplan.network.selectors.meetings import left_empty, month_of, months_until, shares_half
from eenplan.organisation.models import User
from eenplan.people.models import ReadAlong
from tests.factories import ContactFactory, HouseholdFactory, StepFactory
from tests.factories.directory import PartnerFactory
from tests.factories.network import (
    AgendaItemFactory,
    MeetingFactory,
    SignalFactory,
)
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def partner(norms):
    return PartnerFactory(name="Buurthuis De Kring")


@pytest.fixture
def meeting(area, team, amira, dirk, bram, partner):
    """A meeting of today that Dirk chairs, with Amira of his team and Bram of another."""
    asked = [amira.user_id, bram.user_id]
    return MeetingFactory(
        area=area, chair_id=dirk.user_id, on=TODAY, asked=asked, partners=[partner]
    )


def user(actor) -> User:
    return User.objects.get(pk=actor.user_id)


def planned(actor, area, **changes):
    facts = {
        "area": area,
        "theme": "HOUSING",
        "chair": user(actor),
        "day": TOMORROW,
        "starts_at": time(9),
        "ends_at": time(10),
        "place": "Wijkcentrum",
    }
    plan = services.Plan(**{**facts, **changes})
    return services.plan_meeting(actor=actor, plan=plan, on=TODAY)


def put(actor, meeting, household, **changes):
    facts = {"why": "Stil", "ground": Ground.ANONYMOUS, "ground_note": ""}
    return services.add_case(
        actor=actor, meeting=meeting, household=household, on=TODAY, **{**facts, **changes}
    )


def note(actor, item, **changes):
    facts = {"version": item.version, "note": "Besproken", "minutes": 10}
    return services.note_item(
        actor=actor, item=get_item(actor, item.pk), on=TODAY, **{**facts, **changes}
    )


# -- Planning --------------------------------------------------------------------------------------
def test_a_meeting_is_planned_with_its_chair_among_who_is_asked(dirk, amira, area):
    meeting = planned(dirk, area, participants=[user(amira)])

    asked = set(meeting.participants.values_list("user", flat=True))
    assert asked == {dirk.user_id, amira.user_id}
    assert AuditEvent.objects.filter(event="network.meeting-planned").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": TODAY - timedelta(days=1)}, "on"),
        ({"day": date(2099, 1, 1)}, "on"),
        ({"ends_at": time(9)}, "ends_at"),
    ],
)
def test_an_impossible_meeting_is_refused(changes, field, dirk, area):
    with pytest.raises(MeetingRefused) as refused:
        planned(dirk, area, **changes)
    assert refused.value.field == field
    assert not Meeting.objects.exists()


def test_reception_plans_no_meeting(celine, dirk, area):
    with pytest.raises(NotAllowed):
        planned(celine, area)


@pytest.mark.parametrize(
    ("asked", "others", "alike"),
    [
        ({1, 2}, {2, 3}, True),
        ({1, 2, 3}, {3}, False),
        ({1}, {1, 2, 3}, True),
        ({1}, {2}, False),
        (set(), set(), True),
        (set(), {1}, False),
        ({1}, set(), False),
    ],
)
def test_meetings_are_alike_from_half_of_the_partners_on(asked, others, alike):
    assert shares_half(asked, others) is alike


def test_a_meeting_like_another_comes_only_with_a_reason(dirk, amira, area, partner):
    planned(amira, area, partners=[partner])
    with pytest.raises(Overlaps):
        planned(dirk, area, day=TODAY + timedelta(days=30), partners=[partner])
    assert Meeting.objects.count() == 1
    planned(dirk, area, partners=[partner], overlap_reason="Alleen over de Heuvelstraat")
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"theme": "SCHOOL"},
        {"on": TODAY + timedelta(days=90)},
        {"state": "CANCELLED", "cancel_reason": "ziek"},
        {"series": "Woonoverleg"},
    ],
    ids=["other theme", "long after", "cancelled", "same series"],
)
def test_what_is_no_overlap(other, dirk, area, partner):
    MeetingFactory(area=area, chair_id=dirk.user_id, partners=[partner], **other)
    planned(dirk, area, partners=[partner], series="woonoverleg")


def test_another_series_overlaps_however_far_its_next_meeting_is(dirk, area, partner):
    far = {"on": TODAY + timedelta(days=200), "series": "Woontafel"}
    MeetingFactory(area=area, chair_id=dirk.user_id, partners=[partner], **far)
    with pytest.raises(Overlaps):
        planned(dirk, area, partners=[partner], series="Woonoverleg")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_plan_the_same_at_once_the_second_is_warned(dirk, amira, area):
    def job(actor):
        try:
            return planned(actor, area)
        except Overlaps as error:
            return error

    found = at_once([lambda: job(dirk), lambda: job(amira)])
    assert sorted(type(one).__name__ for one in found) == ["Meeting", "Overlaps"]


def test_planning_on_the_page_shows_what_it_looks_like(login, dirk, area, partner, amira):
    planned(amira, area, partners=[partner])
    browser = login(dirk)
    typed = {
        "area": area.pk,
        "theme": "HOUSING",
        "on": TOMORROW,
        "starts_at": "14:00",
        "ends_at": "15:30",
        "place": "Zaal 1",
        "chair": dirk.user_id,
        "participants": [amira.user_id],
        "partners": [partner.pk],
    }
    refused = browser.post("/netwerk/overleg/nieuw/", typed)
    assert refused.status_code == 422
    page = soup(refused).main.text
    assert "Hier lijkt uw overleg op" in page and "Amira Testers" in page
    reason = {"overlap_reason": "Een ander onderwerp"}
    assert browser.post("/netwerk/overleg/nieuw/", {**typed, **reason}).status_code == 303
    assert browser.post("/netwerk/overleg/nieuw/", {**typed, "on": "31/02/2026"}).status_code == 422


def test_a_change_over_a_colleagues_change_shows_both(login, meeting, dirk):
    browser, page = login(dirk), f"/netwerk/overleg/{meeting.pk}/wijzigen/"
    form = soup(browser.get(page)).select_one("main form[method=post]")
    typed = {
        "version": 1,
        "area": meeting.area_id,
        "theme": "HOUSING",
        "on": TOMORROW,
        "starts_at": "09:00",
        "ends_at": "10:00",
        "place": "Mijn zaal",
        "chair": dirk.user_id,
    }
    assert form is not None
    Meeting.objects.update(place="Zaal van een collega", version=2)
    answer = browser.post(page, typed)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Mijn zaal" in text and "Zaal van een collega" in text
    assert browser.post(page, {**typed, "version": 2}).status_code == 303
    assert Meeting.objects.get().place == "Mijn zaal"


def test_somebody_of_another_neighbourhood_does_not_change_it(meeting, join, other_team, login):
    mira = join("mira", "TEAM_COORDINATOR", other_team)
    with pytest.raises(NotAllowed):
        services.cancel_meeting(actor=mira, meeting=meeting, version=1, reason="x", on=TODAY)
    assert login(mira).get(f"/netwerk/overleg/{meeting.pk}/wijzigen/").status_code == 403


def test_who_only_reads_along_brings_no_household_to_a_meeting(
    meeting, household, other_team, team, dirk, login
):
    household.care.update(team=other_team)
    ReadAlong.objects.create(
        household=household,
        user_id=dirk.user_id,
        team=team,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=30),
    )
    page = f"/netwerk/overleg/{meeting.pk}/gezin/{household.year}/{household.serial}/"
    with pytest.raises(NotAllowed):
        put(dirk, meeting, household)
    assert login(dirk).get(page).status_code == 403
    assert not meeting.items.exists()


# -- Cancelling and holding ------------------------------------------------------------------------
def test_an_empty_meeting_asks_to_be_cancelled_with_one_button(meeting, dirk, login):
    assert list(left_empty(dirk, on=TODAY)) == [meeting]
    browser, page = login(dirk), f"/netwerk/overleg/{meeting.pk}/"
    shown = soup(browser.get(page))
    assert "Geen agendapunten – overleg schrappen?" in shown.main.text
    form = shown.select_one(".alert form")
    typed = {i["name"]: i["value"] for i in form.select("input[name]")}
    assert browser.post(form["action"], typed).status_code == 303
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancel_reason) == ("CANCELLED", "Niets op de agenda")
    assert not left_empty(dirk, on=TODAY)


@pytest.mark.parametrize("days", [0, 2, 3])
def test_the_question_comes_two_days_before(days, dirk, area, login):
    meeting = MeetingFactory(area=area, chair_id=dirk.user_id, on=TODAY + timedelta(days=days))
    text = login(dirk).get(f"/netwerk/overleg/{meeting.pk}/").content.decode()
    assert ("overleg schrappen?" in text) is (days <= 2)


def test_a_cancelled_meeting_says_why_and_stays_cancelled(meeting, dirk):
    with pytest.raises(MeetingRefused):
        services.cancel_meeting(actor=dirk, meeting=meeting, version=1, reason=" ", on=TODAY)
    services.cancel_meeting(actor=dirk, meeting=meeting, version=1, reason="ziek", on=TODAY)
    with pytest.raises(MeetingRefused, match="geschrapt"):
        services.cancel_meeting(actor=dirk, meeting=meeting, version=2, reason="x", on=TODAY)
    with pytest.raises(NotOnAgenda):
        services.add_theme(actor=dirk, meeting=meeting, title="x", why="")


def hold(actor, meeting, there, **changes):
    facts = {"version": meeting.version, "starts_at": time(9), "ends_at": time(11)}
    return services.hold_meeting(
        actor=actor, meeting=meeting, were_there=there, on=TODAY, **{**facts, **changes}
    )


def test_a_held_meeting_says_how_long_and_who_was_there(meeting, dirk, amira, bram):
    hold(dirk, meeting, [dirk.user_id, amira.user_id])

    assert (meeting.state, meeting.minutes) == ("HELD", 120)
    there = meeting.participants.filter(was_there=True).values_list("user", flat=True)
    assert set(there) == {dirk.user_id, amira.user_id}


def test_a_meeting_is_not_held_before_its_day_or_by_nobody(dirk, area, meeting):
    ahead = MeetingFactory(area=area, chair_id=dirk.user_id, theme="SCHOOL")
    with pytest.raises(MeetingRefused):
        hold(dirk, ahead, [dirk.user_id])
    with pytest.raises(MeetingRefused):
        hold(dirk, meeting, [])
    with pytest.raises(MeetingChanged):
        hold(dirk, meeting, [dirk.user_id], version=9)


# -- The agenda ------------------------------------------------------------------------------------
def test_a_case_is_seen_only_by_participants_who_may_open_it(
    meeting, dirk, amira, bram, join, team, case, household, login
):
    put(dirk, meeting, household)
    services.add_theme(actor=bram, meeting=meeting, title="Speelpleinen", why="")
    colleague = join("cor", "CASE_MANAGER", team)  # may open the file, was not asked

    assert [len(agenda_of(a, meeting).items) for a in (dirk, amira, bram, colleague)] == [
        2,
        2,
        1,
        1,
    ]
    for tail in ("", "verslag/"):
        text = login(bram).get(f"/netwerk/overleg/{meeting.pk}/{tail}").content.decode()
        assert "1 agendapunt dat u niet mag zien" in text and "geen grond" in text
        assert "Kovalchuk" not in text and household.number not in text
    item = AgendaItem.objects.get(kind="CASE")
    assert login(bram).get(f"/netwerk/agendapunten/{item.pk}/").status_code == 404
    with pytest.raises(NotFound):
        get_item(colleague, item.pk)
    assert not FileRead.objects.exists()
    assert "Kovalchuk" in login(amira).get(f"/netwerk/overleg/{meeting.pk}/").content.decode()
    assert [row.household_id for row in FileRead.objects.all()] == [household.pk]


def test_the_invitation_names_nobody_even_to_who_may_open_the_file(
    meeting, dirk, case, household, login
):
    put(dirk, meeting, household, why="Olena is stil")
    services.add_theme(actor=dirk, meeting=meeting, title="Speelpleinen", why="")
    text = login(dirk).get(f"/netwerk/overleg/{meeting.pk}/uitnodiging/").content.decode()
    assert "1. Een dossier" in text and "Speelpleinen" in text
    assert "Kovalchuk" not in text and "Olena" not in text and household.number not in text
    assert not FileRead.objects.exists()


def test_a_household_out_of_sight_is_not_put_on_an_agenda(
    meeting, bram, dirk, area, central, login
):
    hidden = HouseholdFactory(name="Liever Elders", team=central, area=area, helped_elsewhere=True)
    with pytest.raises(NotFound):
        put(dirk, meeting, hidden)
    address = f"/netwerk/overleg/{meeting.pk}/gezin/{hidden.year}/{hidden.serial}/"
    assert login(dirk).get(address).status_code == 404
    assert "Elders" not in login(dirk).get(f"/netwerk/overleg/{meeting.pk}/").content.decode()
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize("ground", [Ground.CONSENT, Ground.SHARED_SECRECY, Ground.DANGER])
def test_a_ground_that_needs_words_has_them(ground, meeting, dirk, case, household):
    with pytest.raises(NotOnAgenda) as refused:
        put(dirk, meeting, household, ground=ground)
    assert refused.value.field == "ground_note"
    put(dirk, meeting, household, ground=ground, ground_note="Olena, op 20 november")


def test_the_database_itself_keeps_no_case_without_ground(meeting, case, household):
    with pytest.raises(IntegrityError, match="case_item_has_ground"), transaction.atomic():
        AgendaItem.objects.create(meeting=meeting, kind="CASE", case=household.cases.get())


def test_a_case_stands_once_on_an_agenda_also_when_two_put_it_at_once(
    meeting, dirk, amira, case, household
):
    put(dirk, meeting, household)
    with pytest.raises(NotOnAgenda, match="staat al"):
        put(amira, meeting, household)


def test_on_the_page_a_case_comes_with_its_reasons_and_ground(
    meeting, amira, case, household, login
):
    StepFactory(case=case, due_on=TODAY - timedelta(days=3))
    browser = login(amira)
    page = f"/netwerk/overleg/{meeting.pk}/gezin/{household.year}/{household.serial}/"
    assert "1 stap te laat" in soup(browser.get(page)).select_one("[name=why]")["value"]
    assert browser.post(page, {"why": "x"}).status_code == 422
    assert browser.post(page, {"why": "x", "ground": "COLLEAGUES"}).status_code == 303
    assert AgendaItem.objects.get().ground == "COLLEAGUES"


def test_quiet_and_late_households_and_asked_ones_are_flagged_in_scope(
    meeting, dirk, bram, case, household, area, team, central
):
    ContactFactory(case=case, on=TODAY - timedelta(days=1))
    assert flagged_cases(dirk, meeting, on=TODAY) == ([], 0)
    StepFactory(case=case, due_on=TODAY - timedelta(days=1))
    HouseholdFactory(name="Liever Elders", team=central, area=area, helped_elsewhere=True)
    quiet = HouseholdFactory(team=team, area=area)
    services.ask_to_discuss(actor=dirk, household=quiet, why="schulden", on=TODAY)

    flags, more = flagged_cases(dirk, meeting, on=TODAY)
    assert [flag.household for flag in flags] == [quiet, household] and not more
    assert flags[0].reasons[0] == "Gevraagd om te bespreken: schulden"
    assert flags[1].reasons == ["1 stap te laat"]
    assert flagged_cases(bram, meeting, on=TODAY) == ([], 0)


def test_what_was_asked_is_settled_when_it_stands_on_an_agenda(
    meeting, amira, case, household, login
):
    page = f"/netwerk/gezin/{household.year}/{household.serial}/bespreken/"
    assert login(amira).post(page, {"why": "schulden"}).status_code == 303
    assert login(amira).post(page, {"why": "nog eens"}).status_code == 422
    put(amira, meeting, household)
    assert WishToDiscuss.objects.get().settled_on == TODAY


def test_somebody_of_another_team_asks_nothing_about_a_household(bram, household, case):
    with pytest.raises(NotAllowed):
        services.ask_to_discuss(actor=bram, household=household, why="x", on=TODAY)


def test_an_open_signal_of_the_neighbourhood_is_put_on_and_its_words_kept_for_who_reads_them(
    meeting, dirk, bram, area, login
):
    signal = SignalFactory(area=area, text="Olena zit zonder opvang")
    browser = login(dirk)
    form = soup(browser.get(f"/netwerk/overleg/{meeting.pk}/")).select_one(
        f'form[action$="/signaal/{signal.pk}/"]'
    )
    assert browser.post(form["action"], {}).status_code == 303
    assert "Olena zit" in browser.get(f"/netwerk/overleg/{meeting.pk}/").content.decode()
    text = login(bram).get(f"/netwerk/overleg/{meeting.pk}/").content.decode()
    assert "Signaal over kinderen" in text and "Olena" not in text
    with pytest.raises(NotAllowed):
        services.add_signal(actor=bram, meeting=meeting, signal=signal)


def test_who_does_not_take_part_puts_nothing_on_the_agenda(meeting, join, other_team):
    mira = join("mira", "TEAM_COORDINATOR", other_team)
    with pytest.raises(NotAllowed):
        services.add_theme(actor=mira, meeting=meeting, title="x", why="")


def test_what_nothing_was_said_about_is_taken_off(meeting, dirk, login):
    item = AgendaItemFactory(meeting=meeting)
    said = AgendaItemFactory(meeting=meeting, note="Besproken")
    with pytest.raises(NotOnAgenda):
        services.remove_item(actor=dirk, item=said)
    assert login(dirk).post(f"/netwerk/agendapunten/{item.pk}/weg/").status_code == 303
    assert list(AgendaItem.objects.all()) == [said]


# -- What was decided ------------------------------------------------------------------------------
def test_a_decision_about_a_case_waits_for_who_carries_it_out(
    meeting, dirk, amira, case, household
):
    item = put(dirk, meeting, household)
    due = TODAY + timedelta(days=7)
    note(dirk, item, decision="Samen langsgaan", owner=user(amira), due_on=due)

    waits = WorkItem.objects.get()
    assert (waits.worker_id, waits.case) == (amira.user_id, case)
    assert "Samen langsgaan" in waits.text and "30/11/2026" in waits.text
    step = Step.objects.get()
    assert (step.title, step.due_on, step.owner) == ("Samen langsgaan", due, "CASE_MANAGER")
    item.refresh_from_db()
    assert (item.minutes, item.owner_id, item.due_on) == (10, amira.user_id, due)


@pytest.mark.parametrize("wrong", ["owner", "due_on", "past", "stranger"])
def test_a_decision_has_somebody_who_may_open_the_file_and_a_day(
    wrong, meeting, dirk, amira, bram, case, household
):
    item = put(dirk, meeting, household)
    facts = {"decision": "Bellen", "owner": user(amira), "due_on": TOMORROW}
    changed = {
        "owner": {"owner": None},
        "due_on": {"due_on": None},
        "past": {"due_on": TODAY - timedelta(days=1)},
        "stranger": {"owner": user(bram)},
    }
    with pytest.raises(NotOnAgenda):
        note(dirk, item, **{**facts, **changed[wrong]})
    item.refresh_from_db()
    assert item.decision == item.note == ""
    assert not WorkItem.objects.exists() and not Step.objects.exists()


def test_a_decision_is_made_once_and_the_note_can_grow(meeting, dirk, amira):
    item = AgendaItemFactory(meeting=meeting)
    facts = {"owner": user(amira), "due_on": TOMORROW}
    note(dirk, item, decision="Brief schrijven", **facts)
    item.refresh_from_db()
    note(dirk, item, note="Meer", decision="Iets anders", **facts)
    item.refresh_from_db()
    assert (item.note, item.decision) == ("Meer", "Brief schrijven")


def test_nothing_is_noted_before_the_day(dirk, area):
    ahead = MeetingFactory(area=area, chair_id=dirk.user_id)
    with pytest.raises(NotOnAgenda):
        note(dirk, AgendaItemFactory(meeting=ahead))


@pytest.mark.django_db(transaction=True)
def test_two_who_note_at_once_one_saves_and_both_texts_are_shown(meeting, dirk, amira, login):
    item = AgendaItemFactory(meeting=meeting)
    page = f"/netwerk/agendapunten/{item.pk}/"
    browsers, texts = [login(dirk), login(amira)], ["Tekst van Dirk", "Tekst van Amira"]
    said = {"version": 1, "minutes": ""}
    responses = at_once(
        [
            lambda b=b, t=t: b.post(page, {**said, "note": t})
            for b, t in zip(browsers, texts, strict=True)
        ]
    )
    assert sorted(r.status_code for r in responses) == [303, 409]
    loser = next(r for r in responses if r.status_code == 409)
    assert all(text in soup(loser).main.text for text in texts)


def test_who_read_an_older_version_does_not_write_over_it(meeting, dirk):
    item = AgendaItemFactory(meeting=meeting)
    note(dirk, item)
    with pytest.raises(ItemChanged):
        note(dirk, item)


# -- Hours -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("month", ["2026-11", "2026-12"])
def test_a_month_ends_where_the_next_begins(month):
    first, after = month_of(month)
    assert (first.day, after.day) == (1, 1) and 27 < (after - first).days < 32


def test_the_months_go_back_over_the_year():
    assert months_until(date(2026, 2, 1), count=3) == ["2026-02", "2026-01", "2025-12"]


@pytest.fixture
def held(meeting, dirk, amira, bram):
    """Two hours with Amira, of Bram who stayed away, and one hour of Dirk alone."""
    hold(dirk, meeting, [dirk.user_id, amira.user_id])
    alone = MeetingFactory(
        area=meeting.area, chair_id=dirk.user_id, on=TODAY, theme="SCHOOL", ends_at=time(10)
    )
    hold(dirk, alone, [dirk.user_id], ends_at=time(10))


def test_hours_count_who_was_there(held, team, other_team):
    rows = {
        str(row.user): (row.meetings, float(row.hours)) for row in worker_hours(team, "2026-11")
    }
    assert rows == {"Dirk Testers": (2, 3.0), "Amira Testers": (1, 2.0)}
    assert [row.meetings for row in worker_hours(other_team, "2026-11")] == [0]
    assert [row.meetings for row in worker_hours(team, "2026-10")] == [0, 0]
    per_team = {
        row.team: (row.workers, row.meetings, float(row.hours)) for row in team_hours("2026-11")
    }
    assert per_team[team] == (2, 2, 5.0)
    assert per_team[other_team] == (1, 0, 0.0)


def test_the_number_of_meetings_opens_their_list(held, dirk, login):
    browser = login(dirk)
    page = browser.get("/netwerk/overleg/uren/?maand=2026-11")
    links = soup(page).select("#rows tbody a")
    for link in links:
        count = int(link.find(string=True, recursive=False))
        assert browser.get(link["href"]).context["page"].paginator.count == count
    exported = browser.get("/netwerk/overleg/uren/?maand=2026-11&formaat=csv").content.decode()
    assert len(links) == 2 == exported.strip().count("\r\n")


def test_who_reads_figures_sees_hours_per_team_without_names(held, hana, login):
    text = login(hana).get("/netwerk/overleg/uren/teams/").content.decode()
    assert "Wijkteam Heuvelkant" in text and "Amira" not in text
    assert login(hana).get("/netwerk/overleg/uren/").status_code == 403


def test_the_hours_of_another_team_stay_closed(amira, other_team, login):
    page = login(amira).get(f"/netwerk/overleg/uren/?team={other_team.pk}")
    assert page.context["page"].paginator.count == 0


# -- Queries ---------------------------------------------------------------------------------------
def test_pages_take_as_many_queries_for_three_rows_as_for_one(
    meeting, dirk, area, team, login, django_assert_max_num_queries
):
    browser = login(dirk)
    pages = ["/netwerk/overleg/", f"/netwerk/overleg/{meeting.pk}/", "/netwerk/overleg/uren/"]
    counts = {page: [] for page in pages}
    for number in (1, 2):
        for _ in range(number):
            MeetingFactory(area=area, chair_id=dirk.user_id, theme="SCHOOL")
            AgendaItemFactory(meeting=meeting)
            AgendaItemFactory(
                meeting=meeting,
                kind="CASE",
                title="",
                ground="ANONYMOUS",
                case=HouseholdFactory(team=team, area=area).cases.get(),
            )
            HouseholdFactory(team=team, area=area)
            SignalFactory(area=area)
        for page in pages:
            with django_assert_max_num_queries(90) as found:
                browser.get(page)
            read = [q for q in found.captured_queries if "fileread" not in q["sql"]]
            counts[page].append(len(read))
    assert all(few == many for few, many in counts.values()), counts
