"""Signals counted per neighbourhood and theme, and what goes to the policy makers."""

from datetime import timedelta

import pytest

from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.network import services
from eenplan.network.errors import Recognisable
from eenplan.network.models import PolicyPoint, Signal
from eenplan.network.selectors.clusters import clusters, period_until
from eenplan.network.signal_errors import NotChosen, PointAnswered, SaidNothing
from tests.factories.network import PolicyPointFactory, SignalFactory
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def elsewhere(other_team):
    return other_team.team_areas.get().area


@pytest.fixture
def noticed(area, elsewhere):
    """Six signals about children and three about money in Heuvelkant, two in Molenwijk."""
    for days in (1, 2, 3, 4, 200, 300):
        on = TODAY - timedelta(days=days)
        SignalFactory(area=area, given_on=on, due_on=on)
    SignalFactory.create_batch(3, area=area, theme="MONEY")
    SignalFactory.create_batch(2, area=elsewhere)
    long_ago = TODAY - timedelta(days=364)
    SignalFactory(area=area, given_on=long_ago, due_on=long_ago)


def told(actor, **filters):
    return [
        (c.area_name, c.theme.value, c.shown, c.trend) for c in clusters(actor, filters, on=TODAY)
    ]


def test_a_year_is_fifty_two_whole_weeks():
    first, last = period_until(TODAY)
    assert (last - first).days + 1 == 364


def test_who_makes_policy_sees_every_count_with_its_trend(noticed, joris):
    assert told(joris) == [
        ("Heuvelkant", "CHILDREN", 6, "stijgt"),
        ("Heuvelkant", "MONEY", 3, "stijgt"),
        ("Molenwijk", "CHILDREN", 2, "stijgt"),
    ]


def test_a_coordinator_sees_small_counts_of_the_own_neighbourhood_only(noticed, dirk):
    assert told(dirk) == [
        ("Heuvelkant", "CHILDREN", 6, "stijgt"),
        ("Heuvelkant", "MONEY", 3, "stijgt"),
        ("Molenwijk", "CHILDREN", "<5", ""),
    ]


@pytest.mark.parametrize("who", ["els", "hana", "ilse", "karim"])
def test_with_figures_only_small_counts_are_hidden_and_no_row_is_linked(
    who, noticed, request, login
):
    actor = request.getfixturevalue(who)
    assert told(actor) == [
        ("Heuvelkant", "CHILDREN", 6, "stijgt"),
        ("Heuvelkant", "MONEY", "<5", ""),
        ("Molenwijk", "CHILDREN", "<5", ""),
    ]
    browser = login(actor)
    page = soup(browser.get("/netwerk/signalen/cijfers/"))
    assert not page.select("#rows tbody a")
    assert "4 → " not in page.text and "→" not in page.select_one("#rows").text
    sheet = browser.get("/netwerk/signalen/cijfers/?formaat=csv").content.decode()
    assert sheet.count("<5") == 2 and ";3;" not in sheet and ";2;" not in sheet


def test_what_is_hidden_stands_in_the_order_of_its_name(area, elsewhere, hana):
    SignalFactory.create_batch(4, area=elsewhere)
    SignalFactory(area=area)
    assert [row[0] for row in told(hana)] == ["Heuvelkant", "Molenwijk"]


@pytest.mark.parametrize("who", ["dirk", "joris"])
def test_each_count_opens_a_list_and_an_export_of_that_length(who, noticed, request, login):
    browser = login(request.getfixturevalue(who))
    links = soup(browser.get("/netwerk/signalen/cijfers/")).select("#rows tbody a")
    assert len(links) == {"dirk": 2, "joris": 3}[who]
    for link in links:
        count = int(link.find(string=True, recursive=False))
        listed = browser.get(link["href"]).context["page"].paginator.count
        exported = browser.get(f"{link['href']}&formaat=csv").content.decode().strip()
        assert count == listed == exported.count("\r\n")


def test_a_filter_narrows_the_clusters(noticed, joris, area):
    assert len(told(joris, wijk=str(area.pk))) == 2
    assert len(told(joris, thema="MONEY")) == 1


def test_clusters_take_as_many_queries_for_one_row_as_for_many(
    area, login, dirk, django_assert_max_num_queries
):
    browser, counts = login(dirk), []
    for theme in ("MONEY", "WORK"):
        SignalFactory(area=area, theme=theme)
        with django_assert_max_num_queries(60) as found:
            browser.get("/netwerk/signalen/cijfers/")
        counts.append(len(found))
    assert counts[0] == counts[1]


# -- Points ----------------------------------------------------------------------------------------
def make(actor, *signals, **changes):
    facts = {
        "title": "Geen kinderopvang",
        "text": "Velen vinden geen plaats.",
        "feedback": "We brengen dit naar het beleid.",
    }
    rows = [signal.pk for signal in signals]
    return services.make_point(actor=actor, signals=rows, on=TODAY, **{**facts, **changes})


def test_open_signals_of_a_point_are_closed_with_feedback_and_closed_ones_keep_their_answer(
    dirk, area
):
    fresh = SignalFactory(area=area)
    done = SignalFactory(area=area, state="ANSWERED", feedback="Gebeld", closed_on=TODAY)
    point = make(dirk, fresh, done)

    rows = {row.pk: (row.state, row.feedback, row.point) for row in Signal.objects.all()}
    assert rows[fresh.pk] == ("TO_POLICY", "We brengen dit naar het beleid.", point)
    assert rows[done.pk] == ("ANSWERED", "Gebeld", point)
    assert AuditEvent.objects.filter(event="network.policy-point-made").count() == 1


def test_a_point_has_signals_a_title_and_feedback_for_who_waits(dirk, area):
    signal = SignalFactory(area=area)
    for signals, changes, error in (
        ((), {}, NotChosen),
        ((signal,), {"title": " "}, SaidNothing),
        ((signal,), {"feedback": ""}, SaidNothing),
    ):
        with pytest.raises(error):
            make(dirk, *signals, **changes)
    assert not PolicyPoint.objects.exists()
    assert Signal.objects.get().state == "NEW"


def test_a_point_does_not_name_a_linked_household(dirk, area, household):
    signal = SignalFactory(area=area, household=household)
    with pytest.raises(Recognisable):
        make(dirk, signal, text="Olena vindt geen plaats.")


def test_signals_of_another_neighbourhood_are_not_collected(dirk, elsewhere):
    with pytest.raises(NotChosen):
        make(dirk, SignalFactory(area=elsewhere))


def test_a_signal_belongs_to_one_point(dirk, joris, area):
    signal = SignalFactory(area=area)
    make(dirk, signal)
    with pytest.raises(NotChosen, match="ander punt"):
        make(joris, signal)


def test_signals_are_added_to_a_point_that_waits(dirk, area):
    point = make(dirk, SignalFactory(area=area))
    more = SignalFactory(area=area)
    added = {"point": point, "signals": [more.pk], "feedback": "Ook dit", "on": TODAY}
    services.add_to_point(actor=dirk, **added)
    assert point.signals.count() == 2
    PolicyPoint.objects.update(answer="Ja", answered_on=TODAY)
    with pytest.raises(PointAnswered):
        services.add_to_point(actor=dirk, **{**added, "signals": [SignalFactory(area=area).pk]})


def test_only_who_makes_policy_answers_a_point(dirk, joris):
    point = PolicyPointFactory()
    with pytest.raises(NotAllowed):
        services.answer_point(actor=dirk, point=point, answer="Ja", on=TODAY)
    services.answer_point(actor=joris, point=point, answer="Er komen plaatsen bij.", on=TODAY)
    assert (point.answered_on, point.answered_by_id) == (TODAY, joris.user_id)


def test_the_answer_is_read_by_who_gave_the_signal(dirk, joris, area, login, celine):
    point = make(dirk, SignalFactory(area=area, given_by_id=celine.user_id))
    page = f"/netwerk/beleidspunten/{point.pk}/"
    assert login(joris).post(page, {"answer": ""}).status_code == 422
    assert login(joris).post(page, {"answer": "In mei opent er een crèche."}).status_code == 303
    text = login(celine).get("/netwerk/mijn-signalen/").content.decode()
    assert "In mei opent er een crèche." in text


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_one_counts_and_the_other_text_is_shown(joris, join, central, login):
    point = PolicyPointFactory()
    page = f"/netwerk/beleidspunten/{point.pk}/"
    browsers = [login(joris), login(join("julie", "POLICY_ANALYST", central))]
    texts = ["Antwoord van Joris", "Antwoord van Julie"]
    responses = at_once(
        [lambda b=b, t=t: b.post(page, {"answer": t}) for b, t in zip(browsers, texts, strict=True)]
    )
    assert sorted(r.status_code for r in responses) == [303, 409]
    loser = next(r for r in responses if r.status_code == 409)
    assert all(text in soup(loser).main.text for text in texts)


def test_a_point_is_made_on_the_page_from_the_signals_of_a_cluster(dirk, area, login, elsewhere):
    SignalFactory.create_batch(2, area=area)
    SignalFactory(area=area, theme="MONEY")
    browser = login(dirk)
    page = f"/netwerk/beleidspunten/nieuw/?wijk={area.pk}&thema=CHILDREN"
    boxes = soup(browser.get(page)).select("input[name=signals]")
    assert len(boxes) == 2 and all(box.has_attr("checked") for box in boxes)
    typed = {
        "point": "nieuw",
        "signals": [box["value"] for box in boxes],
        "feedback": "Naar beleid",
    }
    refused = browser.post(page, typed)
    assert refused.status_code == 422 and "Geef het punt een titel." in refused.content.decode()
    made = browser.post(page, {**typed, "title": "Opvang", "text": "Te weinig plaatsen"})
    assert made.status_code == 303
    point = PolicyPoint.objects.get()
    assert (
        soup(browser.get("/netwerk/beleidspunten/")).select_one(".day-list a.btn").find(string=True)
        == "2 signalen"
    )
    listed = browser.get(f"/netwerk/signalen/?punt={point.pk}")
    assert listed.context["page"].paginator.count == 2


def test_the_signals_of_a_point_are_counted_as_far_as_one_can_list_them(
    dirk, joris, area, elsewhere, login
):
    point = make(joris, SignalFactory(area=area), SignalFactory(area=elsewhere))
    for actor, count in ((dirk, 1), (joris, 2)):
        browser = login(actor)
        assert (
            browser.get(f"/netwerk/beleidspunten/{point.pk}/").context["point"].signal_count
            == count
        )
        listed = browser.get(f"/netwerk/signalen/?punt={point.pk}")
        assert listed.context["page"].paginator.count == count
