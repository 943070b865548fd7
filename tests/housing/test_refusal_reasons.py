"""The reasons to say no: new, called otherwise, stopped, chosen again. Never deleted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from eenplan.core import submissions
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.enums import RefusalEffect, Side
from eenplan.housing.errors import ImpossibleReason, ReasonNeeded
from eenplan.housing.models import Answer, RefusalReason
from eenplan.housing.selectors import reasons_of
from tests.factories import HouseholdFactory, moment
from tests.factories.housing import AnswerFactory, ProposalFactory, all_reasons
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY

LIST, NEW = reverse("offers:refusal_reasons"), reverse("offers:new_reason")
AT = moment("2026-11-23 10:00")
SOON = TODAY + timedelta(days=7)


@pytest.fixture
def reason(norms):
    return RefusalReason.objects.get(code="te-ver")


def page(name, reason):
    return reverse(f"offers:{name}", args=[reason.pk])


def send(browser, actor, address, **said):
    return browser.post(address, {"submission": submissions.new_key(actor.user_id), **said})


def main(answer) -> str:
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


def add(actor, **said):
    said = {
        "side": Side.PROVIDER,
        "label": "verbouwt eerst",
        "effect": RefusalEffect.PARK,
        "days": 30,
    } | said
    return services.add_refusal_reason(actor=actor, on=TODAY, **said)


# -- The services ----------------------------------------------------------------------------------
def test_a_new_reason_is_chosen_from_today_on_with_its_consequence(els, norms):
    reason = add(els)
    assert (reason.code, reason.consequence) == ("verbouwt-eerst", "30 dagen niet voorstellen")
    assert reason in reasons_of(Side.PROVIDER, on=TODAY)
    assert AuditEvent.objects.filter(event="housing.refusal-reason-added").count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"side": Side.HOUSEHOLD}, "effect"),
        ({"days": None}, "days"),
        ({"effect": RefusalEffect.NONE}, "days"),
        ({"label": "WIL STOPPEN"}, "label"),
    ],
)
def test_a_reason_that_cannot_be_so_is_refused_and_nothing_is_written(els, norms, said, field):
    before = RefusalReason.objects.count()
    with pytest.raises(ImpossibleReason) as error:
        add(els, **said)
    assert error.value.field == field
    assert RefusalReason.objects.count() == before
    assert not AuditEvent.objects.filter(event__contains="refusal-reason").exists()


def test_a_name_that_stopped_may_be_used_again_and_codes_never_clash(els, norms):
    first = add(els)
    services.stop_refusal_reason(actor=els, reason=first, ends_on=TODAY, on=TODAY)
    second = add(els)
    assert (first.code, second.code) == ("verbouwt-eerst", "verbouwt-eerst-2")
    assert add(els, label="Надто далеко").code == "reden"
    with pytest.raises(ImpossibleReason):
        services.resume_refusal_reason(actor=els, reason=first)


def test_another_name_holds_for_answers_of_before_too(els, reason):
    answer = AnswerFactory(agrees=False, reason=reason)
    services.rename_refusal_reason(actor=els, reason=reason, label="te ver weg", seen=reason.label)
    answer.refresh_from_db()
    assert answer.reason.label == "te ver weg"
    line = AuditEvent.objects.get(event="housing.refusal-reason-renamed")
    assert "te ver weg" in str(line.data if hasattr(line, "data") else line.__dict__)


def test_who_saw_another_name_does_not_change_it(els, reason):
    with pytest.raises(StaleVersion):
        services.rename_refusal_reason(actor=els, reason=reason, label="x", seen="iets anders")
    reason.refresh_from_db()
    assert reason.label.startswith("te ver van")


def test_a_reason_is_stopped_from_a_day_and_answers_keep_it(els, reason):
    answer = AnswerFactory(agrees=False, reason=reason)
    services.stop_refusal_reason(actor=els, reason=reason, ends_on=SOON, on=TODAY)
    assert reason in reasons_of(Side.HOUSEHOLD, on=TODAY)
    assert reason not in reasons_of(Side.HOUSEHOLD, on=SOON)
    assert Answer.objects.get(pk=answer.pk).reason == reason


def test_a_reason_stops_once_and_not_in_the_past(els, reason):
    with pytest.raises(ImpossibleReason, match="vandaag of een latere"):
        services.stop_refusal_reason(
            actor=els, reason=reason, ends_on=TODAY - timedelta(days=1), on=TODAY
        )
    services.stop_refusal_reason(actor=els, reason=reason, ends_on=TODAY, on=TODAY)
    with pytest.raises(ImpossibleReason, match="stopt al"):
        services.stop_refusal_reason(actor=els, reason=reason, ends_on=SOON, on=TODAY)


def test_the_last_reason_of_a_side_stays(els, reason):
    RefusalReason.objects.filter(side="HOUSEHOLD").exclude(pk=reason.pk).update(ends_on=TODAY)
    with pytest.raises(ImpossibleReason, match="laatste reden"):
        services.stop_refusal_reason(actor=els, reason=reason, ends_on=TODAY, on=TODAY)


def test_a_stopped_reason_is_chosen_again(els, reason):
    with pytest.raises(ImpossibleReason, match="al gekozen"):
        services.resume_refusal_reason(actor=els, reason=reason)
    services.stop_refusal_reason(actor=els, reason=reason, ends_on=TODAY, on=TODAY)
    services.resume_refusal_reason(actor=els, reason=reason)
    assert reason in reasons_of(Side.HOUSEHOLD, on=TODAY)


def test_a_reason_that_stopped_meanwhile_refuses_the_answer(amira, team, area, reason):
    made = ProposalFactory(household=HouseholdFactory(team=team, area=area))
    reason.ends_on = TODAY
    reason.save()
    said = services.Said(
        agrees=False, words="te ver", language="uk", interpreter="PHONE", reason=reason
    )
    with pytest.raises(ReasonNeeded, match="niet meer gebruikt"):
        services.note_answer(actor=amira, proposal=made, side=Side.HOUSEHOLD, said=said, at=AT)
    assert not Answer.objects.exists()


def test_only_who_manages_places_changes_the_reasons(amira, reason):
    acts = (
        lambda: add(amira),
        lambda: services.rename_refusal_reason(
            actor=amira, reason=reason, label="x", seen=reason.label
        ),
        lambda: services.stop_refusal_reason(actor=amira, reason=reason, ends_on=TODAY, on=TODAY),
        lambda: services.resume_refusal_reason(actor=amira, reason=reason),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_the_database_keeps_one_reason_of_a_name_and_every_reason_given(norms, reason):
    with pytest.raises(IntegrityError, match="one_reason_of_a_name"), transaction.atomic():
        RefusalReason.objects.create(
            code="dubbel", side="HOUSEHOLD", label=reason.label.upper(), effect="NONE"
        )
    AnswerFactory(agrees=False, reason=reason)
    with pytest.raises(IntegrityError):
        reason.delete()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_stop_the_last_two_reasons_one_is_refused(els, norms):
    all_reasons()
    rows = list(RefusalReason.objects.filter(side="HOUSEHOLD"))
    RefusalReason.objects.filter(pk__in=[row.pk for row in rows[2:]]).update(ends_on=TODAY)

    def stop(row):
        try:
            services.stop_refusal_reason(actor=els, reason=row, ends_on=TODAY, on=TODAY)
        except ImpossibleReason as error:
            return str(error)
        return "gestopt"

    said = at_once([lambda r=row: stop(r) for row in rows[:2]])
    assert sorted(said)[1] == "gestopt" and "laatste reden" in sorted(said)[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_the_same_reason_one_is_refused(els, norms):
    def press():
        try:
            return add(els).label
        except ImpossibleReason as error:
            return str(error)

    assert sorted(at_once([press, press])) == [
        "Er is al een reden met deze naam.",
        "verbouwt eerst",
    ]


# -- The pages -------------------------------------------------------------------------------------
def test_the_list_shows_consequence_and_how_often_each_was_given(login, amira, reason):
    AnswerFactory(agrees=False, reason=reason)
    shown = main(login(amira).get(LIST))
    assert "te ver van school, werk of familie geen gevolg 1 keer" in shown
    assert "60 dagen niet voorstellen" in shown
    assert "Nieuwe reden" not in shown and "Andere naam" not in shown


def test_through_the_pages_from_new_to_stopped_and_back(login, els, norms):
    browser = login(els)
    said = {"side": "PROVIDER", "label": "wacht op de notaris", "effect": "PARK", "days": 14}
    assert send(browser, els, NEW, **said).status_code == 303
    reason = RefusalReason.objects.get(label="wacht op de notaris")
    name = {"label": "wacht op de bank", "seen": reason.label}
    assert send(browser, els, page("rename_reason", reason), **name).status_code == 303
    assert send(browser, els, page("stop_reason", reason), ends_on=TODAY).status_code == 303
    shown = main(browser.get(LIST))
    assert "wacht op de bank 14 dagen niet voorstellen 0 keer gestopt" in shown
    assert send(browser, els, page("resume_reason", reason)).status_code == 303
    reason.refresh_from_db()
    assert reason.ends_on is None
    assert send(browser, els, page("resume_reason", reason)).status_code == 303
    assert "kan al gekozen worden" in browser.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"label": ""}, "verplicht"),
        ({"label": "!!!"}, "letters"),
        ({"label": "x" * 200}, "120 tekens"),
        ({"label": "a\x00b"}, "niet kunnen lezen"),
        ({"side": "NOBODY"}, "geldige keuze"),
        ({"side": "HOUSEHOLD"}, "nooit een wachttijd"),
        ({"days": "0"}, "minstens 1 is"),
        ({"days": "99999"}, "3660"),
        ({"days": "veel"}, "Schrijf een getal"),
        ({"days": ""}, "hoeveel dagen"),
        ({"label": "wil stoppen"}, "al een reden met deze naam"),
    ],
)
def test_bad_input_gets_a_sentence_and_writes_nothing(login, els, norms, said, why):
    before = RefusalReason.objects.count()
    whole = {"side": "PROVIDER", "label": "iets", "effect": "PARK", "days": "10"} | said
    answer = send(login(els), els, NEW, **whole)
    assert answer.status_code == 422 and why in main(answer)
    assert RefusalReason.objects.count() == before


def test_an_impossible_day_is_refused(login, els, reason):
    for day, why in (("2026-02-31", "bestaande datum"), ("2020-01-01", "vandaag of een latere")):
        answer = send(login(els), els, page("stop_reason", reason), ends_on=day)
        assert answer.status_code == 422 and why in main(answer)
    reason.refresh_from_db()
    assert reason.ends_on is None


def test_a_stopped_reason_is_not_in_the_answer_form(login, amira, team, area, reason):
    made = ProposalFactory(household=HouseholdFactory(team=team, area=area))
    form = reverse("desk:answer_household", args=[made.pk])
    assert reason.label in login(amira).get(form).content.decode()
    reason.ends_on = TODAY
    reason.save()
    assert reason.label not in login(amira).get(form).content.decode()


def test_who_manages_no_places_opens_no_form(login, amira, reason):
    for name in ("rename_reason", "stop_reason"):
        assert login(amira).get(page(name, reason)).status_code == 403
    assert login(amira).get(NEW).status_code == 403
    assert send(login(amira), amira, page("resume_reason", reason)).status_code == 403
    assert login(amira).get(LIST).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_times(
    number, login, els, reason, django_assert_max_num_queries
):
    browser = login(els)
    AnswerFactory.create_batch(number, agrees=False, reason=reason)
    browser.get(LIST)
    with django_assert_max_num_queries(12):
        browser.get(LIST)
