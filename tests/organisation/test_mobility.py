"""A call for volunteers of the staff, the seats they leave, and the recruitment reserve."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from eenplan.core.errors import NotAllowed
from eenplan.organisation import errors, services
from eenplan.organisation.models import (
    CallAnswer,
    Membership,
    ReserveCandidate,
    StaffCall,
    Vacancy,
)
from eenplan.organisation.selectors import actor_for, mobility
from tests.factories import (
    CallAnswerFactory,
    MembershipFactory,
    ReserveCandidateFactory,
    SizeStepFactory,
    StaffCallFactory,
    UserFactory,
    VacancyFactory,
)
from tests.support.at_once import at_once
from tests.support.htmx import soup
from tests.support.setting import TODAY

NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def head(join, cell, team):
    """Somebody who coordinates the cell and the team people come from, as Dirk of the demo."""
    return join("dries", "TEAM_COORDINATOR", cell, team, case_fraction=0)


@pytest.fixture
def call(cell):
    return StaffCallFactory(team=cell, places=1)


@pytest.fixture
def nele(team):
    user = UserFactory(username="nele")
    MembershipFactory(team=team, user=user)
    return actor_for(user, on=TODAY)


def answer(actor, call):
    return services.answer_call(actor=actor, call=call, motivation="graag", on=TODAY)


def accept(actor, found, **changes):
    said = {
        "role": "CASE_MANAGER",
        "case_fraction": Decimal(1),
        "starts_on": NEXT_MONTH,
        "leaves": Membership.objects.filter(user=found.user).first(),
    }
    return services.accept_answer(actor=actor, answer=found, **(said | changes), on=TODAY)


def test_a_call_is_answered_withdrawn_and_answered_again(nele, call):
    answer(nele, call)
    with pytest.raises(errors.AlreadySo):
        answer(nele, call)
    services.withdraw_answer(actor=nele, call=call)
    with pytest.raises(errors.AlreadySo):
        services.withdraw_answer(actor=nele, call=call)
    answer(nele, call)

    assert CallAnswer.objects.get().state == "APPLIED"


def test_who_works_there_or_only_for_a_partner_does_not_answer(call, oksana, join, other_team):
    with pytest.raises(errors.StaffRefused, match="al in dit team"):
        answer(oksana, call)
    partner = join("milan", "PARTNER", other_team)
    with pytest.raises(errors.StaffRefused, match="Alleen medewerkers"):
        answer(partner, call)
    assert not mobility.calls(partner, on=TODAY).exists()
    assert not CallAnswer.objects.exists()


def test_a_closed_call_takes_no_answers(nele, head, call):
    services.close_call(actor=head, call=call, on=TODAY)
    call.refresh_from_db()
    with pytest.raises(errors.StaffRefused, match="gesloten"):
        answer(nele, call)
    StaffCall.objects.update(closed_on=None, opened_on=date(2026, 1, 1), last_day=date(2026, 2, 1))
    call.refresh_from_db()
    with pytest.raises(errors.StaffRefused, match="gesloten"):
        answer(nele, call)


def test_who_is_accepted_moves_and_leaves_a_vacancy(nele, head, call, team, cell):
    found = accept(head, answer(nele, call))

    old, new = Membership.objects.filter(user=nele.user_id).order_by("starts_on")
    assert (old.ends_on, new.starts_on, new.team) == (NEXT_MONTH, NEXT_MONTH, cell)
    assert (found.state, found.membership) == ("ACCEPTED", new)
    vacancy = Vacancy.objects.get()
    assert (vacancy.team, vacancy.since, vacancy.went_to, vacancy.fraction) == (
        team,
        NEXT_MONTH,
        cell,
        1,
    )
    with pytest.raises(errors.AlreadySo):
        services.decline_answer(actor=head, answer=found, reason="x", on=TODAY)


def test_what_refuses_a_role_refuses_a_move_with_nothing_changed(nele, head, call, cell):
    found = answer(nele, call)
    with pytest.raises(errors.MembershipRefused, match="Meer dan 1 kan niet"):
        accept(head, found, leaves=None)
    with pytest.raises(errors.StaffRefused, match="alleen een applicatiebeheerder"):
        accept(head, found, role="ADMINISTRATOR")
    SizeStepFactory(team=cell, staff=1)  # the head is that one
    with pytest.raises(errors.CellFull):
        services.accept_answer(
            actor=head,
            answer=found,
            role="ADMINISTRATIVE",
            case_fraction=Decimal(0),
            starts_on=NEXT_MONTH,
            on=TODAY,
        )
    assert Membership.objects.filter(user=nele.user_id).count() == 1
    assert CallAnswer.objects.get().state == "APPLIED"


def test_a_coordinator_does_not_empty_the_team_of_another(nele, call, cell, join):
    only_cell = join("dora", "TEAM_COORDINATOR", cell, case_fraction=0)
    with pytest.raises(NotAllowed):
        accept(only_cell, answer(nele, call))
    assert not Vacancy.objects.exists()


def test_no_more_are_accepted_than_places(nele, head, call, team):
    accept(head, answer(nele, call))
    other = MembershipFactory(team=team).user
    with pytest.raises(errors.StaffRefused, match="Alle 1 plaatsen"):
        accept(head, CallAnswerFactory(call=call, user=other))


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_of_one_place_have_one_winner(head, call, team):
    answers = [
        CallAnswerFactory(call=call, user=MembershipFactory(team=team).user) for _ in range(2)
    ]

    def job(found):
        try:
            accept(head, found)
        except errors.StaffRefused:
            return "refused"
        finally:
            connection.close()
        return "accepted"

    told = at_once([lambda f=found: job(f) for found in answers])

    assert sorted(told) == ["accepted", "refused"]


def test_only_who_steers_the_team_calls_and_decides(amira, dirk, nele, call, cell):
    found = answer(nele, call)
    for actor in (amira, dirk):  # Dirk steers another team
        for attempt in (
            lambda who: services.open_call(
                actor=who, team=cell, places=1, text="x", last_day=NEXT_MONTH, on=TODAY
            ),
            lambda who: services.close_call(actor=who, call=call, on=TODAY),
            lambda who: services.decline_answer(actor=who, answer=found, reason="x", on=TODAY),
            lambda who: accept(who, found),
        ):
            with pytest.raises(NotAllowed):
                attempt(actor)


# -- Vacancies and the reserve -------------------------------------------------------------------
def test_a_vacancy_says_who_took_it_or_why_nobody(dirk, team, nele):
    vacancy = VacancyFactory(team=team)

    def settle(**changes):
        said = {"settled_on": NEXT_MONTH, "filled_by": None, "note": ""} | changes
        return services.settle_vacancy(actor=dirk, vacancy=vacancy, **said)

    with pytest.raises(errors.StaffRefused, match="waarom niemand"):
        settle()
    with pytest.raises(errors.EndBeforeStart):
        settle(note="x", settled_on=date(2026, 1, 1))
    settle(filled_by=UserFactory())
    with pytest.raises(errors.AlreadySo):
        settle(note="vervalt")


def test_the_reserve_is_taken_up_once_and_not_after_it_lapsed(dirk, team):
    person, seat = ReserveCandidateFactory(), VacancyFactory(team=team)

    def take(**changes):
        said = {"taken_up_on": NEXT_MONTH, "vacancy": seat} | changes
        return services.take_up_candidate(actor=dirk, candidate=person, **said)

    with pytest.raises(errors.StaffRefused, match="liep tot 05/01/2027"):
        take(taken_up_on=date(2027, 2, 1))
    take()
    with pytest.raises(errors.AlreadySo):
        take()
    assert ReserveCandidate.objects.get().vacancy == seat
    assert not mobility.candidates(on=TODAY).exists()
    assert mobility.candidates(on=TODAY, state="aangeworven").count() == 1


# -- The pages -----------------------------------------------------------------------------------
def text(response) -> str:
    return " ".join(soup(response).get_text(" ").split())


def test_a_colleague_answers_and_the_coordinator_decides_on_the_pages(nele, head, cell, login):
    boss, colleague = login(head), login(nele)
    said = {"team": cell.pk, "places": "2", "last_day": "2026-12-18", "text": "Wie komt erbij?"}
    assert boss.post("/medewerkers/oproepen/nieuw/", said).status_code == 303
    call = StaffCall.objects.get()
    page = f"/medewerkers/oproepen/{call.pk}/"

    assert "Wie komt erbij?" in text(colleague.get("/medewerkers/oproepen/"))
    assert colleague.post(f"{page}kandidaat/", {"motivation": "graag"}).status_code == 303
    assert "kandidaat" in text(colleague.get("/medewerkers/oproepen/"))
    assert colleague.get(page).status_code == 403  # who else answered is not for colleagues
    shown = text(boss.get(page))
    assert "Nele" in shown and "graag" in shown
    found = CallAnswer.objects.get()
    old = Membership.objects.get(user=nele.user_id)
    accepted = boss.post(
        f"{page}{found.pk}/aannemen/",
        {"role": "CASE_MANAGER", "case_fraction": "1", "starts_on": "2026-12-01", "leaves": old.pk},
    )
    assert accepted.status_code == 303
    assert "naar Cel Oekraïne" in text(boss.get("/medewerkers/vacatures/"))


def test_a_call_of_another_team_is_not_found(dirk, call, login):
    assert login(dirk).get(f"/medewerkers/oproepen/{call.pk}/").status_code == 404


def test_the_lists_count_what_they_export_and_cost_the_same(
    head, team, call, login, django_assert_max_num_queries
):
    client = login(head)
    pages = ("afwezigheden", "oproepen", "vacatures", "wervingsreserve", "bekwaamheden")

    def cost(page):
        with django_assert_max_num_queries(25) as captured:
            shown = soup(client.get(f"/medewerkers/{page}/")).select("tbody tr")
        export = client.get(f"/medewerkers/{page}/", {"formaat": "csv"}).content.decode()
        assert len(export.splitlines()) == len(shown) + 1
        return len(captured)

    VacancyFactory(team=team)
    ReserveCandidateFactory()
    CallAnswerFactory(call=call)
    client.get("/medewerkers/oproepen/")
    few = {page: cost(page) for page in pages}
    for _ in range(3):
        VacancyFactory(team=team, left_by=UserFactory(), went_to=call.team)
        ReserveCandidateFactory()
        StaffCallFactory(team=team)
    assert {page: cost(page) for page in pages} == few


@pytest.mark.parametrize(
    "page", ["afwezigheden", "oproepen", "vacatures", "wervingsreserve", "bekwaamheden"]
)
def test_a_filter_that_cannot_be_lists_nothing_and_says_so(page, head, login):
    field = "when" if page == "afwezigheden" else "state"
    shown = text(login(head).get(f"/medewerkers/{page}/", {field: "soms"}))
    assert "Deze filter bestaat niet (meer)" in shown
