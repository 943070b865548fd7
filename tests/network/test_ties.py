"""Who else works with a household, and where help overlaps."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.network import services
from eenplan.network.errors import ImpossibleTie, NeedsReason, NoValidConsent
from eenplan.network.models import HouseholdTie
from eenplan.network.selectors import overlaps
from tests.factories.network import CONSENT, NetworkServiceFactory, TieFactory
from tests.network.conftest import given
from tests.support.htmx import soup
from tests.support.setting import TODAY


@pytest.fixture
def note(amira, household, service):
    def _note(**changes):
        facts = {
            "actor": amira,
            "household": household,
            "service": service,
            "other_name": "",
            "theme": "",
            "role": "budgetbegeleiding",
            "starts_on": date(2026, 6, 1),
            "on": TODAY,
            "consent": given(),
        }
        return services.note_tie(**{**facts, **changes})

    return _note


def test_a_tie_is_noted_with_consent_and_the_theme_of_its_service(note, service):
    tie = note()

    assert (tie.provider, tie.theme) == (str(service), "ENERGY_DEBTS")
    assert tie.consent_holds_on(TODAY)
    assert AuditEvent.objects.filter(event="network.tie-noted").count() == 1


def test_without_consent_one_only_knows_it(note):
    tie = note(consent=None)
    assert not tie.consent_holds_on(TODAY)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"starts_on": TODAY + timedelta(days=1)}, ImpossibleTie),
        ({"starts_on": date(1901, 1, 1)}, ImpossibleTie),
        ({"consent": given(until=TODAY)}, NoValidConsent),
    ],
)
def test_impossible_days_are_refused(changes, refusal, note):
    with pytest.raises(refusal):
        note(**changes)
    assert not HouseholdTie.objects.exists()


def test_a_service_stands_once_with_a_household(note):
    note()
    with pytest.raises(ImpossibleTie, match="staat al"):
        note()


def test_another_team_notes_nothing(note, bram):
    with pytest.raises(NotAllowed):
        note(actor=bram)


def test_ending_keeps_the_row_and_the_reason(note, amira):
    tie = note()
    services.end_tie(actor=amira, tie=tie, ends_on=TODAY, reason="klaar", on=TODAY)
    tie.refresh_from_db()
    assert (tie.ends_on, tie.end_reason) == (TODAY, "klaar")
    with pytest.raises(ImpossibleTie, match="net af"):
        services.end_tie(actor=amira, tie=tie, ends_on=TODAY, reason="", on=TODAY)


def test_consent_to_talk_is_withdrawn_with_a_reason(note, amira):
    tie = note()
    with pytest.raises(NeedsReason):
        services.withdraw_tie_consent(actor=amira, tie=tie, why=" ", on=TODAY)
    services.withdraw_tie_consent(actor=amira, tie=tie, why="liever niet", on=TODAY)
    tie.refresh_from_db()
    assert not tie.consent_holds_on(TODAY)
    assert tie.ends_on is None


def test_the_database_wants_a_whole_consent_or_none(household):
    with pytest.raises(IntegrityError, match="whole_consent"), transaction.atomic():
        TieFactory(household=household, **{**CONSENT, "consent_by": ""})


# -- Overlap ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((1, None), (3, None), (3, None)),
        ((1, 4), (3, 6), (3, 4)),
        ((1, 3), (3, 6), None),
        ((1, None), (3, 3), None),
    ],
)
def test_help_overlaps_in_the_days_both_are_there(one, other, overlap, household):
    def tie(days, theme="HEALTH"):
        starts, ends = (day and date(2026, day, 1) for day in days)
        return TieFactory(household=household, theme=theme, starts_on=starts, ends_on=ends)

    found = overlaps([tie(one), tie(other), tie(one, theme="WORK"), tie(one, theme="OTHER")])

    expected = [tuple(day and date(2026, day, 1) for day in overlap)] if overlap else []
    assert [(o.since, o.until) for o in found] == expected


# -- The page --------------------------------------------------------------------------------------
@pytest.fixture
def tab(household):
    return f"/gezin/{household.year}/{household.serial}/netwerk/"


def test_the_file_shows_overlap_ties_and_the_way_to_refer(household, tab, amira, login):
    for name in ("Budgethulp Oost", "Schuldhulp West"):
        TieFactory(household=household, service=NetworkServiceFactory(name=name))
    page = soup(login(amira).get(tab))

    assert "Dubbele hulp rond energie en schulden" in page.text
    assert "nog geen toestemming" in page.text
    assert page.select_one(".actions a.btn-primary").text.strip() == "Doorverwijzen"


def test_who_does_not_refer_reads_without_buttons(household, tab, join, team, login):
    TieFactory(household=household)
    page = soup(login(join("rita", "RECEPTION", team)).get(tab))
    assert page.select(".day-list li")
    assert not page.select(".actions a") and not page.select('a[href*="/band/"]')


def test_the_tab_takes_as_many_queries_for_three_ties_as_for_one(
    household, tab, amira, login, django_assert_max_num_queries
):
    browser = login(amira)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            TieFactory(household=household)
        with django_assert_max_num_queries(80) as found:
            browser.get(tab)
        counts.append(len(found))
    assert counts[0] == counts[1]


def form(chosen, /, **changes):
    said = {
        "service": chosen.pk,
        "role": "budgetbegeleiding",
        "starts_on": "2026-06-01",
        "has_consent": "on",
        "consent_by": "Olena Kovalchuk",
        "consent_how": "SPOKEN",
        "consent_language": "uk",
        "consent_on": "2026-11-23",
        "consent_until": "2027-05-01",
    }
    return {**said, **changes}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"service": ""}, "Kies een dienst, of schrijf iemand anders"),
        ({"service": "", "other_name": "Huisarts"}, "Kies waarvoor"),
        ({"starts_on": "31/02/2026"}, "geen bestaande datum"),
        ({"starts_on": "0026-01-01"}, "Kijk het jaar na"),
        ({"consent_by": ""}, "verplicht"),
        ({"consent_by": "ander"}, "Schrijf de naam"),
        ({"role": "x" * 500}, "200"),
        ({"contact_person": "a\x00"}, "niet kunnen lezen"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_text_stays(
    changes, sentence, household, case, service, amira, login
):
    address = f"/netwerk/gezin/{household.year}/{household.serial}/band/"
    response = login(amira).post(address, form(service, **changes))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "budgetbegeleiding" in response.content.decode() or "role" in changes
    assert not HouseholdTie.objects.exists()


def test_noting_ending_and_withdrawing_on_the_screen(household, case, service, amira, login, tab):
    browser = login(amira)
    address = f"/netwerk/gezin/{household.year}/{household.serial}/band/"
    without = {name: "" for name in form(service) if name.startswith("consent")}
    assert browser.post(address, form(service))["Location"] == tab
    other = form(service, **without, service="", other_name="Huisarts Declercq", theme="HEALTH")
    del other["has_consent"]
    assert browser.post(address, other).status_code == 303
    first, second = HouseholdTie.objects.order_by("pk")
    assert (second.provider, second.consent_how) == ("Huisarts Declercq", "")

    gone = browser.post(f"/netwerk/banden/{first.pk}/toestemming/", {"why": "liever niet"})
    ended = browser.post(f"/netwerk/banden/{second.pk}/einde/", {"ends_on": "2026-11-23"})
    assert (gone.status_code, ended.status_code) == (303, 303)
    text = soup(browser.get(tab)).text
    assert "liever niet" in text and "voorbij" in text
