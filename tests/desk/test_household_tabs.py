"""A household's file: a header, five tabs, who may open it, and what the read log says of it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.cases.models import Case
from eenplan.core.models import FileRead
from eenplan.people.enums import NeedCode
from eenplan.people.models import (
    HouseholdMember,
    IdentityDocument,
    Person,
    SpecificNeed,
)
from tests.factories import (
    AssignmentFactory,
    ContactFactory,
    HouseholdFactory,
    PersonFactory,
    PlaceFactory,
    StayFactory,
    StepFactory,
)
from tests.support.closing import close_cases
from tests.support.htmx import soup
from tests.support.setting import TODAY

MOST_QUERIES = 20
TABS = {
    "": "desk:household",
    "plan/": "desk:household_plan",
    "wonen/": "desk:household_housing",
    "personen/": "desk:household_persons",
    "documenten/": "desk:household_documents",
    "netwerk/": "desk:household_network",
    "rechten/": "desk:household_rights",
}
every_tab = pytest.mark.parametrize("tab", TABS)


def file_of(household, tab="") -> str:
    return f"/gezin/{household.year}/{household.serial}/{tab}"


def body(response) -> str:
    """Return the page without the random part of its forms."""
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", response.content.decode())


def alerts(response) -> list[str]:
    return [badge.get_text(strip=True) for badge in soup(response).select("main .st.mb-2")]


# -- Who may open it -------------------------------------------------------------------------------
@every_tab
def test_the_team_opens_every_tab(tab, amira, login, household):
    response = login(amira).get(file_of(household, tab))

    assert response.status_code == 200
    page = soup(response)
    assert page.h1.text == "Olena Kovalchuk"
    here = page.select_one("nav.tabs [aria-current=page]")
    assert here["href"] == file_of(household, tab)
    assert [a["href"] for a in page.select("nav.tabs a")] == [file_of(household, t) for t in TABS]


@every_tab
def test_outside_the_team_a_household_is_as_if_it_did_not_exist(tab, bram, login, household):
    client = login(bram)

    outside = client.get(file_of(household, tab))
    absent = client.get(f"/gezin/2026/999999/{tab}")

    assert outside.status_code == absent.status_code == 404
    assert body(outside) == body(absent)
    assert household.name not in body(outside)
    assert outside.headers.items() == absent.headers.items()


@pytest.mark.parametrize("address", ["gezin/0/0", "gezin/99999/1", f"gezin/2026/{10**30}"])
def test_an_impossible_number_is_not_found(address, amira, login):
    assert login(amira).get(f"/{address}/").status_code == 404


@every_tab
@pytest.mark.parametrize("who", ["karim", "hana", "guy"])
def test_without_the_capability_the_page_says_so_whether_the_household_exists_or_not(
    who, tab, request, login, household
):
    client = login(request.getfixturevalue(who))

    refused, absent = client.get(file_of(household, tab)), client.get(f"/gezin/2026/999999/{tab}")

    assert refused.status_code == absent.status_code == 403
    assert body(refused) == body(absent)
    assert "gezinnen van het eigen team openen" in body(refused)


def test_the_desk_sees_its_own_registration_for_some_days(celine, login, household):
    household.registered_by_id, household.desk_until = celine.user_id, TODAY + timedelta(days=1)
    household.save()
    assert login(celine).get(file_of(household)).status_code == 200

    household.desk_until = TODAY
    household.save()
    assert login(celine).get(file_of(household)).status_code == 404


def test_who_is_helped_elsewhere_is_invisible_to_the_home_team_whatever_the_role_there(
    amira, els, join, login, area, team, central, other_team
):
    household = HouseholdFactory(team=central, area=area, helped_elsewhere=True)
    neighbour = join("neighbour", "LINE_MONITOR", team)
    far_away = join("far_away", "LINE_MONITOR", other_team)

    assert login(amira).get(file_of(household)).status_code == 404
    assert login(neighbour).get(file_of(household)).status_code == 404
    assert login(far_away).get(file_of(household)).status_code == 200
    assert login(els).get(file_of(household)).status_code == 200


# -- The read log ----------------------------------------------------------------------------------
def read_log() -> list[tuple]:
    rows = FileRead.objects.order_by("pk")
    return list(rows.values_list("actor_id", "household_id", "screen", "ground"))


@every_tab
def test_every_opened_tab_leaves_one_line_in_the_read_log(tab, amira, login, household):
    login(amira).get(file_of(household, tab))

    assert read_log() == [(amira.user_id, household.pk, TABS[tab], "eigen team")]


@every_tab
def test_what_was_not_opened_leaves_no_line(tab, bram, karim, login, household):
    login(bram).get(file_of(household, tab))
    login(karim).get(file_of(household, tab))
    login(bram).get(f"/gezin/2026/999999/{tab}")

    assert read_log() == []


def test_the_read_log_says_on_what_ground_a_file_was_opened(amira, celine, ilse, login, household):
    household.registered_by_id, household.desk_until = celine.user_id, TODAY + timedelta(days=1)
    household.save()

    for actor in (amira, celine, ilse):
        login(actor).get(file_of(household))

    grounds = [ground for *_, ground in read_log()]
    assert grounds == ["eigen team", "eigen registratie", "rol over alle teams"]


@pytest.mark.parametrize(
    ("address", "screen"),
    [
        ("contact/", "cases:new_contact"),
        ("contactgegevens/", "people:contact_details"),
    ],
)
def test_a_form_of_a_household_opens_its_file_too(address, screen, amira, login, household):
    login(amira).get(file_of(household, address))

    assert read_log() == [(amira.user_id, household.pk, screen, "eigen team")]


def test_the_forms_of_a_step_and_of_an_assignment_open_the_file_too(amira, dirk, login, household):
    case = household.cases.get()
    login(amira).get(f"/stap/{StepFactory(case=case).pk}/klaar/")
    login(dirk).get(f"/dossier/{case.pk}/toewijzen/")

    assert [screen for _, _, screen, _ in read_log()] == ["cases:finish_step", "cases:assign"]


# -- The header ------------------------------------------------------------------------------------
def fact(page, title) -> str:
    [found] = [dt for dt in page.select("dl.facts dt") if dt.text == title]
    return " ".join(found.find_next_sibling("dd").get_text(" ").split())


def test_the_header_says_who_which_languages_where_and_with_whom(amira, login, household):
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    Person.objects.filter(given_name="Kind1").update(speaks=["nl", "xx"], needs_interpreter=True)

    page = soup(login(amira).get(file_of(household)))

    assert fact(page, "Gezinsleden").startswith("Olena Kovalchuk, 38 jaar Kind1 Kovalchuk, 8 jaar")
    assert fact(page, "Talen") == "Oekraïens, Nederlands, xx tolk nodig"
    assert fact(page, "Adres") == "geen adres Heuvelkant · slaapt: eigen woning"
    assert fact(page, "Maatschappelijk werker") == "Amira Testers Wijkteam Heuvelkant"


def test_without_a_case_manager_the_coordinator_is_offered_to_assign(amira, dirk, login, household):
    def offer(actor):
        page = soup(login(actor).get(file_of(household)))
        assert "nog niemand" in fact(page, "Maatschappelijk werker")
        return bool(page.select("dl.facts a[href^='/dossier/']"))

    assert (offer(amira), offer(dirk)) == (False, True)


@every_tab
def test_needs_are_shown_to_case_managers_only(tab, amira, dirk, ilse, login, household):
    person = household.members.first().person
    SpecificNeed.objects.create(person=person, code=NeedCode.TRAUMA, starts_on=TODAY)
    SpecificNeed.objects.create(
        person=person, code=NeedCode.MEDICAL, starts_on=date(2026, 1, 5), ends_on=TODAY
    )

    page = soup(login(amira).get(file_of(household, tab)))
    assert fact(page, "Specifieke noden") == "Olena: trauma"
    for actor in (dirk, ilse):
        other = login(actor).get(file_of(household, tab))
        assert other.status_code == 200
        assert "trauma" not in body(other)
        assert "Specifieke noden" not in body(other)


# -- Alerts ----------------------------------------------------------------------------------------
def only(household, *births) -> None:
    """Replace the members of a household by persons born on these days."""
    first, *others = household.members.order_by("pk")
    HouseholdMember.objects.filter(pk__in=[row.pk for row in others]).delete()
    Person.objects.filter(pk=first.person_id).update(birth_date=births[0])
    for born in births[1:]:
        HouseholdMember.objects.create(
            household=household,
            person=PersonFactory(birth_date=born),
            relation="CHILD",
            starts_on=household.registered_on,
        )


def test_all_is_well_without_alerts(amira, login, household):
    assert alerts(login(amira).get(file_of(household))) == []


@pytest.mark.parametrize(
    ("sleeps", "said"),
    [
        ("NONE", ["Geen dak vannacht"]),
        ("HOTEL", ["Zoekt een plaats"]),
        ("FRIENDS", ["Zoekt een plaats"]),
        ("OWN_HOME", []),
        ("HOST", []),
        ("RECEPTION", []),
    ],
)
def test_who_has_no_roof_or_seeks_a_place_is_said_first(sleeps, said, amira, login, household):
    household.sleeps = sleeps
    household.save()

    assert alerts(login(amira).get(file_of(household))) == said


def test_who_stays_in_reception_has_a_roof_whatever_was_said_at_the_desk(amira, login, household):
    household.sleeps = "NONE"
    household.save()
    StayFactory(household=household, starts_on=TODAY)

    assert alerts(login(amira).get(file_of(household))) == []


def test_a_stay_of_last_month_is_no_roof(amira, login, household):
    household.sleeps = "NONE"
    household.save()
    StayFactory(household=household, ends_on=TODAY)

    assert alerts(login(amira).get(file_of(household))) == ["Geen dak vannacht"]


GUARDIAN = "Niet-begeleide minderjarige: verwittig de dienst Voogdij"


@pytest.mark.parametrize(
    ("births", "said"),
    [
        ([date(2008, 11, 24)], [GUARDIAN]),  # eighteen tomorrow
        ([date(2008, 11, 23)], []),  # eighteen today
        ([date(2010, 1, 1), date(2026, 10, 1)], [GUARDIAN]),  # a girl with her baby
        ([date(2010, 1, 1), date(1980, 1, 1)], []),
        ([date(2010, 1, 1), None], []),  # perhaps an adult: not surely unaccompanied
        ([None], []),
    ],
)
def test_minors_without_an_adult_need_a_guardian(births, said, amira, login, household):
    Person.objects.update(known_since=TODAY)
    only(household, *births[:1])
    for born in births[1:]:
        HouseholdMember.objects.create(
            household=household,
            person=PersonFactory(birth_date=born, known_since=TODAY),
            relation="CHILD",
            starts_on=TODAY,
        )

    assert alerts(login(amira).get(file_of(household))) == said


def test_an_adult_who_left_accompanies_nobody(amira, login, household):
    first = household.members.get(relation="REFERENCE")
    HouseholdMember.objects.filter(pk=first.pk).update(ends_on=TODAY)
    HouseholdMember.objects.filter(person__given_name="Kind1").update(ends_on=TODAY)
    child = Person.objects.get(given_name="Kind1")
    HouseholdMember.objects.create(
        household=household, person=child, relation="REFERENCE", starts_on=TODAY
    )

    assert alerts(login(amira).get(file_of(household))) == [GUARDIAN]


def test_who_is_helped_elsewhere_is_not_spoken_of_with_the_home_team(amira, login, household):
    household.helped_elsewhere = True
    household.save()

    [said] = alerts(login(amira).get(file_of(household)))
    assert said == "Geholpen buiten de eigen wijk: niet bespreken met het wijkteam"


def test_a_doubtful_number_of_any_member_is_said(amira, login, household):
    child = Person.objects.get(given_name="Kind2")
    Person.objects.filter(pk=child.pk).update(
        national_number="85073003329", national_number_doubted=True
    )

    response = login(amira).get(file_of(household, "personen/"))

    assert alerts(response) == ["Een rijksregister- of BIS-nummer klopt niet"]
    assert "controlegetal klopt niet" in body(response)


def test_a_closed_case_says_so_and_offers_nothing_to_do(amira, login, household):
    case = household.cases.get()
    StepFactory(case=case)
    close_cases(Case.objects.filter(pk=case.pk), TODAY)

    for tab in TABS:
        response = login(amira).get(file_of(household, tab))
        assert alerts(response) == ["Dit dossier is gesloten."]
        assert "Contact noteren" not in body(response)
        assert "Zoek een plaats" not in body(response)


# -- The tabs --------------------------------------------------------------------------------------
def test_the_timeline_tells_everything_latest_first(amira, dirk, login, household):
    case = household.cases.get()
    AssignmentFactory(
        case=case,
        worker_id=amira.user_id,
        starts_on=date(2026, 1, 6),
        reason="Spreekt Oekraïens.",
        overrule_reason="Niemand anders.",
    )
    ContactFactory(case=case, on=date(2026, 5, 1), minutes=20, note="<b>gesprek</b>")
    StayFactory(household=household, starts_on=date(2026, 6, 1), place__reference="PAND-X")
    StepFactory(
        case=case, done_on=date(2026, 7, 1), done_by_id=dirk.user_id, result="Kaart ontvangen"
    )

    page = soup(login(amira).get(file_of(household)))
    told = [" ".join(row.get_text(" ").split()) for row in page.select("ol.timeline-list li")]

    assert told == [
        "1 juli 2026 · Dirk Testers Gedaan: Inschrijven bij een ziekenfonds Kaart ontvangen",
        "1 juni 2026 Opvangplaats PAND-X",
        "1 mei 2026 Telefoon, 20 minuten <b>gesprek</b>",
        "6 januari 2026 Maatschappelijk werker: Amira Testers Spreekt Oekraïens. Niemand anders.",
        "5 januari 2026 Adres: geen adres Heuvelkant",
        "5 januari 2026 Bevoegd: Wijkteam Heuvelkant test",
    ]


def test_the_plan_parts_what_is_to_do_from_what_is_done(amira, login, household):
    case = household.cases.get()
    StepFactory(case=case, title="Nog te doen", due_on=TODAY - timedelta(days=1))
    StepFactory(case=case, title="Zonder dag", due_on=None)
    StepFactory(case=case, title="Al klaar", done_on=TODAY, done_by_id=amira.user_id)

    page = soup(login(amira).get(file_of(household, "plan/")))
    to_do, done = page.select_one("#te-doen"), page.select_one("#gedaan")

    assert (to_do.select_one(".badge").text, len(to_do.select("li"))) == ("2", 2)
    assert "1 dag te laat" in to_do.text
    assert (done.select_one(".badge").text, len(done.select("li"))) == ("1", 1)
    assert "Al klaar" in done.text
    assert "door Amira Testers" in done.text


def test_an_empty_plan_says_that_all_is_done(amira, login, household):
    assert "Alle stappen zijn gedaan." in body(login(amira).get(file_of(household, "plan/")))


def test_former_members_stay_in_the_history(amira, login, household):
    HouseholdMember.objects.filter(person__given_name="Kind2").update(ends_on=date(2026, 9, 1))

    page = soup(login(amira).get(file_of(household, "personen/")))

    assert len(page.select("table tbody tr")) == 2
    assert "Kind2 Kovalchuk · tot 1 september 2026" in " ".join(page.main.text.split())


def test_documents_are_shown_by_person_and_missing_ones_too(amira, login, household):
    person = household.members.first().person
    IdentityDocument.objects.create(
        person=person, kind="PASSPORT", number="FX 123", seen_on=TODAY, valid_until=TODAY
    )

    page = soup(login(amira).get(file_of(household, "documenten/")))
    rows = [" ".join(row.text.split()) for row in page.select("main .day-list li")]

    assert "internationaal paspoort FX 123 gezien op 23 november 2026" in rows[0]
    assert [("Nog geen document gevraagd." in row) for row in rows] == [False, True, True]


# -- Queries ---------------------------------------------------------------------------------------
@every_tab
def test_a_tab_asks_the_same_queries_however_much_there_is(tab, amira, login, team, area):
    asked = []
    client = login(amira)
    for number in (1, 3):
        household = HouseholdFactory(team=team, area=area, persons=number)
        case = household.cases.get()
        AssignmentFactory(case=case, worker_id=amira.user_id)
        for turn in range(number):
            StepFactory(case=case, person=household.members.first().person)
            StepFactory(case=case, done_on=TODAY, done_by_id=amira.user_id)
            ContactFactory(case=case, by_id=amira.user_id)
            StayFactory(
                household=household,
                place=PlaceFactory(area=area),
                starts_on=date(2026, 2 + turn, 1),
                ends_on=date(2026, 2 + turn, 20),
                decided_by_id=amira.user_id,
            )
        for member in household.members.all():
            IdentityDocument.objects.create(person=member.person, kind="PASSPORT", seen_on=TODAY)
            SpecificNeed.objects.create(person=member.person, code="MEDICAL", starts_on=TODAY)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(file_of(household, tab))
        assert response.status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= MOST_QUERIES
