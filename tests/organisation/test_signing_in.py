"""Signing in with a password and a second step; only the pages staff need are there."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from eenplan.organisation.models import User
from tests.support.htmx import soup

PASSWORD = "vier woorden in een zin"


@pytest.fixture
def amira_types(amira, client):
    """A browser, and Amira with a password."""
    cache.clear()
    user = User.objects.get(pk=amira.user_id)
    user.set_password(PASSWORD)
    user.save()
    return client


def sign_in(client, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": "amira", "password": password, **more})


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def confirm(client, page) -> None:
    """Say who one is, as every change of the own security asks."""
    asked = client.get(page, follow=True)
    assert "Bent u het nog?" in asked.content.decode()
    said = {"password": PASSWORD, "next": page}
    assert client.post(reverse("account_reauthenticate"), said)["Location"] == page


def switch_on(client) -> str:
    """Switch the second step on as the page says, and return the secret that was shown."""
    page = reverse("mfa_activate_totp")
    confirm(client, page)
    secret = soup(client.get(page)).select_one("code").get_text()
    response = client.post(page, {"code": code_for(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_a_stranger_signs_in_and_lands_where_he_wanted(amira_types):
    page = amira_types.get("/beheer/")
    assert page["Location"] == "/account/login/?next=%2Fbeheer%2F"

    assert sign_in(amira_types, next="/beheer/")["Location"] == "/beheer/"

    assert amira_types.get("/beheer/").status_code == 200


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(amira_types):
    wrong = soup(sign_in(amira_types, "fout wachtwoord hier")).select_one(".error-summary")
    unknown = amira_types.post(reverse("account_login"), {"login": "zorro", "password": PASSWORD})
    assert wrong.get_text() == "De gebruikersnaam of het wachtwoord klopt niet."
    assert soup(unknown).select_one(".error-summary").get_text() == wrong.get_text()


def test_five_wrong_passwords_close_the_door_for_a_while_also_to_the_right_one(amira_types):
    for _ in range(5):
        sign_in(amira_types, "fout wachtwoord hier")

    response = sign_in(amira_types)

    assert "Te veel mislukte pogingen. Wacht vijf minuten" in response.content.decode()
    assert amira_types.get("/beheer/").status_code == 302


def test_a_blocked_account_stays_out(amira_types):
    User.objects.filter(username="amira").update(is_active=False)
    sign_in(amira_types)
    assert amira_types.get("/beheer/").status_code == 302


def test_signing_out_ends_the_session(amira_types):
    sign_in(amira_types)
    assert amira_types.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert amira_types.get("/beheer/").status_code == 302


def test_the_second_step_is_switched_on_and_asked_for(amira_types):
    sign_in(amira_types)
    secret = switch_on(amira_types)
    cache.clear()  # a code counts once; the next would come half a minute later
    amira_types.logout()

    assert sign_in(amira_types)["Location"] == reverse("mfa_authenticate")
    assert amira_types.get("/beheer/").status_code == 302
    assert amira_types.get(reverse("mfa_authenticate")).status_code == 200
    refused = amira_types.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet" in refused.content.decode()
    done = amira_types.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert done["Location"] == "/"
    assert amira_types.get("/beheer/").status_code == 200


def test_a_recovery_code_opens_the_door_once(amira_types):
    sign_in(amira_types)
    switch_on(amira_types)
    page = soup(amira_types.get(reverse("mfa_view_recovery_codes")))
    code = page.select_one(".requirements code").get_text()
    amira_types.logout()

    sign_in(amira_types)
    assert amira_types.post(reverse("mfa_authenticate"), {"code": code})["Location"] == "/"
    amira_types.logout()
    sign_in(amira_types)
    again = amira_types.post(reverse("mfa_authenticate"), {"code": code})
    assert "Deze code klopt niet" in again.content.decode()


def test_the_secret_is_sealed_in_the_table(amira_types):
    sign_in(amira_types)
    secret = switch_on(amira_types)

    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP)

    assert secret not in str(totp.data)
    assert secret != totp.data["secret"]
    assert totp.wrap().validate_code("000000") is False
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert not re.search(r"'seed': '[0-9a-f]+'", str(codes.data))


def test_switching_off_asks_who_it_is_when_that_is_a_while_ago(amira_types):
    sign_in(amira_types)
    switch_on(amira_types)
    page = reverse("mfa_deactivate_totp")
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6)):
        assert "Bent u het nog?" in amira_types.get(page, follow=True).content.decode()
        wrong = amira_types.post(reverse("account_reauthenticate"), {"password": "fout"})
        assert "Dit wachtwoord klopt niet" in wrong.content.decode()
        confirm(amira_types, page)
        assert amira_types.post(page)["Location"] == reverse("mfa_index")

    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_somebody_chooses_an_own_password(amira_types):
    sign_in(amira_types)
    said = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    refused = amira_types.post(reverse("account_change_password"), said)
    assert "te kort" in refused.content.decode()

    said |= {"password1": "vijf nieuwe woorden bij elkaar"}
    said |= {"password2": said["password1"]}
    amira_types.post(reverse("account_change_password"), said)

    assert User.objects.get(username="amira").check_password(said["password1"])
    assert amira_types.get("/beheer/").status_code == 200


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_set_password"]
)
def test_pages_that_staff_do_not_need_are_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_pages_of_the_own_account_speak_dutch_and_have_one_heading(amira_types):
    sign_in(amira_types)
    names = ["mfa_index", "account_change_password", "account_logout", "mfa_activate_totp"]
    confirm(amira_types, reverse("mfa_activate_totp"))
    for name in names:
        page = soup(amira_types.get(reverse(name)))
        assert len(page.select("h1")) == 1, name
        words = page.select_one("main").get_text()
        assert not re.search(r"\b(je|jouw|your|password)\b", words), name
