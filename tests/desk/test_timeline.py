"""The timeline of a household: everything that happened, narrowed and turned by month."""

from datetime import date

import pytest

from eenplan.cases import services
from eenplan.cases.enums import ContactKind
from eenplan.cases.models import Case
from eenplan.cases.talk import Talk
from tests.factories import ContactFactory, GoalFactory, PlaceFactory, StayFactory, StepFactory
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def file_of(household):
    return f"/gezin/2026/{household.serial}/"


@pytest.fixture
def case(household):
    return household.cases.get()


def told(response) -> list[str]:
    rows = soup(response).select("ol.timeline-list > li")
    return [" ".join(row.get_text(" ").split()) for row in rows]


def days(response) -> list[str]:
    return [" ".join(line.split()[:3]) for line in told(response)]


def test_a_contact_tells_with_whom_in_which_language_who_interpreted_and_about_what(
    amira, login, household, case, file_of
):
    mother = household.members.get(relation="REFERENCE").person
    goal = GoalFactory(case=case, text="Een eigen woning")
    services.note_talk(
        actor=amira,
        case=case,
        talk=Talk(
            ContactKind.HOME_VISIT,
            TODAY,
            "Alles besproken.",
            minutes=45,
            language="uk",
            interpreter="PROFESSIONAL",
            spoken_with=[mother],
            goals=[goal],
        ),
        on=TODAY,
    )

    first = told(login(amira).get(file_of))[0]

    assert first == (
        "23 november 2026 · Amira Testers Huisbezoek, 45 minuten met Olena Kovalchuk"
        " · in het Oekraïens · tolk: een professionele tolk · doel: Een eigen woning"
        " Alles besproken. Verbeteren : Huisbezoek, 45 minuten van 23 november 2026"
    )


def test_the_end_of_a_stay_stands_in_the_timeline_and_one_to_come_not_yet(
    amira, login, household, file_of
):
    facts = {"household": household, "place": PlaceFactory(reference="PAND-X")}
    StayFactory(
        **facts,
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 9, 1),
        leaves_for="OWN_HOME",
        end_reason="huurt zelf",
    )
    StayFactory(**facts, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 24))

    lines = told(login(amira).get(file_of))

    assert lines[:3] == [
        "1 oktober 2026 Opvangplaats PAND-X",
        "1 september 2026 Verliet PAND-X slaapt daarna: eigen woning · huurt zelf",
        "1 maart 2026 Opvangplaats PAND-X",
    ]


def test_contacts_of_a_closed_case_stay_readable(amira, login, case, file_of):
    ContactFactory(case=case, note="van voor het sluiten")
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    assert any("van voor het sluiten" in line for line in told(login(amira).get(file_of)))


@pytest.fixture
def mixed(amira, dirk, household, case):
    """Contacts of two workers with two members, and a step that was done."""
    mother, child = (m.person for m in household.members.order_by("pk")[:2])
    by_amira = ContactFactory(case=case, by_id=amira.user_id, kind="PHONE", note="moeder gebeld")
    by_amira.spoken_with.add(mother)
    by_dirk = ContactFactory(case=case, by_id=dirk.user_id, kind="DESK", note="kind gezien")
    by_dirk.spoken_with.add(child)
    StepFactory(case=case, done_on=TODAY, done_by_id=dirk.user_id, title="School", person=child)
    return mother, child


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("soort=PHONE", ["moeder gebeld"]),
        ("soort=plan", ["Gedaan: School"]),
        ("lid={mother}", ["moeder gebeld"]),
        ("lid={child}", ["Gedaan: School", "kind gezien"]),
        ("door={dirk}", ["Gedaan: School", "kind gezien"]),
        ("door={dirk}&soort=DESK", ["kind gezien"]),
        ("lid={mother}&soort=DESK", []),
    ],
)
def test_it_is_narrowed_by_kind_member_and_author(asked, lines, amira, dirk, login, mixed, file_of):
    mother, child = mixed
    query = asked.format(mother=mother.pk, child=child.pk, dirk=dirk.user_id)

    response = login(amira).get(f"{file_of}?{query}")

    shown = told(response)
    assert len(shown) == len(lines)
    assert all(words in line for words, line in zip(lines, shown, strict=True))
    assert soup(response).select_one(".card-header .badge").text == str(len(lines))
    if not lines:
        assert "Niets gevonden met deze filters." in soup(response).text


@pytest.mark.parametrize(
    "query", ["soort=DUIF", "lid=999999", "door=x", "maand=2026-13", "maand=1999-01"]
)
def test_a_filter_that_does_not_exist_lists_nothing_and_says_so(
    query, amira, login, mixed, file_of
):
    response = login(amira).get(f"{file_of}?{query}")

    assert response.status_code == 200
    assert told(response) == []
    assert "Deze filter bestaat niet (meer)" in soup(response).text


def test_a_sensitive_text_is_folded_and_hidden_from_who_may_not_read_it(
    amira, dirk, login, case, file_of
):
    ContactFactory(case=case, by_id=amira.user_id, note="heel gevoelig", is_sensitive=True)

    folded = soup(login(amira).get(file_of)).select_one(".timeline-list details")
    assert "heel gevoelig" in folded.text
    page = soup(login(dirk).get(file_of))
    assert "heel gevoelig" not in page.text
    assert "Amira Testers" not in [o.text for o in page.select("select[name=door] option")]


def test_months_are_turned_whole_and_meet_nothing_twice(amira, login, case, file_of):
    for month in range(2, 11):
        for day in range(1, 16):
            ContactFactory(case=case, on=date(2026, month, day))
    client = login(amira)

    pages, query = [], ""
    while True:
        response = client.get(f"{file_of}{query}")
        pages.append(days(response))
        older = [a for a in soup(response).select(".list-foot a") if "Vroeger" in a.text]
        if not older:
            break
        query = older[0]["href"]

    assert len(pages) == 3
    assert sum(map(len, pages)) == 9 * 15 + 2
    months = [{line.split(" ", 1)[1] for line in page} for page in pages]
    assert not months[0] & months[1] and not months[1] & months[2]
    newer = client.get(f"{file_of}?maand=2026-05")
    links = {a.text.strip(): a["href"] for a in soup(newer).select(".list-foot a")}
    assert links["Later"] == "?maand=2026-06"
    assert days(newer)[0] == "15 mei 2026"


def test_only_what_one_wrote_oneself_can_be_corrected(amira, dirk, login, case, file_of):
    mine = ContactFactory(case=case, by_id=amira.user_id)
    ContactFactory(case=case, by_id=dirk.user_id)

    links = soup(login(amira).get(file_of)).select("a[href$='/verbeteren/']")

    assert [link["href"] for link in links] == [f"/contact/{mine.pk}/verbeteren/"]
