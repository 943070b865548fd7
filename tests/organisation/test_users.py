"""Accounts and roles: given from a day, ended on a day, never by oneself."""

from datetime import timedelta
from decimal import Decimal

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.utils import translation

from eenplan.core.access import Capability
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.organisation import errors, services
from eenplan.organisation.enums import Role
from eenplan.organisation.languages import LANGUAGES
from eenplan.organisation.models import Membership, User
from eenplan.organisation.selectors import actor_for
from eenplan.organisation.selectors.users import held_households, users
from eenplan.people.enums import Language
from tests.factories import (
    AssignmentFactory,
    MembershipFactory,
    SizeStepFactory,
    TeamFactory,
    UserFactory,
)
from tests.support.setting import TODAY

TOMORROW = TODAY + timedelta(days=1)
PASSWORD = "vier woorden in een zin"


def add_user(actor, **changes):
    said = {
        "username": "nora",
        "first_name": "Nora",
        "last_name": "Testers",
        "languages": ["nl", "uk"],
        "password": PASSWORD,
    }
    return services.add_user(actor=actor, **(said | changes))


def give_role(actor, user, team, **changes):
    said = {"role": Role.CASE_MANAGER, "starts_on": TODAY, "case_fraction": Decimal("0.8")}
    return services.add_membership(actor=actor, user=user, team=team, **(said | changes))


def test_a_new_account_can_sign_in_and_may_nothing_yet(karim, rf):
    user = add_user(karim)

    assert authenticate(rf.post("/"), username="nora", password=PASSWORD) == user
    assert actor_for(user, on=TODAY).capabilities == frozenset()
    [line] = AuditEvent.objects.filter(event="organisation.user-added")
    assert PASSWORD not in str(line.detail)


def test_a_username_is_taken_whatever_its_capitals(karim):
    with pytest.raises(errors.UsernameTaken, match="al in gebruik"):
        add_user(karim, username="KARIM")
    assert User.objects.count() == 1


@pytest.mark.parametrize("name", ["аmira", "AM1RA", "arnira", "a.mirа", "ámira", "amіra"])
def test_a_username_that_looks_like_another_is_refused(karim, amira, name):
    with pytest.raises(errors.UsernameTaken, match="lijkt te veel op “amira”"):
        add_user(karim, username=name)
    assert User.objects.count() == 2


def test_a_username_of_another_person_is_not_refused(karim, amira):
    for name in ("amir", "оксана", "amina", "amira2"):
        add_user(karim, username=name)
    assert User.objects.count() == 6


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "te kort"),
        ("1qaz2wsx3edc", "te algemeen"),
        ("aaaaaaaaaaaa", "te makkelijk"),
        ("abababababab", "te makkelijk"),
        ("Amira1Amira1", "te makkelijk"),
        ("amiraamiraam", "te makkelijk"),
        ("abcdefghijkl", "te makkelijk"),
        ("321098765432", "te makkelijk"),
        ("aabbccaabbcc", "te makkelijk"),
    ],
)
def test_a_weak_password_is_refused_in_dutch(karim, password, sentence):
    with translation.override("nl-be"), pytest.raises(errors.WeakPassword, match=sentence):
        add_user(karim, password=password)
    assert User.objects.count() == 1


def test_a_role_counts_from_its_day(karim, team):
    user = UserFactory()
    give_role(karim, user, team, starts_on=TOMORROW)

    assert not actor_for(user, on=TODAY).can(Capability.CASE_WORK)
    assert actor_for(user, on=TOMORROW).can(Capability.CASE_WORK)
    assert AuditEvent.objects.filter(event="organisation.role-given").count() == 1


@pytest.mark.parametrize(
    ("changes", "error", "field", "sentence"),
    [
        ({"ends_on": TODAY}, errors.EndBeforeStart, "ends_on", "na de begindatum"),
        (
            {"role": Role.RECEPTION},
            errors.MembershipRefused,
            "case_fraction",
            "Alleen een maatschappelijk werker",
        ),
        ({"case_fraction": Decimal("1.5")}, errors.MembershipRefused, "case_fraction", "0 tot 1"),
        (
            {"starts_on": TODAY - timedelta(days=9999)},
            errors.MembershipRefused,
            "starts_on",
            "begint pas op 01/01/2020",
        ),
    ],
)
def test_a_role_that_cannot_be_is_refused(karim, team, changes, error, field, sentence):
    user = UserFactory()

    with pytest.raises(error, match=sentence) as refusal:
        give_role(karim, user, team, **changes)

    assert refusal.value.field == field
    assert not user.memberships.exists()


def test_nobody_works_more_than_full_time(karim, team, other_team):
    user = UserFactory()
    give_role(karim, user, team)

    with pytest.raises(errors.MembershipRefused, match="is dat 1,3 van voltijds"):
        give_role(karim, user, other_team, case_fraction=Decimal("0.5"))
    give_role(karim, user, other_team, case_fraction=Decimal("0.2"))


def test_a_role_is_held_once_at_a_time(karim, team):
    user = UserFactory()
    give_role(karim, user, team, case_fraction=Decimal("0.4"))

    with pytest.raises(errors.MembershipRefused, match="heeft die rol al in dit team"):
        give_role(karim, user, team, case_fraction=Decimal("0.4"))


def test_a_role_in_a_team_that_stops_needs_an_end(karim):
    team = TeamFactory(ends_on=TOMORROW)

    with pytest.raises(errors.MembershipRefused, match="Dit team stopt op 24/11/2026"):
        give_role(karim, UserFactory(), team)
    give_role(karim, UserFactory(), team, ends_on=TOMORROW)


def test_nobody_gives_himself_a_role(karim, team):
    user = User.objects.get(pk=karim.user_id)

    for role in (Role.ADMINISTRATOR, Role.CASE_MANAGER):
        with pytest.raises(errors.OwnAccount, match="U kunt uzelf geen rol geven"):
            give_role(karim, user, team, role=role, case_fraction=Decimal(0))
    assert user.memberships.count() == 1


def test_a_cell_does_not_grow_beyond_its_limit(karim, cell):
    SizeStepFactory(team=cell, staff=2)
    first, second, third = (UserFactory() for _ in range(3))
    give_role(karim, first, cell)
    give_role(karim, second, cell)

    with pytest.raises(errors.CellFull, match="telt al 2 van de 2 medewerkers"):
        give_role(karim, third, cell)
    give_role(karim, first, cell, role=Role.TEAM_COORDINATOR, case_fraction=Decimal(0))
    assert cell.memberships.count() == 3


def test_a_blocked_colleague_leaves_room_in_the_cell_and_takes_it_again(karim, cell):
    SizeStepFactory(team=cell, staff=1)
    first, second = UserFactory(), UserFactory()
    give_role(karim, first, cell)
    services.block_user(actor=karim, user=first, reason="weg", on=TODAY)
    give_role(karim, second, cell)

    with pytest.raises(errors.CellFull):
        services.unblock_user(actor=karim, user=first, reason="terug", on=TODAY)
    first.refresh_from_db()
    assert not first.is_active


def test_ending_a_role_ends_what_it_allowed(karim, amira):
    membership = Membership.objects.get(user=amira.user_id)
    services.end_membership(actor=karim, membership=membership, ends_on=TOMORROW, on=TODAY)

    user = User.objects.get(pk=amira.user_id)
    assert actor_for(user, on=TODAY).can(Capability.CASE_WORK)
    assert not actor_for(user, on=TOMORROW).can(Capability.CASE_WORK)
    with pytest.raises(errors.AlreadySo, match="stopt al op 24/11/2026"):
        services.end_membership(actor=karim, membership=membership, ends_on=TOMORROW, on=TODAY)


def test_the_last_administrator_stays(karim, central):
    other = UserFactory()
    leaving = give_role(
        karim,
        other,
        central,
        role=Role.ADMINISTRATOR,
        case_fraction=Decimal(0),
        ends_on=TODAY + timedelta(days=30),
    )
    own = Membership.objects.get(user=karim.user_id)

    with pytest.raises(errors.LastAdministrator, match="minstens één applicatiebeheerder blijven"):
        services.end_membership(actor=karim, membership=own, ends_on=TOMORROW, on=TODAY)

    leaving.ends_on = None
    leaving.save()
    services.end_membership(actor=karim, membership=own, ends_on=TOMORROW, on=TODAY)
    assert Membership.objects.get(pk=own.pk).ends_on == TOMORROW


def test_the_last_administrator_is_not_blocked(karim, central, join):
    second = join("lena", "ADMINISTRATOR", central, ends_on=TOMORROW)

    with pytest.raises(errors.LastAdministrator):
        services.block_user(
            actor=second, user=User.objects.get(pk=karim.user_id), reason="x", on=TODAY
        )
    assert User.objects.get(pk=karim.user_id).is_active


def test_nobody_blocks_himself(karim):
    with pytest.raises(errors.OwnAccount, match="eigen account niet blokkeren"):
        services.block_user(
            actor=karim, user=User.objects.get(pk=karim.user_id), reason="x", on=TODAY
        )


def test_who_is_blocked_is_out_at_once(karim, amira, login):
    client = login(amira)
    assert client.get("/beheer/").status_code == 200

    services.block_user(
        actor=karim, user=User.objects.get(pk=amira.user_id), reason="uit dienst", on=TODAY
    )

    assert client.get("/beheer/").status_code == 302


def test_a_new_password_ends_the_open_sessions(karim, amira, login):
    client = login(amira)
    user = User.objects.get(pk=amira.user_id)

    services.set_password(actor=karim, user=user, password=PASSWORD)

    assert client.get("/beheer/").status_code == 302
    with pytest.raises(errors.OwnAccount):
        services.set_password(
            actor=karim, user=User.objects.get(pk=karim.user_id), password=PASSWORD
        )


def test_a_lost_phone_is_forgotten_by_another_administrator_only(karim, amira):
    user = User.objects.get(pk=amira.user_id)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})

    services.reset_second_factor(actor=karim, user=user)

    assert not Authenticator.objects.exists()
    with pytest.raises(errors.OwnAccount):
        services.reset_second_factor(actor=karim, user=User.objects.get(pk=karim.user_id))


def test_only_who_manages_users_may(dirk, team):
    user = UserFactory()
    membership = MembershipFactory(user=user, team=team)
    for change in (
        lambda: add_user(dirk),
        lambda: give_role(dirk, user, team),
        lambda: services.block_user(actor=dirk, user=user, reason="x", on=TODAY),
        lambda: services.unblock_user(actor=dirk, user=user, reason="x", on=TODAY),
        lambda: services.set_password(actor=dirk, user=user, password=PASSWORD),
        lambda: services.reset_second_factor(actor=dirk, user=user),
        lambda: services.change_user(
            actor=dirk, user=user, first_name="x", last_name="y", languages=[]
        ),
        lambda: services.end_membership(actor=dirk, membership=membership, ends_on=TODAY, on=TODAY),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert not AuditEvent.objects.exists()


def test_the_list_is_filtered_by_name_team_role_and_state(amira, dirk, karim, team, central):
    UserFactory(username="weg", is_active=False)

    def names(**filters):
        return [user.username for user in users(on=TODAY, **filters)]

    assert names() == ["amira", "dirk", "karim"]
    assert names(team=str(team.pk)) == ["amira", "dirk"]
    assert names(team=str(team.pk), role="TEAM_COORDINATOR") == ["dirk"]
    assert names(q="kari") == ["karim"]
    assert names(q="Dirk Test") == ["dirk"]
    assert names(active="nee") == ["weg"]
    assert len(names(active="alle")) == 4


def test_the_cases_somebody_holds_are_counted(amira, household):
    user = User.objects.get(pk=amira.user_id)
    assert held_households(user) == 0
    AssignmentFactory(case=household.cases.get(), worker=user)
    assert held_households(user) == 1


def test_staff_and_families_share_the_codes_of_languages():
    assert dict(LANGUAGES) == dict(Language.choices)
