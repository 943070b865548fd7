"""What was typed when the session had ended is there again, on every form, and only there."""

import pytest
from django.test import Client

from eenplan.core import submissions
from eenplan.core.models import Draft
from tests.factories import HouseholdFactory, PlaceFactory, StayFactory, StepFactory
from tests.support.htmx import soup
from tests.support.setting import TODAY

TYPED = "Dit wilde ik zeggen"


@pytest.fixture
def forms(team, area, dirk, els, amira, karim):
    """Every form with free text: who fills it in, where it stands, where it goes, which field."""
    household = HouseholdFactory(team=team, area=area)
    case = household.cases.get()
    step, place = StepFactory(case=case), PlaceFactory(area=area)
    stay = StayFactory(household=HouseholdFactory(team=team, area=area))
    later = StayFactory(
        household=HouseholdFactory(team=team, area=area), starts_on=TODAY.replace(day=29)
    )
    file = f"/gezin/2026/{household.serial}/"
    leave = "/gezin/2026/{0.household.serial}/verblijf-beeindigen/?verblijf={0.pk}".format
    return {
        "contact": (amira, f"{file}contact/", "note"),
        "details": (amira, f"{file}contactgegevens/", "pets"),
        "step": (amira, f"/stap/{step.pk}/klaar/", "result"),
        "assign": (dirk, f"/dossier/{case.pk}/toewijzen/", "overrule_reason"),
        "new offer": (els, "/aanbod/nieuw/", "name"),
        "state": (els, f"/plaatsen/{place.pk}/", "note"),
        "leave": (amira, leave(stay), "reason"),
        "cancel": (amira, leave(later), "reason"),
        "norm": (dirk, "/beheer/normen/quiet_days/", "reason"),
        "form": (dirk, "/beheer/opvangvormen/HOST_FAMILY/", "reason"),
        "new team": (karim, "/beheer/teams/nieuw/", "name"),
        "team": (karim, f"/beheer/teams/{team.pk}/wijzigen/", "name"),
        "area": (karim, f"/beheer/wijken/{area.pk}/", "reason"),
        "new user": (karim, "/beheer/gebruikers/nieuw/", "first_name"),
        "user": (karim, f"/beheer/gebruikers/{amira.user_id}/wijzigen/", "last_name"),
        "block": (karim, f"/beheer/gebruikers/{amira.user_id}/blokkeren/", "reason"),
        "arrival": (amira, "/aankomst/", "p-0-family_name"),
    }


NAMES = [
    *("contact", "details", "step", "assign", "new offer", "state", "leave", "cancel", "norm"),
    *("form", "new team", "team", "area", "new user", "user", "block", "arrival"),
]


def filled_in(page, field) -> tuple[str, dict]:
    """Return where the form with this field goes and what it sends, with our text in the field."""
    form = page.select_one(f"main form[method=post]:has([name={field!r}])")
    fields = {i["name"]: i.get("value", "") for i in form.select("input[type=hidden]")}
    return form.get("action", ""), fields | {field: TYPED, "password": "geheim-geheim"}


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_every_form_survives_a_time_out(name, forms, login):
    actor, address, field = forms[name]
    client = login(actor)
    shown = client.get(address)
    assert shown.status_code == 200
    goes_to, data = filled_in(soup(shown), field)
    goes_to = address if not goes_to or goes_to.startswith("?") else goes_to

    expired = Client()
    assert expired.post(goes_to, data).status_code == 302
    assert "geheim" not in Draft.objects.get().data

    page = soup(client.get(address))
    assert "Dit is uw concept van 23 november, 10:00" in page.select_one(".alert-info").text
    box = page.select_one(f"main form [name={field!r}]")
    assert TYPED in (box.get("value") or box.text)
    assert not page.select(".error-text")

    thrown = page.select_one("form[action='/concept/weg/'] [name=draft_page]")["value"]
    assert client.post("/concept/weg/", {"draft_page": thrown})["Location"] == thrown
    assert not soup(client.get(address)).select("form[action='/concept/weg/']")


def test_a_new_password_is_never_kept(karim, amira, login):
    data = {
        "submission": submissions.new_key(karim.user_id),
        "draft_page": f"/beheer/gebruikers/{amira.user_id}/wachtwoord/",
        "password": "geheim-geheim-1",
    }

    Client().post(data["draft_page"], data)

    assert not Draft.objects.exists()


def test_a_draft_of_details_that_changed_meanwhile_shows_both_texts(amira, household, login):
    address, client = f"/gezin/2026/{household.serial}/contactgegevens/", login(amira)
    _, data = filled_in(soup(client.get(address)), "pets")
    Client().post(address, data)
    fresh = {"version": 1, "contact_channel": "PHONE", "contact_language": "uk", "pets": "kat"}
    assert client.post(address, fresh).status_code == 303

    page = soup(client.get(address))
    again = {i["name"]: i.get("value", "") for i in page.select("#main form input[name]")}
    again |= {"contact_channel": "PHONE", "contact_language": "uk"}
    response = client.post(address, again)

    assert response.status_code == 409
    assert "kat" in soup(response).select_one("table").text
    assert TYPED in soup(response).select_one("table").text
