"""Later: what is put off comes back by itself; a date set by law is not put off past its day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases import services
from eenplan.cases.errors import (
    AlreadyDone,
    AlreadySnoozed,
    CaseClosed,
    ImpossibleSnooze,
    ReasonMissing,
)
from eenplan.cases.models import Case, Snooze, WorkItem
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent, FileRead
from eenplan.desk import day
from tests.factories import (
    AssignmentFactory,
    SnoozeFactory,
    StepFactory,
    WorkItemFactory,
)
from tests.support.at_once import at_once
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY

WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def case(household, amira):
    case = household.cases.get()
    AssignmentFactory(case=case, worker_id=amira.user_id)
    return case


@pytest.fixture
def item(case, team, amira):
    return WorkItemFactory(case=case, team=team, worker_id=amira.user_id)


@pytest.fixture
def step(case):
    return StepFactory(case=case, kind="PROMISE", title="Bel de school")


def put_off(actor, what, until=WEEK, reason="op reis", on=TODAY):
    about = {"Step": "step", "WorkItem": "item", "Case": "case"}[type(what).__name__]
    service = {"step": "snooze_step", "item": "snooze_item", "case": "snooze_quiet"}[about]
    with transaction.atomic():
        return getattr(services, service)(
            actor=actor, until=until, reason=reason, on=on, **{about: what}
        )


def on_the_day(actor, name, on=TODAY) -> int:
    return day.block(day.desk_of(replace(actor, on=on), on=on), name).count


def waiting(actor, on=TODAY) -> int:
    return day.put_off(day.desk_of(replace(actor, on=on), on=on)).count()


@pytest.mark.parametrize(
    ("what", "name"), [("step", "beloftes"), ("item", "wacht"), ("case", "stil")]
)
def test_what_is_put_off_leaves_the_day_and_comes_back_by_itself(what, name, amira, request):
    about = request.getfixturevalue(what)
    assert (on_the_day(amira, name), waiting(amira)) == (1, 0)

    put_off(amira, about)

    assert (on_the_day(amira, name), waiting(amira)) == (0, 1)
    assert on_the_day(amira, name, WEEK - timedelta(days=1)) == 0
    assert (on_the_day(amira, name, WEEK), waiting(amira, WEEK)) == (1, 0)
    assert AuditEvent.objects.get().event == "cases.snoozed"


def test_it_is_put_off_for_oneself_only(amira, dirk, case, team):
    item = WorkItemFactory(case=case, team=team)
    assert on_the_day(dirk, "wacht") == 1

    put_off(amira, item)

    assert on_the_day(dirk, "wacht") == 1


@pytest.mark.parametrize("rule_kind", ["LEGAL", "SAFETY"])
def test_a_day_set_by_law_or_for_safety_is_not_put_off_past(rule_kind, amira, case):
    step = StepFactory(
        case=case, kind="PROMISE", rule_kind=rule_kind, due_on=TODAY + timedelta(days=3)
    )

    with pytest.raises(ImpossibleSnooze, match="Deze dag ligt vast.*26/11/2026"):
        put_off(amira, step, TODAY + timedelta(days=4))
    assert not Snooze.objects.exists()

    put_off(amira, step, TODAY + timedelta(days=3))
    assert on_the_day(amira, "verplicht", TODAY + timedelta(days=3)) == 1


def test_a_required_day_that_was_moved_forward_is_back_at_once(amira, case):
    step = StepFactory(
        case=case, kind="PROMISE", rule_kind="LEGAL", due_on=TODAY + timedelta(days=6)
    )
    put_off(amira, step, TODAY + timedelta(days=6))
    step.due_on = TODAY
    step.save()

    assert (on_the_day(amira, "verplicht"), waiting(amira)) == (1, 0)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (TODAY, "na vandaag"),
        (TODAY - timedelta(days=3), "na vandaag"),
        (TODAY + timedelta(days=93), "drie maanden"),
    ],
)
def test_until_is_a_day_within_three_months(until, sentence, amira, item):
    with pytest.raises(ImpossibleSnooze, match=sentence):
        put_off(amira, item, until)
    assert not Snooze.objects.exists()


def test_without_a_reason_nothing_is_put_off(amira, item):
    with pytest.raises(ReasonMissing):
        put_off(amira, item, reason="   ")


def test_it_is_put_off_once_at_a_time(amira, item):
    put_off(amira, item)

    with pytest.raises(AlreadySnoozed):
        put_off(amira, item)
    put_off(replace(amira, on=WEEK), item, WEEK + timedelta(days=7), on=WEEK)
    assert Snooze.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_ten_at_once_one_counts(amira, item):
    def press():
        try:
            put_off(amira, item)
            return "uitgesteld"
        except AlreadySnoozed as refused:
            return str(refused)

    answers = at_once([press] * 10)

    assert answers.count("uitgesteld") == 1
    assert answers.count("Dit staat al uitgesteld.") == 9


@pytest.mark.parametrize("who", ["bram", "celine", "els"])
def test_who_does_not_work_in_the_case_puts_nothing_off(who, request, item):
    with pytest.raises(NotAllowed):
        put_off(request.getfixturevalue(who), item)


def test_what_is_done_or_closed_is_not_put_off(amira, case, item, step):
    step.done_on = TODAY
    with pytest.raises(AlreadyDone):
        put_off(amira, step)
    close_cases(Case.objects.filter(pk=case.pk), TODAY)
    with pytest.raises(CaseClosed):
        put_off(amira, item)


def test_the_database_wants_one_subject_and_an_end(amira, case, item):
    for wrong in ({"case": case, "item": item}, {}, {"case": case, "ends_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SnoozeFactory(worker_id=amira.user_id, **wrong)


def test_it_can_be_brought_back_early(amira, item):
    snooze = put_off(amira, item)

    services.end_snooze(actor=amira, snooze=snooze, on=TODAY)

    assert (on_the_day(amira, "wacht"), waiting(amira)) == (1, 0)
    with pytest.raises(AlreadyDone):
        services.end_snooze(actor=amira, snooze=snooze, on=TODAY)
    put_off(amira, item)  # and put off anew


def test_what_was_done_meanwhile_is_not_counted_as_put_off(amira, item):
    put_off(amira, item)
    services.finish_work_item(actor=amira, item=item, on=TODAY)

    assert waiting(amira) == 0


# -- The pages -------------------------------------------------------------------------------------
def test_later_asks_until_when_and_why(amira, login, item, household):
    client = login(amira)
    page = soup(client.get(f"/werkpunt/{item.pk}/later/"))
    assert page.h1.text == "Later: Neem contact op"
    assert FileRead.objects.get().household_id == household.pk

    refused = client.post(f"/werkpunt/{item.pk}/later/", {"until": "2026-11-30", "reason": ""})
    assert refused.status_code == 422
    done = client.post(f"/werkpunt/{item.pk}/later/", {"until": "2026-11-30", "reason": "reis"})

    assert (done.status_code, done["Location"]) == (303, "/")
    start = soup(client.get("/"))
    link = start.select_one("a[href='/mijn-dag/uitgesteld/']")
    assert link.text.strip() == "uitgesteld (1)"
    listed = soup(client.get(link["href"]))
    [row] = listed.select(".day-list li")
    assert "Terug op 30 november 2026" in row.text
    assert "reden: reis" in row.text
    back = client.post(row.form["action"])
    assert back.status_code == 303
    assert len(soup(client.get("/")).select("section[aria-labelledby=h-wacht] li")) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until": "2026-11-23", "reason": "x"}, "Kies een dag na vandaag"),
        ({"until": "2028-11-23", "reason": "x"}, "hoogstens drie maanden"),
        ({"until": "gisteren", "reason": "x"}, "geen bestaande datum"),
        ({"until": "2026-11-30", "reason": "x" * 201}, "200"),
    ],
)
def test_a_day_that_cannot_be_is_told(typed, sentence, amira, login, step):
    response = login(amira).post(f"/stap/{step.pk}/later/", typed)

    assert response.status_code == 422
    assert sentence in soup(response).text
    assert not Snooze.objects.exists()


def test_a_required_step_offers_no_later_on_the_day(amira, login, case, step):
    StepFactory(case=case, rule_kind="LEGAL")
    page = soup(login(amira).get("/"))

    def offers(name):
        links = page.select(f"section[aria-labelledby=h-{name}] a")
        return any("/later/" in link["href"] for link in links)

    assert (offers("verplicht"), offers("beloftes"), offers("stil")) == (False, True, False)
    assert page.select("section[aria-labelledby=h-stil] a[href$='/stil-later/']")


def test_outside_the_team_there_is_nothing_to_put_off(amira, bram, login, case, item, step):
    snooze = put_off(amira, item)
    client = login(bram)

    for address in (f"/stap/{step.pk}/later/", f"/werkpunt/{item.pk}/later/"):
        assert client.get(address).status_code == 404
    assert client.get(f"/dossier/{case.pk}/stil-later/").status_code == 404
    assert client.post(f"/uitstel/{snooze.pk}/terug/").status_code == 404
    assert client.post(f"/uitstel/{10**30}/terug/").status_code == 404


def test_what_a_colleague_put_off_is_not_mine_to_bring_back(amira, dirk, login, item):
    snooze = put_off(amira, item)

    assert login(dirk).post(f"/uitstel/{snooze.pk}/terug/").status_code == 404


# -- Put back what was handled by mistake ----------------------------------------------------------
def test_what_was_handled_by_mistake_is_put_back(amira, login, item):
    client = login(amira)
    client.post(f"/werkpunt/{item.pk}/klaar/")
    [row] = soup(client.get("/mijn-dag/afgehandeld/")).select(".day-list li")

    response = client.post(row.form["action"])

    assert response.status_code == 303
    item.refresh_from_db()
    assert (item.done_on, item.done_by, item.worker_id) == (None, None, amira.user_id)
    assert not soup(client.get("/mijn-dag/afgehandeld/")).select(".day-list li")
    events = list(AuditEvent.objects.order_by("pk").values_list("event", flat=True))
    assert events == ["cases.work-item-finished", "cases.work-item-put-back"]


def test_it_is_put_back_before_who_holds_the_case_now(amira, join, team, case, item):
    anna = join("anna", "CASE_MANAGER", team)
    services.finish_work_item(actor=amira, item=item, on=TODAY)
    case.assignments.update(ends_on=TODAY)
    AssignmentFactory(case=case, worker_id=anna.user_id, starts_on=TODAY)

    services.put_back_work_item(actor=amira, item=item, on=TODAY)

    assert WorkItem.objects.get().worker_id == anna.user_id


def test_what_waited_for_somebody_else_is_put_back_before_that_person(amira, dirk, case, team):
    item = WorkItemFactory(case=case, team=team, worker_id=dirk.user_id)
    services.finish_work_item(actor=dirk, item=item, on=TODAY)

    services.put_back_work_item(actor=dirk, item=item, on=TODAY)

    assert WorkItem.objects.get().worker_id == dirk.user_id


def test_it_is_put_back_once(amira, item):
    services.finish_work_item(actor=amira, item=item, on=TODAY)
    services.put_back_work_item(actor=amira, item=item, on=TODAY)

    with pytest.raises(AlreadyDone, match="al terug"):
        services.put_back_work_item(actor=amira, item=item, on=TODAY)


def test_a_case_that_has_somebody_does_not_wait_for_somebody_again(amira, case, team):
    item = WorkItemFactory(case=case, team=team, kind="UNASSIGNED", done_on=TODAY)

    with pytest.raises(AlreadyDone, match="al een maatschappelijk werker"):
        services.put_back_work_item(actor=amira, item=item, on=TODAY)


@pytest.mark.parametrize("who", ["bram", "celine"])
def test_who_does_not_work_in_the_case_puts_nothing_back(who, request, amira, item):
    services.finish_work_item(actor=amira, item=item, on=TODAY)

    with pytest.raises(NotAllowed):
        services.put_back_work_item(actor=request.getfixturevalue(who), item=item, on=TODAY)


def test_in_a_closed_case_nothing_is_finished_or_put_back_silently(amira, login, case, item, step):
    close_cases(Case.objects.filter(pk=case.pk), TODAY)
    client = login(amira)

    answers = [
        client.post(f"/werkpunt/{item.pk}/klaar/"),
        client.post(f"/werkpunt/{item.pk}/terug/"),
        client.post(f"/stap/{step.pk}/klaar/", {"version": 1, "result": "klaar"}),
    ]

    assert [answer.status_code for answer in answers] == [409] * 3
    assert all("Dit dossier is gesloten op 23/11/2026" in soup(a).text for a in answers)
    item.refresh_from_db()
    step.refresh_from_db()
    assert (item.done_on, step.done_on) == (None, None)
