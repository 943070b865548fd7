"""The pages of Beheer: who sees them, what a refusal keeps, and lists that equal their counts."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from eenplan.core.models import AuditEvent
from eenplan.organisation.models import Membership, Norm, Team, User
from eenplan.organisation.roles_doc import roles_table
from tests.factories import (
    AreaFactory,
    DivisionFactory,
    EvaluationFactory,
    HouseholdFactory,
    MembershipFactory,
    TeamAreaFactory,
    TeamFactory,
    UserFactory,
)
from tests.support.htmx import HTMX, same, soup
from tests.support.setting import TODAY

LISTS = ("norms", "forms", "teams", "users", "roles", "areas")


def url(name, *args):
    return reverse(f"organisation:{name}", args=args)


def text(response) -> str:
    return " ".join(soup(response).get_text(" ").split())


@pytest.fixture
def opened(karim, login):
    client = login(karim)
    return lambda name, *args, **query: client.get(url(name, *args), query)


@pytest.fixture
def send(karim, login):
    client = login(karim)
    return lambda page, *args, **said: client.post(url(page, *args), said)


@pytest.mark.parametrize("name", LISTS)
def test_the_administrator_opens_every_list(name, opened, team):
    response = opened(name)
    assert response.status_code == 200
    assert len(soup(response).select("h1")) == 1


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("norms", "celine"),
        ("forms", "hana"),
        ("teams", "dirk"),
        ("users", "dirk"),
        ("roles", "joris"),
        ("areas", "els"),
    ],
)
def test_without_the_capability_the_page_says_so(name, who, request, login):
    response = login(request.getfixturevalue(who)).get(url(name))
    assert response.status_code == 403
    assert "U mag dit niet doen" in text(response)


def test_who_only_sees_norms_gets_no_form_and_may_not_send_one(login, joris):
    client = login(joris)
    shown = soup(client.get(url("norm", "quiet_days")))
    assert not shown.select("main form")
    assert client.post(url("norm", "quiet_days"), {}).status_code == 403


def test_the_tabs_are_those_the_actor_may_open(login, joris, opened):
    shown = [tab.get_text() for tab in soup(login(joris).get(url("norms"))).select(".tab")]
    assert shown == ["Normen", "Opvangvormen"]
    assert len(soup(opened("norms")).select(".tab")) == 6


def test_a_coordinator_sets_a_norm_and_sees_it_in_the_history(login, dirk):
    client = login(dirk)
    said = {"value": "14", "starts_on": "24/11/2026", "reason": "college van 20 november"}

    response = client.post(url("norm", "quiet_days"), said, follow=True)

    assert response.redirect_chain == [(url("norm", "quiet_days"), 303)]
    assert "14 dagen zonder contact vanaf 24/11/2026" in text(response)
    rows = [" ".join(row.get_text(" ").split()) for row in soup(response).select("tbody tr")]
    assert "24 november 2026 14 dagen zonder contact komt nog Dirk Testers" in rows[0]
    assert "geldt nu Eenplan" in rows[1]


def test_a_refused_norm_keeps_what_was_typed(login, dirk):
    said = {"value": "0", "starts_on": "2026-11-24", "reason": "college van 20 november"}
    before = Norm.objects.count()

    response = login(dirk).post(url("norm", "quiet_days"), said)

    assert response.status_code == 422
    shown = soup(response)
    assert shown.title.get_text().startswith("Fout:")
    assert shown.select_one("[name=reason]")["value"] == said["reason"]
    assert "van 1 tot 366" in shown.select_one("#id_value_error").get_text()
    assert Norm.objects.count() == before


def test_a_planned_norm_is_withdrawn_with_its_button(login, dirk):
    client = login(dirk)
    said = {"value": "14", "starts_on": "2026-11-24", "reason": "x"}
    client.post(url("norm", "quiet_days"), said)
    row = Norm.objects.get(key="quiet_days", value=14)

    response = client.post(url("withdraw_norm", "quiet_days", row.pk))

    assert response.status_code == 303
    assert not Norm.objects.filter(pk=row.pk).exists()
    assert client.post(url("withdraw_norm", "quiet_days", row.pk)).status_code == 404


def test_an_unknown_norm_or_form_is_not_found(opened, login, dirk):
    assert opened("norm", "moon_phase").status_code == 404
    assert login(dirk).get(url("form", "CASTLE")).status_code == 404


def test_a_form_is_opened_from_a_day(login, dirk):
    client = login(dirk)
    shown = text(client.get(url("forms")))
    assert re.search(r"Gastgezin Sinds 14 maart 2022, door Eenplan: 7-puntenplan", shown)
    said = {"value": "1", "starts_on": "2026-11-24", "reason": "genoeg toezicht"}

    assert client.post(url("form", "HOST_FAMILY"), said).status_code == 303

    assert "Open vanaf 24 november 2026: genoeg toezicht" in text(client.get(url("forms")))


def test_a_form_that_is_closed_already_is_not_closed_again(login, dirk):
    said = {"value": "0", "starts_on": "2026-11-24", "reason": "nog eens"}
    response = login(dirk).post(url("form", "HOST_FAMILY"), said)
    assert response.status_code == 422
    assert "al gesloten sinds 14/03/2022" in text(response)
    assert 'value="nog eens"' in response.content.decode()


def test_a_team_is_made_shown_and_changed(send, opened):
    said = {"name": "Wijkteam Zuid", "kind": "NEIGHBOURHOOD", "starts_on": "2026-11-23"}
    assert send("new_team", **said).status_code == 303
    team = Team.objects.get(name="Wijkteam Zuid")
    assert "Hier werkt vandaag niemand" in text(opened("team", team.pk))

    assert send("edit_team", team.pk, name="Wijkteam Noord").status_code == 422  # no day
    said = {"name": "Wijkteam Noord", "open_days": ["6", "2", "3"]}
    assert send("edit_team", team.pk, **said).status_code == 303
    team.refresh_from_db()
    assert (team.name, team.open_days) == ("Wijkteam Noord", "236")


def test_a_cell_whose_evaluation_is_over_says_so(opened, cell):
    EvaluationFactory(team=cell, planned_on=TODAY - timedelta(days=1))
    assert "was voorzien op 22 november 2026" in text(opened("team", cell.pk))
    assert "evaluatie is voorbij" in text(opened("teams"))


def test_a_colleague_gets_an_account_and_a_role(send, opened, team):
    suggested = soup(opened("new_user")).select_one("[name=password]")["value"]
    said = {"first_name": "Nora", "last_name": "Testers", "username": "nora"}

    made = send("new_user", **said, password=suggested, languages=["nl", "uk"])

    nora = User.objects.get(username="nora")
    assert made["Location"] == url("user", nora.pk)
    assert nora.check_password(suggested)
    assert "Nog geen rol" in text(opened("user", nora.pk))
    role = {
        "team": team.pk,
        "role": "CASE_MANAGER",
        "case_fraction": "0,8",
        "starts_on": "2026-11-23",
    }
    assert send("new_role", nora.pk, **role).status_code == 303
    assert "Maatschappelijk werker Wijkteam Heuvelkant 0,80" in text(opened("user", nora.pk))


def test_two_suggested_passwords_differ(opened):
    found = {soup(opened("new_user")).select_one("[name=password]")["value"] for _ in range(2)}
    assert len(found) == 2


def test_a_refused_account_keeps_everything(send):
    said = {"first_name": "Nora", "last_name": "Testers", "username": "karim"}
    response = send("new_user", **said, password="vier woorden in een zin")
    assert response.status_code == 422
    shown = soup(response)
    assert "al in gebruik" in shown.select_one("#id_username_error").get_text()
    assert shown.select_one("[name=first_name]")["value"] == "Nora"


def test_a_role_is_ended_and_the_last_administrator_is_not(send, karim, amira):
    membership = Membership.objects.get(user=amira.user_id)
    ended = send("end_role", amira.user_id, membership.pk, ends_on="2026-11-24")
    assert ended.status_code == 303

    own = Membership.objects.get(user=karim.user_id)
    refused = send("end_role", karim.user_id, own.pk, ends_on="2026-11-24")
    assert refused.status_code == 422
    assert "Er moet minstens één applicatiebeheerder blijven" in text(refused)


def test_a_role_of_somebody_else_is_not_found_under_this_account(opened, amira, dirk):
    membership = Membership.objects.get(user=dirk.user_id)
    assert opened("end_role", amira.user_id, membership.pk).status_code == 404


def test_a_colleague_is_blocked_and_let_in_again(send, opened, amira):
    assert send("block", amira.user_id, reason="uit dienst").status_code == 303
    assert "Dit account is geblokkeerd" in text(opened("user", amira.user_id))
    assert send("block", amira.user_id, reason="terug").status_code == 303
    assert User.objects.get(pk=amira.user_id).is_active


def test_oneself_is_not_blocked_and_the_page_does_not_offer_it(send, opened, karim):
    assert not soup(opened("user", karim.user_id)).select(f'[href="{url("block", karim.user_id)}"]')
    refused = send("block", karim.user_id, reason="x")
    assert refused.status_code == 422
    assert "eigen account niet blokkeren" in text(refused)


def test_a_password_is_set_for_who_forgot_it(send, amira):
    assert send("password", amira.user_id, password="kort").status_code == 422
    said = "vier woorden in een zin"
    assert send("password", amira.user_id, password=said).status_code == 303
    assert User.objects.get(pk=amira.user_id).check_password(said)


def test_an_area_gets_another_team(send, opened, area, team, other_team):
    said = {"team": other_team.pk, "starts_on": "2026-11-30", "reason": "herindeling"}
    assert send("area", area.pk, **said).status_code == 303
    assert "Wijkteam Molenwijk vanaf 30 nov 2026" in text(opened("areas"))

    refused = send("area", area.pk, **(said | {"starts_on": "2026-11-20"}))
    assert refused.status_code == 422
    assert "Deze dag is voorbij" in text(refused)


def test_another_division_is_shown_without_teams(opened, team):
    other = DivisionFactory(code="sectoren", name="Sectoren", is_primary=False)
    sector = AreaFactory(division=other, name="A00")

    shown = opened("areas", indeling="sectoren")

    assert "A00" in text(shown)
    assert "Gezinnen in zorg" not in text(shown)
    assert opened("area", sector.pk).status_code == 404
    counts = [link.get_text(" ") for link in soup(shown).select(".day-list li > a")]
    assert [re.match(r"\d+", count)[0] for count in counts] == ["1", "1"]


def test_a_count_of_staff_equals_the_list_it_leads_to(opened, team, amira, dirk):
    link = soup(opened("team", team.pk)).select_one("dl a")
    listed = soup(opened("users", team=team.pk))
    assert link["href"] == f"{url('users')}?team={team.pk}"
    assert int(link.get_text()) == len(listed.select("#rows tbody tr")) == 2
    assert "2 gebruikers" in listed.select_one(".list-foot").get_text()


def test_a_count_of_a_role_equals_the_list_it_leads_to(opened, amira, bram):
    [link] = soup(opened("roles")).select('[href$="role=CASE_MANAGER"]')
    assert int(link.get_text()) == len(
        soup(opened("users", role="CASE_MANAGER")).select("tbody tr")
    )


def test_the_export_holds_exactly_what_is_listed(karim, login, amira):
    client = login(karim)
    listed = soup(client.get(url("users"), {"q": "ami"})).select("tbody tr")
    lines = client.get(url("users"), {"q": "ami", "formaat": "csv"}).content.decode("utf-8-sig")
    assert len(listed) == 1
    assert [line.split(";")[1] for line in lines.splitlines()] == ["Gebruikersnaam", "amira"]
    assert AuditEvent.objects.get(event="core.list-exported").detail["q"] == "q=ami&formaat=csv"


@pytest.mark.parametrize("name", ["norms", "teams", "users", "areas"])
def test_a_fragment_equals_a_fresh_load(name, karim, login, team, amira):
    client = login(karim)
    [fresh] = soup(client.get(url(name))).select("#rows")
    assert same(fresh, soup(client.get(url(name), headers=HTMX)).select_one("#rows"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_queries_whatever_its_length(
    name, karim, login, team, django_assert_max_num_queries
):
    client = login(karim)
    client.get(url(name))

    def cost():
        with django_assert_max_num_queries(20) as captured:
            assert client.get(url(name)).status_code == 200
        return len(captured)

    few = cost()
    for number in range(3):
        extra = TeamFactory(name=f"Extra {number}")
        area = AreaFactory()
        TeamAreaFactory(team=extra, area=area)
        MembershipFactory(team=extra, user=UserFactory())
        HouseholdFactory(team=extra, area=area)
    assert cost() == few


def test_a_form_sent_twice_counts_once(karim, login, amira):
    client = login(karim)
    form = soup(client.get(url("new_user"))).select_one("main form")
    said = {"first_name": "Nora", "last_name": "Testers", "username": "nora"}
    said |= {"password": "vier woorden in een zin"}
    said |= {"submission": form.select_one("[name=submission]")["value"]}

    first, second = (client.post(url("new_user"), said) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert User.objects.filter(username="nora").count() == 1


def test_the_generated_pages_are_written_and_checked(tmp_path, capsys):
    with pytest.raises(CommandError, match="roles.md, lifecycles.md, norms.md"):
        call_command("docs", check=True, folder=tmp_path)
    call_command("docs", folder=tmp_path)
    call_command("docs", check=True, folder=tmp_path)
    (tmp_path / "roles.md").write_text("by hand")
    with pytest.raises(CommandError, match="Niet meer juist: roles.md"):
        call_command("docs", check=True, folder=tmp_path)
    assert "| een aankomst registreren (`household.register`) | ja |" in roles_table()


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("users", {"team": "999999"}),
        ("users", {"team": "\x00"}),
        ("users", {"role": "KONING"}),
        ("users", {"active": "soms"}),
        ("users", {"q": "a\x00"}),
        ("teams", {"kind": "VOETBAL"}),
    ],
)
def test_a_filter_that_cannot_be_lists_and_exports_nothing(name, query, opened, team, amira):
    response = opened(name, **query)

    assert not soup(response).select("#rows tbody tr")
    empty = soup(response).select_one("#rows .empty-state")
    assert empty.get_text().strip() == "Deze filter bestaat niet (meer). Wis de filters"
    assert empty.a["href"] == url(name)
    exported = opened(name, **query, formaat="csv").content.decode()
    assert len(exported.splitlines()) == 1
