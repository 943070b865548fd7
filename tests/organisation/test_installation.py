"""A new installation: norms in force, a first administrator, and a check that says what lacks."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from eenplan.journeys.installation import problems
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, Norm, User
from eenplan.organisation.norms import NORMS
from eenplan.organisation.selectors import closures, norms_on
from eenplan.organisation.services.first_administrator import make_administrator
from tests.support.setting import TODAY

GOOD = "een lang wachtwoord"


def make(username="fatima", password=GOOD):
    return make_administrator(
        username=username, first_name="Fatima", last_name="Proef", password=password, on=TODAY
    )


def test_the_first_administrator_can_sign_in_and_manage_accounts(db):
    user = make()

    assert user.check_password(GOOD)
    assert Membership.objects.get(user=user).role == Role.ADMINISTRATOR


@pytest.mark.parametrize("password", ["kort", "password123456"])
def test_a_weak_first_password_is_refused(db, password):
    with pytest.raises(ValidationError):
        make(password=password)

    assert not User.objects.exists()


def test_a_name_in_use_is_refused(db):
    make()

    with pytest.raises(ValidationError):
        make()


def test_every_norm_of_the_product_has_a_first_value(db, norms):
    assert norms_on(TODAY).keys() == NORMS.keys()
    assert set(closures(on=TODAY).forms) == {"HOST_FAMILY"}


def test_the_check_says_what_stands_in_the_way(norms):
    Norm.objects.filter(key="quiet_days").delete()

    found = " ".join(problems(on=TODAY))
    assert "Stil gezin na" in found
    assert "geen applicatiebeheerder" in found
    assert "geen wijken" in found


def test_the_check_is_content_with_a_complete_installation(karim, team, central, norms):
    assert problems(on=TODAY) == []
    out = io.StringIO()
    call_command("check", tags=["models"], stdout=out)
    assert "geen problemen" in out.getvalue() or "no issues" in out.getvalue()


def test_the_command_makes_an_administrator_from_a_file(db, tmp_path):
    secret = tmp_path / "wachtwoord"
    secret.write_text(GOOD)
    call_command("administrator", "fatima", password_file=str(secret), stdout=io.StringIO())

    assert User.objects.get(username="fatima").check_password(GOOD)
    assert "nog geen wijken" in " ".join(problems(on=TODAY))


def test_the_command_says_in_one_sentence_what_is_wrong(db, tmp_path):
    with pytest.raises(CommandError, match="No such file|Bestand"):
        call_command("administrator", "fatima", password_file=str(tmp_path / "niets"))
