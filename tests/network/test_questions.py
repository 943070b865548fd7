"""A question to an expert: answered without a file that changes hands."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.cases.models import WorkItem
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.directory.enums import Theme
from eenplan.network import services
from eenplan.network.errors import (
    AnsweredByColleague,
    NoHelpdesk,
    QuestionClosed,
    Recognisable,
)
from eenplan.network.models import Answer, Helpdesk, Question
from eenplan.network.selectors import unread_answers
from eenplan.network.selectors.questions import (
    get_question,
    listed_questions,
    reusable_answers,
    thread_of,
)
from eenplan.people.models import Household
from tests.factories import TeamFactory
from tests.factories.network import AnswerFactory, QuestionFactory
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY


def answer(actor, question, text="Nee."):
    return services.answer_question(actor=actor, question=question, text=text, on=TODAY)


# -- Asking ----------------------------------------------------------------------------------------
def test_a_question_goes_to_the_helpdesk_of_its_theme_with_the_day_of_its_norm(ask, desk, amira):
    question = ask()

    assert (question.team, question.asked_by_id) == (desk, amira.user_id)
    assert question.due_on == TODAY + timedelta(days=3)
    assert AuditEvent.objects.filter(event="network.question-asked").count() == 1


def test_nobody_answers_a_theme_without_helpdesk(ask):
    with pytest.raises(NoHelpdesk, match="gezondheid"):
        ask(theme=Theme.HEALTH)
    assert not Question.objects.exists()


def test_only_the_chosen_facts_go_along_and_none_tells_who_it_is(ask, case, household):
    question = ask(case=case, facts=["COMPOSITION", "ARRIVED"])

    assert question.facts == [
        ["Hoeveel volwassenen en kinderen", "1 volwassene, 2 kinderen"],
        ["Maand van aankomst", "januari 2026"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mag Olena blijven?",
        "Mag mevrouw kovalchuk blijven?",
        "Over gezin {number}: mag dat?",
        "De vader (KOVALCHUK) werkt.",
    ],
)
def test_a_question_that_names_the_household_is_refused(text, ask, case, household):
    with pytest.raises(Recognisable) as refused:
        ask(case=case, text=text.replace("{number}", household.number))
    assert refused.value.field == "text"
    assert not Question.objects.exists()


def test_about_a_household_of_another_team_nobody_asks(ask, case, bram):
    with pytest.raises(NotAllowed):
        ask(actor=bram, case=case)


def test_an_expert_asks_nothing(ask, lien):
    with pytest.raises(NotAllowed):
        ask(actor=lien)


# -- Answering -------------------------------------------------------------------------------------
def test_an_answer_reaches_who_asked_as_a_work_item(ask, case, lien, amira):
    question = ask(case=case)
    answer(lien, question, "Alleen met toestemming.")

    assert question.state == "ANSWERED"
    item = WorkItem.objects.get()
    assert (item.worker_id, item.case) == (amira.user_id, case)
    assert "Alleen met toestemming." in item.text


def test_the_answer_to_a_question_in_general_waits_on_the_list_of_who_asked(ask, lien, amira):
    question = ask()
    answer(lien, question)

    assert list(unread_answers(amira)) == [question]
    assert not WorkItem.objects.exists()
    services.mark_read(actor=amira, question=question, on=TODAY)
    assert not unread_answers(amira).exists()


def test_somebody_of_another_service_does_not_answer(ask, join, norms):
    other = join("olga", "EXPERT", TeamFactory(kind="CENTRAL_SERVICE"))
    with pytest.raises(NotAllowed):
        answer(other, ask())
    assert not Answer.objects.exists()


def test_a_second_answer_is_refused_and_can_be_added(ask, lien, noor):
    question = ask()
    answer(lien, question, "Eerste")
    with pytest.raises(AnsweredByColleague):
        answer(noor, question, "Tweede")
    services.add_to_answer(actor=noor, question=question, text="Tweede", on=TODAY)

    assert list(Answer.objects.values_list("text", "is_addition")) == [
        ("Eerste", False), ("Tweede", True),
    ]  # fmt: skip


def test_the_database_itself_holds_one_answer_per_question(ask):
    question = ask()
    AnswerFactory(question=question)
    with pytest.raises(IntegrityError, match="one_answer_per_question"), transaction.atomic():
        AnswerFactory(question=question)


def test_a_withdrawn_question_is_not_answered(ask, lien, amira):
    question = ask()
    services.withdraw_question(actor=amira, question=question, why="al gevonden", on=TODAY)
    with pytest.raises(QuestionClosed, match="al gevonden"):
        answer(lien, question)


def test_an_answered_question_is_not_withdrawn(ask, lien, amira):
    question = ask()
    answer(lien, question)
    with pytest.raises(QuestionClosed):
        services.withdraw_question(actor=amira, question=question, why="x", on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_two_experts_at_once_one_answers_and_the_text_of_the_other_is_kept(ask, lien, noor, login):
    question = ask()
    page = f"/netwerk/vragen/{question.pk}/"
    browsers = [login(lien), login(noor)]
    texts = ["Tekst van Lien", "Tekst van Noor"]

    responses = at_once(
        [lambda b=b, t=t: b.post(page, {"text": t}) for b, t in zip(browsers, texts, strict=True)]
    )

    assert sorted(r.status_code for r in responses) == [303, 409]
    loser = next(i for i, r in enumerate(responses) if r.status_code == 409)
    shown = soup(responses[loser])
    assert shown.textarea.text.strip() == texts[loser]
    assert texts[1 - loser] in shown.main.text
    assert shown.select_one("[name=is_addition]")["value"] == "True"
    assert Answer.objects.get().text == texts[1 - loser]
    again = browsers[loser].post(page, {"text": texts[loser], "is_addition": "True"})
    assert again.status_code == 303
    assert Answer.objects.filter(is_addition=True).get().text == texts[loser]


# -- Following on ----------------------------------------------------------------------------------
def test_a_question_that_follows_carries_what_was_said_before(ask, lien, amira, case):
    first = ask(case=case)
    answer(lien, first)
    second = ask(case=case, text="En in de zomer?", follows=first)

    assert [q.pk for q in thread_of(get_question(lien, second.pk))] == [first.pk]


def test_on_somebody_elses_question_nobody_follows(ask, bram):
    with pytest.raises(NotAllowed):
        ask(actor=bram, follows=ask())


# -- Answers that serve again ----------------------------------------------------------------------
def test_an_answer_serves_again_in_words_without_the_household(ask, lien, case):
    question = ask(case=case)
    answer(lien, question)
    with pytest.raises(Recognisable):
        services.make_reusable(
            actor=lien, question=question, asked="Olena?", answer="Nee.", on=TODAY
        )
    services.make_reusable(
        actor=lien, question=question, asked="Mag onderverhuren?", answer="Nee.", on=TODAY
    )

    assert reusable_answers({"q": "onderverhuren nee"}).count() == 1
    assert not reusable_answers({"q": "onderverhuren ja"}).exists()
    services.withdraw_reusable(actor=lien, question=question, on=TODAY)
    assert not reusable_answers({}).exists()


# -- Helpdesks -------------------------------------------------------------------------------------
def test_a_helpdesk_is_dated_and_takes_what_waits_along(ask, karim, desk):
    question = ask()
    other = TeamFactory(name="Nieuwe woondienst", kind="CENTRAL_SERVICE")
    services.set_helpdesk(actor=karim, theme=Theme.HOUSING, team=other, on=TODAY)

    question.refresh_from_db()
    assert question.team == other
    assert [row.team for row in Helpdesk.objects.on(TODAY)] == [other]
    assert Helpdesk.objects.count() == 2


def test_a_theme_with_questions_that_wait_keeps_a_helpdesk(ask, karim):
    ask()
    with pytest.raises(NoHelpdesk, match="wachten nog"):
        services.set_helpdesk(actor=karim, theme=Theme.HOUSING, team=None, on=TODAY)
    assert Helpdesk.objects.on(TODAY).count() == 1


def test_only_an_administrator_sets_a_helpdesk(amira, desk):
    with pytest.raises(NotAllowed):
        services.set_helpdesk(actor=amira, theme=Theme.HEALTH, team=desk, on=TODAY)


# -- Pages -----------------------------------------------------------------------------------------
def test_the_expert_sees_the_text_and_the_facts_and_nothing_of_the_household(
    ask, case, lien, login, household
):
    question = ask(case=case, facts=["LANGUAGES"])
    browser = login(lien)

    for page in (
        "/netwerk/vragen/",
        f"/netwerk/vragen/{question.pk}/",
        "/netwerk/vragen/?formaat=csv",
        f"/netwerk/vragen/{question.pk}/hergebruik/",
    ):
        text = browser.get(page).content.decode()
        assert "Mag dit?" in text
        assert "Kovalchuk" not in text and household.number not in text
    assert "Oekraïens" in browser.get(f"/netwerk/vragen/{question.pk}/").content.decode()
    file = f"/gezin/{household.year}/{household.serial}/netwerk/"
    assert browser.get(file).status_code == 403


def test_an_expert_of_another_service_finds_no_question(ask, join, login, norms):
    other = join("olga", "EXPERT", TeamFactory(kind="CENTRAL_SERVICE"))
    question = ask()
    assert login(other).get(f"/netwerk/vragen/{question.pk}/").status_code == 404
    assert not listed_questions(other, {}, on=TODAY).exists()


def test_the_first_that_is_due_comes_first_and_late_ones_are_marked(lien, desk, login, amira):
    asked = {"team": desk, "asked_by_id": amira.user_id}
    QuestionFactory(text="Beantwoord", state="ANSWERED", due_on="2026-11-20", **asked)
    QuestionFactory(text="Straks", due_on="2026-11-27", **asked)
    QuestionFactory(text="Te laat", due_on="2026-11-22", **asked)
    browser = login(lien)

    shown = [a.text for a in soup(browser.get("/netwerk/vragen/")).select("tbody td:first-child a")]
    assert shown == ["Te laat", "Straks", "Beantwoord"]
    late = soup(browser.get("/netwerk/vragen/?stand=te-laat")).select("tbody tr")
    assert len(late) == 1 and "te laat" in late[0].text


def test_a_general_question_is_seen_by_who_asked_only(ask, bram, login, amira):
    question = ask()
    page = f"/netwerk/gestelde-vragen/{question.pk}/"
    assert login(amira).get(page).status_code == 200
    assert login(bram).get(page).status_code == 404


def test_asking_on_the_page_and_reading_the_answer(login, amira, lien, desk, case, household):
    browser = login(amira)
    page = f"/netwerk/gezin/{household.year}/{household.serial}/vraag/"
    typed = {"theme": "HOUSING", "text": "Mag Olena dit?", "facts": ["AGES"]}
    refused = browser.post(page, typed)
    assert refused.status_code == 422
    assert "de naam “Olena”" in refused.content.decode()
    assert soup(refused).textarea.text.strip() == "Mag Olena dit?"

    sent = browser.post(page, {**typed, "text": "Mag de moeder dit?"})
    assert sent.status_code == 303
    answer(lien, Question.objects.get(), "Ja zeker")
    read = browser.get(sent["Location"]).content.decode()
    assert "Ja zeker" in read and "8 jaar" in read


def test_who_asked_keeps_the_question_but_not_the_name_when_the_household_moved_on(
    ask, case, amira, login, household, other_team
):
    question = ask(case=case)
    household.care.update(team=other_team)
    assert not Household.objects.visible_to(amira).exists()

    text = login(amira).get(f"/netwerk/gestelde-vragen/{question.pk}/").content.decode()
    assert "Mag dit?" in text
    assert "Kovalchuk" not in text and household.number not in text


@pytest.mark.parametrize("page", ["/netwerk/vragen/", "/netwerk/gestelde-vragen/"])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(
    page, lien, amira, desk, login, django_assert_max_num_queries
):
    actor = lien if "gestelde" not in page else amira
    browser = login(actor)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            QuestionFactory(team=desk, asked_by_id=amira.user_id)
        with django_assert_max_num_queries(60) as found:
            browser.get(page)
        counts.append(len(found))
    assert counts[0] == counts[1]
