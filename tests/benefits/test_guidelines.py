"""Guidelines with versions, what a change touches, and the second reading of a closed week."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings, strategies as st

from eenplan.benefits.committee_errors import GuidelineRefused, ReadingRefused
from eenplan.benefits.drawing import draw
from eenplan.benefits.models import Guideline, GuidelineVersion, ReadingDraw
from eenplan.benefits.selectors.guidelines import decided_on_older, side_by_side
from eenplan.benefits.selectors.second_reading import (
    decided_in,
    findings_for,
    last_closed_week,
    readings_of,
    stratum_of,
)
from eenplan.benefits.services.guidelines import write_guideline, write_version
from eenplan.benefits.services.second_reading import draw_week, read_again
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.organisation.models import User
from tests.factories import TODAY, HouseholdFactory
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.rights import application_of, at, decided, signed_report

WEEK = TODAY - timedelta(days=7)
TEXT = "Eerste alinea.\n\nTweede alinea."


# -- The draw itself: no database ------------------------------------------------------------------
ROWS = st.lists(
    st.tuples(st.integers(1, 10_000), st.sampled_from("abcdefgh")),
    unique_by=lambda row: row[0],
    max_size=120,
)


@given(ROWS, st.integers(0, 150), st.integers(0, 2**40))
@settings(max_examples=150, deadline=None)
def test_the_same_seed_draws_the_same_whatever_the_order(rows, size, seed):
    first = draw(rows, size=size, seed=seed)
    assert first == draw(list(reversed(rows)), size=size, seed=seed)
    assert len(first.keys) == min(size, len(rows)) == len(set(first.keys))


@given(ROWS, st.integers(0, 150), st.integers(0, 2**40))
@settings(max_examples=150, deadline=None)
def test_every_group_is_there_as_far_as_the_size_goes(rows, size, seed):
    drawn = draw(rows, size=size, seed=seed)
    groups = Counter(stratum for _, stratum in rows)
    there = {name for name, (taken, _) in drawn.strata.items() if taken}
    assert len(there) == min(len(groups), size)
    for name, (taken, of) in drawn.strata.items():
        assert 0 <= taken <= of == groups[name]


def test_a_large_group_gives_more_than_a_small_one():
    rows = [(n, "groot") for n in range(80)] + [(100 + n, "klein") for n in range(20)]
    assert draw(rows, size=10, seed=1).strata == {"groot": (8, 80), "klein": (2, 20)}
    assert draw(rows, size=10, seed=1).keys != draw(rows, size=10, seed=2).keys


# -- Guidelines ------------------------------------------------------------------------------------
def write(actor, **facts):
    plain = {"title": "Start van het recht", "right": "", "text": TEXT, "why": "eerste versie"}
    plain |= {"since": TODAY, "at": at(TODAY), "on": TODAY}
    return write_guideline(actor=actor, **{**plain, **facts})


def change(actor, guideline, **facts):
    plain = {"after": 1, "text": TEXT + "\n\nDerde.", "why": "aanvulling"}
    plain |= {"since": TODAY + timedelta(days=5), "at": at(TODAY), "on": TODAY}
    return write_version(actor=actor, guideline=guideline, **{**plain, **facts})


@pytest.mark.django_db
def test_a_change_is_a_next_version_and_the_former_stays(ilse):
    guideline = write(ilse)
    change(ilse, guideline)
    assert list(guideline.versions.values_list("number", flat=True)) == [1, 2]
    with pytest.raises(IntegrityError, match="stays_as_written"), transaction.atomic():
        GuidelineVersion.objects.update(text="anders")
    assert AuditEvent.objects.filter(event__startswith="benefits.guideline").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"since": TODAY}, "latere dag"),
        ({"since": TODAY - timedelta(days=1)}, "vanaf vandaag"),
        ({"since": TODAY + timedelta(days=900)}, "hoogstens een jaar"),
        ({"text": TEXT}, "verandert niets"),
        ({"text": "Eerste   alinea. Tweede alinea."}, "verandert niets"),
        ({"after": 7}, "Iemand anders"),
    ],
)
def test_a_version_that_cannot_be(facts, why, ilse):
    guideline = write(ilse)
    with pytest.raises(GuidelineRefused, match=why), transaction.atomic():
        change(ilse, guideline, **facts)
    assert guideline.versions.count() == 1


@pytest.mark.django_db
def test_a_title_is_there_once(ilse):
    write(ilse)
    with pytest.raises(GuidelineRefused, match="deze titel"), transaction.atomic():
        write(ilse)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["amira", "dirk", "guy", "pieter", "rita", "hana"])
def test_only_line_monitoring_writes_and_reads_again(who, request, ilse, household):
    actor = request.getfixturevalue(who)
    decided(household, received_on=WEEK, decided_on=WEEK)
    for act in (
        lambda: write(actor, title="Andere"),
        lambda: draw_week(actor=actor, week=WEEK, at=at(TODAY), on=TODAY),
    ):
        with pytest.raises(NotAllowed), transaction.atomic():
            act()
    assert not Guideline.objects.exists() and not ReadingDraw.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_next_version_one_does(ilse):
    guideline = write(ilse)

    def job():
        try:
            change(ilse, guideline)
        except GuidelineRefused:
            return 0
        return 1

    assert sum(at_once([job, job])) == 1


def test_two_versions_stand_side_by_side():
    old, new = "Een.\n\nTwee.\n\nDrie.", "Een.\n\nTwee, anders.\n\nDrie.\n\nVier."
    assert [pair.what for pair in side_by_side(old, new)] == [
        "gelijk",
        "gewijzigd",
        "gelijk",
        "nieuw",
    ]
    assert [pair.what for pair in side_by_side("Een.\nTwee.", "Een.")] == ["gelijk", "weg"]


@pytest.fixture
def versions(ilse):
    guideline = Guideline.objects.create(title="Start van het recht")
    return [
        GuidelineVersion.objects.create(
            guideline=guideline, number=n, since=day, text=f"v{n}", why="x", made_at=at(day)
        )
        for n, day in ((1, TODAY - timedelta(days=90)), (2, TODAY))
    ]


@pytest.mark.django_db
def test_a_changed_guideline_lists_what_it_touches_and_count_list_and_export_agree(
    versions, login, ilse, bram, household, team, area
):
    old, new = versions
    decided(household, received_on=WEEK, guideline=old)
    decided(HouseholdFactory(team=team, area=area), guideline=old)
    decided(HouseholdFactory(team=team, area=area), guideline=new)
    assert decided_on_older(ilse, new).count() == 2
    assert decided_on_older(bram, new).count() == 0
    browser = login(ilse)
    page = soup(browser.get(f"/richtlijnen/{old.guideline_id}/"))
    address = f"/richtlijnen/versie/{new.pk}/beslissingen/"
    figure = page.select_one("a[data-figure]")
    rows = soup(browser.get(address)).select("#rows tbody tr")
    exported = browser.get(f"{address}?formaat=csv").content.decode("utf-8-sig").splitlines()
    assert figure["href"] == address
    assert int(figure.contents[0].strip()) == len(rows) == len(exported) - 1 == 2


@pytest.mark.django_db
def test_a_member_reads_guidelines_and_no_decisions(versions, login, rita):
    browser = login(rita)
    page = browser.get(f"/richtlijnen/{versions[0].guideline_id}/")
    assert page.status_code == 200 and not soup(page).select("[data-figure]")
    assert browser.get(f"/richtlijnen/versie/{versions[1].pk}/beslissingen/").status_code == 403
    other = browser.get(f"/richtlijnen/{versions[0].guideline_id}/verschil/?van=1&naar=2")
    assert soup(other).select("del, ins")
    wrong = browser.get(f"/richtlijnen/{versions[0].guideline_id}/verschil/?van=99&naar=x")
    assert wrong.status_code == 200 and "bestaat niet" in wrong.text


@pytest.mark.django_db
def test_a_guideline_by_the_screens(login, ilse):
    browser = login(ilse)
    said = {"title": "Wonen", "right": "", "text": TEXT, "since": "2026-11-23", "why": "nieuw"}
    assert browser.post("/richtlijnen/nieuw/", {**said, "text": ""}).status_code == 422
    page = browser.post("/richtlijnen/nieuw/", said)["Location"]
    later = {**said, "text": "Iets anders.", "since": "2026-12-01", "after": "1"}
    assert browser.post(f"{page}versie/", later).status_code == 303
    stale = browser.post(f"{page}versie/", {**later, "since": "2026-12-05"})
    assert stale.status_code == 422 and "Iemand anders" in stale.text


# -- Second reading --------------------------------------------------------------------------------
def week_of_decisions(team, area, amira, count=6):
    """Decide in the closed week on households of a team; the first ones deviate."""
    for number in range(count):
        home = HouseholdFactory(team=team, area=area)
        application = application_of(home, received_on=WEEK)
        signed_report(application, worker=User.objects.get(pk=amira.user_id))
        decided(
            home,
            application=application,
            received_on=WEEK,
            decided_on=WEEK + timedelta(days=1),
            deviation_reason="bijzondere situatie" if number < 2 else "",
        )


@pytest.mark.django_db
def test_the_closed_week_is_drawn_by_group_and_can_be_drawn_again(ilse, amira, team, area):
    week_of_decisions(team, area, amira)
    made = draw_week(actor=ilse, week=WEEK, size=3, at=at(TODAY), on=TODAY)

    keys = tuple(sorted(made.readings.values_list("decision", flat=True)))
    strata = [(one.pk, stratum_of(one)) for one in decided_in(made.week)]
    assert draw(strata, size=made.size, seed=made.seed).keys == keys
    assert made.week == last_closed_week(TODAY)
    assert {name: tuple(numbers) for name, numbers in made.strata.items()} == {
        "equivalent leefloon · toekennen · met afwijking · Wijkteam Heuvelkant": (1, 2),
        "equivalent leefloon · toekennen · zonder afwijking · Wijkteam Heuvelkant": (2, 4),
    }


@pytest.mark.django_db
def test_a_week_is_drawn_once_when_it_is_over_and_not_empty(ilse, amira, team, area):
    act = {"actor": ilse, "at": at(TODAY), "on": TODAY}
    for week, why in ((TODAY, "nog niet voorbij"), (WEEK, "niets beslist")):
        with pytest.raises(ReadingRefused, match=why), transaction.atomic():
            draw_week(**act, week=week)
    week_of_decisions(team, area, amira, count=1)
    assert draw_week(**act, week=WEEK + timedelta(days=3)).week == WEEK
    with pytest.raises(ReadingRefused, match="al getrokken"), transaction.atomic():
        draw_week(**act, week=WEEK)


@pytest.mark.django_db
def test_who_proposed_never_reads_it_and_a_finding_is_explained(
    join, ilse, amira, central, team, area, dirk
):
    week_of_decisions(team, area, amira, count=1)
    reading = draw_week(actor=ilse, week=WEEK, at=at(TODAY), on=TODAY).readings.get()
    act = {"reading": reading, "on": TODAY}
    also_reads = join("mo", "LINE_MONITOR", central)
    assert reading.proposed_by_id == amira.user_id
    own = type(ilse)(
        amira.user_id, "Amira", TODAY, capabilities=ilse.capabilities, grants=ilse.grants
    )
    for actor, verdict, note, why in (
        (own, "IN_LINE", "", "zelf voor"),
        (ilse, "ERROR", "", "uit wat u vond"),
    ):
        with pytest.raises(ReadingRefused, match=why), transaction.atomic():
            read_again(actor=actor, verdict=verdict, note=note, **act)
    read_again(actor=ilse, verdict="ERROR", note="verkeerde categorie", **act)
    with pytest.raises(ReadingRefused, match="las deze"), transaction.atomic():
        read_again(actor=also_reads, verdict="IN_LINE", note="", **act)
    assert [found.note for found in findings_for(dirk)] == ["verkeerde categorie"]
    assert list(findings_for(amira)) == []


@pytest.mark.django_db
def test_a_reader_sees_nothing_of_who_is_helped_out_of_the_readers_area(
    join, team, area, amira, household
):
    neighbour = join("iris", "LINE_MONITOR", team)
    application = application_of(household, received_on=WEEK)
    decided(household, application=application, received_on=WEEK, decided_on=WEEK)
    made = draw_week(actor=neighbour, week=WEEK, at=at(TODAY), on=TODAY)
    assert readings_of(neighbour, made).count() == 1
    household.care.update(ends_on=TODAY)
    household.helped_elsewhere = True
    household.save()
    assert readings_of(neighbour, made).count() == 0


@pytest.mark.django_db
def test_the_draw_by_the_screens(login, ilse, dirk, amira, team, area):
    week_of_decisions(team, area, amira, count=2)
    browser = login(ilse)
    bad = browser.post("/richtlijnen/tweede-lezing/trekken/", {"week": "2026-11-23"})
    assert bad.status_code == 422
    page = browser.post("/richtlijnen/tweede-lezing/trekken/", {"week": "2026-11-18"})["Location"]
    shown = soup(browser.get(page))
    address = shown.select_one("#rows tbody a")["href"]
    assert browser.post(address, {"verdict": "ERROR", "note": ""}).status_code == 422
    assert browser.post(address, {"verdict": "IN_LINE"}).status_code == 303
    assert "volgens de richtlijn" in login(dirk).get("/richtlijnen/tweede-lezing/bevindingen/").text
    assert login(amira).get(page).status_code == 403
