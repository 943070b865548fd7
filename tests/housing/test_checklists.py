"""A next version of the checklist: made beside the one in use, and never changed once in force."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from eenplan.core import submissions
from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.housing import services
from eenplan.housing.errors import ImpossibleChecklist
from eenplan.housing.models import Checklist, ChecklistItem
from eenplan.housing.selectors import checklist_on
from eenplan.housing.selectors.checklists import signature
from tests.factories import PlaceFactory, all_lists
from tests.factories.dwellings import begun
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY

LIST, BEGIN = reverse("dwellings:checklist"), reverse("dwellings:begin_checklist")
SOON = TODAY + timedelta(days=7)
QUESTION = {
    "question": "Is er een brandblusser?",
    "hint": "",
    "category": "II",
    "defect": ["NO", "UNKNOWN"],
    "source": "eigen afspraak",
    "evidence": "own",
}


@pytest.fixture
def draft(els, norms):
    return services.begin_checklist(actor=els, on=TODAY)


def send(browser, actor, address, **said):
    return browser.post(address, {"submission": submissions.new_key(actor.user_id), **said})


def page(name, pk):
    return reverse(f"dwellings:{name}", args=[pk])


def main(answer) -> str:
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


def asked(**said):
    return services.Asked(**{**QUESTION, **said})


def in_force(els, draft, day=SOON):
    return services.put_checklist_in_force(
        actor=els, version=draft, starts_on=day, source="comité", evidence="own", on=TODAY
    )


# -- The services ----------------------------------------------------------------------------------
def test_a_new_version_begins_with_the_questions_of_the_last_and_is_not_used_yet(els, draft):
    first = Checklist.objects.get(number=1)
    copied = draft.items.values_list("code", "question", "category", "defect", "position")
    assert list(copied) == list(
        first.items.values_list("code", "question", "category", "defect", "position")
    )
    assert (draft.number, draft.starts_on) == (2, None)
    assert checklist_on(TODAY + timedelta(days=3650)) == first


def test_there_is_one_version_in_the_making(els, draft):
    with pytest.raises(ImpossibleChecklist, match="al een nieuwe versie"):
        services.begin_checklist(actor=els, on=TODAY)
    assert Checklist.objects.count() == 2


def test_a_version_is_used_from_its_day_and_begun_inspections_keep_theirs(els, draft):
    before = begun(PlaceFactory().dwelling)
    services.add_question(actor=els, version=draft, asked=asked(), position=1)
    in_force(els, draft)
    assert checklist_on(TODAY).number == 1
    assert checklist_on(SOON).number == 2
    later = services.begin_inspection(actor=els, dwelling=PlaceFactory().dwelling, on=SOON)
    before.refresh_from_db()
    assert (before.checklist.number, later.checklist.number) == (1, 2)
    assert later.answers.filter(item__question="Is er een brandblusser?").exists()
    assert not before.answers.filter(item__question="Is er een brandblusser?").exists()


def test_questions_are_added_written_anew_moved_and_left_out(els, draft):
    count = draft.items.count()
    item = services.add_question(actor=els, version=draft, asked=asked(), position=None)
    item.refresh_from_db()
    assert (item.position, item.code, item.verified) == (count + 1, "is-er-een-brandblusser", False)
    services.change_question(
        actor=els,
        item=item,
        asked=asked(question="Hangt er een brandblusser?", evidence="B"),
        position=2,
        seen=signature(item),
    )
    item.refresh_from_db()
    assert (item.position, item.code, item.verified) == (2, "is-er-een-brandblusser", True)
    positions = list(draft.items.values_list("position", flat=True))
    assert positions == list(range(1, count + 2))
    services.remove_question(actor=els, item=item)
    assert draft.items.count() == count
    said = AuditEvent.objects.filter(event__startswith="housing.checklist")
    assert set(said.values_list("event", flat=True)) == {
        "housing.checklist-begun",
        "housing.checklist-question-added",
        "housing.checklist-question-changed",
        "housing.checklist-question-removed",
    }


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"defect": []}, "minstens één antwoord"),
        ({"defect": ["YES", "NO"]}, "geen enkel pand"),
        ({"category": "III", "defect": ["NO"]}, "niet nagekeken is niet in orde"),
    ],
)
def test_a_question_that_lets_danger_pass_is_refused(els, draft, said, why):
    count = draft.items.count()
    with pytest.raises(ImpossibleChecklist, match=why):
        services.add_question(actor=els, version=draft, asked=asked(**said), position=None)
    assert draft.items.count() == count


def test_a_question_somebody_else_changed_is_not_overwritten(els, draft):
    item = draft.items.first()
    seen = signature(item)
    ChecklistItem.objects.filter(pk=item.pk).update(question="Iets anders?")
    with pytest.raises(StaleVersion):
        services.change_question(actor=els, item=item, asked=asked(), position=1, seen=seen)
    item.refresh_from_db()
    assert item.question == "Iets anders?"


def test_a_version_in_force_does_not_change(els, draft):
    item = draft.items.first()
    in_force(els, draft)
    acts = (
        lambda: services.add_question(actor=els, version=draft, asked=asked(), position=1),
        lambda: services.change_question(
            actor=els, item=item, asked=asked(), position=1, seen=signature(item)
        ),
        lambda: services.remove_question(actor=els, item=item),
        lambda: services.throw_checklist_away(actor=els, version=draft),
        lambda: in_force(els, draft),
    )
    for act in acts:
        with pytest.raises(ImpossibleChecklist, match="verandert niet meer"):
            act()


@pytest.mark.parametrize(
    "act",
    [
        lambda v: v.items.update(question="Iets anders?"),
        lambda v: v.items.all().delete(),
        lambda v: ChecklistItem.objects.create(
            checklist=v, position=99, code="x", question="x", category="I", defect=["NO"]
        ),
        lambda v: Checklist.objects.filter(pk=v.pk).update(title="Iets anders"),
        lambda v: Checklist.objects.filter(pk=v.pk).update(starts_on=date(2020, 1, 1)),
        lambda v: Checklist.objects.filter(pk=v.pk).delete(),
    ],
)
def test_the_database_changes_nothing_of_a_version_in_force(els, draft, act):
    in_force(els, draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        act(draft)


def test_a_version_that_was_used_cannot_be_opened_again_by_anybody(els, draft):
    in_force(els, draft, TODAY)
    with pytest.raises(ImpossibleChecklist, match="nog niet begonnen"):
        services.take_checklist_back(actor=els, version=draft, on=TODAY)
    begun(PlaceFactory().dwelling)
    draft.refresh_from_db()
    services.begin_inspection(actor=els, dwelling=PlaceFactory().dwelling, on=TODAY)
    with pytest.raises(IntegrityError, match="checklist_stands"), transaction.atomic():
        Checklist.objects.filter(pk=draft.pk).update(starts_on=None)


def test_a_version_that_has_not_begun_is_opened_again(els, draft):
    in_force(els, draft)
    services.take_checklist_back(actor=els, version=draft, on=TODAY)
    draft.refresh_from_db()
    assert draft.starts_on is None
    services.throw_checklist_away(actor=els, version=draft)
    assert Checklist.objects.get().number == 1


@pytest.mark.parametrize(
    ("day", "why"),
    [(TODAY - timedelta(days=1), "vandaag of een latere"), (date(2022, 3, 14), "vandaag")],
)
def test_a_version_does_not_begin_in_the_past(els, draft, day, why):
    with pytest.raises(ImpossibleChecklist, match=why):
        in_force(els, draft, day)


def test_a_version_begins_after_the_last_one(els, draft):
    in_force(els, draft)
    third = services.begin_checklist(actor=els, on=TODAY)
    with pytest.raises(ImpossibleChecklist, match="Versie 2 gaat in op 30 november 2026"):
        in_force(els, third, SOON)


def test_a_version_without_questions_is_not_put_in_force(els, draft):
    draft.items.all().delete()
    with pytest.raises(ImpossibleChecklist, match="minstens één vraag"):
        in_force(els, draft)


def test_only_who_manages_places_makes_a_version(nele, els, draft):
    item = draft.items.first()
    acts = (
        lambda: services.begin_checklist(actor=nele, on=TODAY),
        lambda: services.add_question(actor=nele, version=draft, asked=asked(), position=1),
        lambda: services.change_question(
            actor=nele, item=item, asked=asked(), position=1, seen=signature(item)
        ),
        lambda: services.remove_question(actor=nele, item=item),
        lambda: in_force(nele, draft),
        lambda: services.take_checklist_back(actor=nele, version=draft, on=TODAY),
        lambda: services.throw_checklist_away(actor=nele, version=draft),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_a_version_at_once_one_is_told(els, norms):
    all_lists()

    def press():
        try:
            return services.begin_checklist(actor=els, on=TODAY).number
        except ImpossibleChecklist as error:
            return str(error)

    said = at_once([press, press])
    assert 2 in said and Checklist.objects.count() == 2
    assert any("al een nieuwe versie" in str(one) for one in said)


# -- The pages -------------------------------------------------------------------------------------
def test_through_the_pages_from_a_new_version_to_its_use(login, els, norms):
    browser = login(els)
    answer = send(browser, els, BEGIN)
    draft = Checklist.objects.get(starts_on=None)
    assert answer["Location"] == page("checklist_version", draft.pk)
    shown = main(browser.get(answer["Location"]))
    assert "in de maak" in shown and "Controles gebruiken nog versie 1" in shown
    said = {**QUESTION, "forms_": ["HOST_FAMILY"], "position": "1"}
    assert send(browser, els, page("add_question", draft.pk), **said).status_code == 303
    item = draft.items.get(question=QUESTION["question"])
    form = soup(browser.get(page("change_question", item.pk)))
    seen = form.select_one("input[name=seen]")["value"]
    said |= {"question": "Is er een blusdeken?", "seen": seen}
    assert send(browser, els, page("change_question", item.pk), **said).status_code == 303
    shown = main(browser.get(page("checklist_version", draft.pk)))
    assert "1. Is er een blusdeken?" in shown and "alleen bij" in shown
    other = draft.items.last()
    assert send(browser, els, page("remove_question", other.pk)).status_code == 303
    use = {"starts_on": SOON, "source": "overleg", "evidence": "own"}
    assert send(browser, els, page("put_in_force", draft.pk), **use).status_code == 303
    shown = main(browser.get(page("checklist_version", draft.pk)))
    assert "gaat in op 30 november 2026" in shown and "Open deze versie weer" in shown
    assert send(browser, els, page("take_checklist_back", draft.pk)).status_code == 303
    assert send(browser, els, page("throw_checklist_away", draft.pk)).status_code == 303
    assert "Versie 1" in main(browser.get(LIST))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"question": ""}, "verplicht"),
        ({"question": "x" * 300}, "200 tekens"),
        ({"question": "a\x00b"}, "niet kunnen lezen"),
        ({"category": "IV"}, "geldige keuze"),
        ({"defect": []}, "verplicht"),
        ({"defect": ["MAYBE"]}, "geldige keuze"),
        ({"category": "III", "defect": ["NO"]}, "niet in orde"),
        ({"position": "eerst"}, "Schrijf een getal"),
        ({"evidence": "Z"}, "geldige keuze"),
        ({"kinds": ["CASTLE"]}, "geldige keuze"),
    ],
)
def test_bad_questions_get_a_sentence_and_change_nothing(login, els, draft, said, why):
    count = draft.items.count()
    answer = send(login(els), els, page("add_question", draft.pk), **{**QUESTION, **said})
    assert answer.status_code == 422 and why in main(answer)
    assert draft.items.count() == count


def test_a_button_too_late_says_why(login, els, draft):
    browser = login(els)
    in_force(els, draft)
    item = draft.items.first()
    assert send(browser, els, page("remove_question", item.pk)).status_code == 303
    assert "verandert niet meer" in browser.get(LIST).content.decode()


def test_the_inspector_reads_every_version_and_changes_none(login, nele, draft):
    browser = login(nele)
    shown = main(browser.get(page("checklist_version", draft.pk)))
    assert "in de maak" in shown and "Vraag erbij" not in shown and "Schrap" not in shown
    assert "Nieuwe versie" not in main(browser.get(LIST))
    for name in ("add_question", "put_in_force"):
        assert browser.get(page(name, draft.pk)).status_code == 403
    assert send(browser, nele, BEGIN).status_code == 403
    assert browser.get(page("checklist_version", 999_999)).status_code == 404
