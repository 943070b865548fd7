"""Norms: set from a day on, never overwritten, refused in a sentence on the right field."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.organisation import errors, services
from eenplan.organisation.forms import NormForm
from eenplan.organisation.models import Norm
from eenplan.organisation.norms import NORMS, form_key
from eenplan.organisation.policies.teams import BOUNDS, check_norm_value
from eenplan.organisation.selectors import closures, norm
from eenplan.organisation.selectors.norms import norm_history, norm_lines, switch_lines
from tests.factories import NormFactory
from tests.support.setting import TODAY

TOMORROW = TODAY + timedelta(days=1)
HOSTS = form_key("HOST_FAMILY")


def set_norm(actor, **changes):
    said = {"key": "quiet_days", "value": Decimal(14), "starts_on": TODAY, "reason": "besluit"}
    return services.set_norm(actor=actor, **(said | changes), on=TODAY)


def test_a_norm_holds_from_its_day_and_not_before(dirk):
    set_norm(dirk, starts_on=TOMORROW)

    assert norm("quiet_days", on=TODAY) == 21
    assert norm("quiet_days", on=TOMORROW) == 14


def test_setting_a_norm_leaves_one_audit_line_with_the_reason(dirk):
    row = set_norm(dirk)

    [line] = AuditEvent.objects.filter(event="organisation.norm-set")
    assert line.actor_id == dirk.user_id
    assert (line.detail["key"], line.detail["reason"]) == ("quiet_days", "besluit")
    assert row.set_by_id == dirk.user_id


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"key": "moon_phase"}, errors.UnknownNorm, "Deze norm bestaat niet."),
        ({"value": Decimal(0)}, errors.NormOutOfRange, "van 1 tot 366 dagen zonder contact"),
        ({"value": Decimal("14.5")}, errors.NormOutOfRange, "Kies een geheel getal"),
        (
            {"key": "households_per_case_manager", "value": Decimal("0")},
            errors.NormOutOfRange,
            "van 1 tot 500 gezinnen",
        ),
        ({"key": HOSTS, "value": Decimal(2)}, errors.NormOutOfRange, "Kies open of gesloten."),
        ({"starts_on": TODAY - timedelta(days=1)}, errors.DayInThePast, "Deze dag is voorbij."),
        (
            {"key": HOSTS, "value": Decimal(0)},
            errors.AlreadySo,
            "Deze opvangvorm is al gesloten sinds 14/03/2022.",
        ),
    ],
)
def test_what_a_norm_cannot_be_is_refused_in_a_sentence(dirk, changes, error, sentence):
    before = Norm.objects.count()

    with pytest.raises(error, match=sentence.replace(".", r"\.")):
        set_norm(dirk, **changes)

    assert Norm.objects.count() == before
    assert not AuditEvent.objects.exists()


def test_a_norm_has_one_value_per_day(dirk):
    set_norm(dirk)

    with pytest.raises(errors.DayTaken, match="Vanaf 23/11/2026 is al 14 dagen zonder contact"):
        set_norm(dirk, value=Decimal(10))

    assert norm("quiet_days", on=TODAY) == 14


@pytest.mark.parametrize("who", ["amira", "karim", "joris"])
def test_only_who_manages_norms_sets_them(who, request):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        set_norm(actor)


def test_money_may_have_cents(dirk):
    row = set_norm(dirk, key="granted_budget", value=Decimal("330000.50"))
    assert row.value == Decimal("330000.50")


def test_a_planned_value_can_be_withdrawn_and_one_in_force_cannot(dirk):
    planned = set_norm(dirk, starts_on=TOMORROW)
    services.withdraw_norm(actor=dirk, norm=planned, on=TODAY)
    assert norm("quiet_days", on=TOMORROW) == 21

    held = set_norm(dirk)
    with pytest.raises(errors.AlreadySo, match="geldt al"):
        services.withdraw_norm(actor=dirk, norm=held, on=TODAY)
    assert norm("quiet_days", on=TODAY) == 14


def test_the_history_says_what_held_what_holds_and_what_comes(dirk):
    set_norm(dirk)
    set_norm(dirk, value=Decimal(10), starts_on=TOMORROW)

    assert [(line.value, line.state) for line in norm_history("quiet_days", on=TODAY)] == [
        ("10 dagen zonder contact", "komt"),
        ("14 dagen zonder contact", "geldt"),
        ("21 dagen zonder contact", "gold"),
    ]


def test_the_list_has_every_norm_that_is_a_number_with_what_comes_next(dirk):
    set_norm(dirk, starts_on=TOMORROW)

    lines = {line.key: line for line in norm_lines(on=TODAY)}

    assert list(lines) == [key for key, kind in NORMS.items() if not kind.is_switch]
    assert lines["quiet_days"].next_value == "14 dagen zonder contact"
    assert lines["contingent_budget"].value == "€ 165.000"


def test_a_norm_nobody_set_says_so(db):
    Norm.objects.all().delete()

    assert {line.value for line in norm_lines(on=TODAY)} == {"niet bepaald"}


def test_a_form_is_closed_since_the_first_day_of_the_stretch(dirk):
    NormFactory(key=HOSTS, value=0, starts_on=date(2024, 1, 1), reason="verlengd")

    [line] = [line for line in switch_lines(on=TODAY) if line.what == "HOST_FAMILY"]

    assert (line.is_open, line.since) == (False, date(2022, 3, 14))
    assert closures(on=TODAY).forms["HOST_FAMILY"].since == line.since


def test_a_kind_of_place_is_closed_and_opened_from_a_day_as_a_form_is(dirk, login):
    assert closures(on=TODAY).kinds == {}

    login(dirk).post(
        "/beheer/opvangvormen/HOTEL_ROOM/",
        {"value": "0", "starts_on": TOMORROW.isoformat(), "reason": "Te duur."},
    )

    assert closures(on=TODAY).kinds == {}
    closed = closures(on=TOMORROW).of("OWN_MANAGED", "HOTEL_ROOM")
    assert (closed.what, closed.since, closed.reason) == ("HOTEL_ROOM", TOMORROW, "Te duur.")
    assert closures(on=TOMORROW).of("OWN_MANAGED", "STUDIO") is None


def test_opening_a_form_from_a_day_shows_on_that_day(dirk):
    set_norm(dirk, key=HOSTS, value=Decimal(1), starts_on=TOMORROW)

    assert "HOST_FAMILY" in closures(on=TODAY).forms
    assert "HOST_FAMILY" not in closures(on=TOMORROW).forms
    [line] = [line for line in switch_lines(on=TODAY) if line.what == "HOST_FAMILY"]
    assert line.next.starts_on == TOMORROW


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("40", "40"),
        ("165000", "165000"),
        ("165.000", "165000"),
        ("€ 165.000,50", "165000.50"),
        ("0,8", "0.8"),
        ("0.8", "0.8"),
        ("1.000.000", "1000000"),
    ],
)
def test_numbers_are_read_as_belgians_write_them(typed, read):
    form = NormForm({"value": typed, "starts_on": "2026-11-23", "reason": "x"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == Decimal(read)


@pytest.mark.parametrize("typed", ["veertig", "1,2,3", "NaN", "Infinity", "--4", ""])
def test_what_is_no_number_is_refused(typed):
    form = NormForm({"value": typed, "starts_on": "2026-11-23", "reason": "x"})
    assert "value" in form.errors


@pytest.mark.parametrize("key", [key for key, kind in NORMS.items() if not kind.is_switch])
def test_every_norm_says_between_which_numbers_it_lies(key):
    lowest, highest = BOUNDS[NORMS[key].unit]
    assert lowest <= NORMS[key].default <= highest
    check_norm_value(key, NORMS[key].default)
