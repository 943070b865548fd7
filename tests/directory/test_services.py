"""What may change on the social map, by whom, and what is refused."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from eenplan.core.errors import NotAllowed, StaleVersion
from eenplan.core.models import AuditEvent
from eenplan.directory import services
from eenplan.directory.errors import AlreadyEnded, ImpossibleDay, ImpossibleSitting, NameTaken
from eenplan.directory.hours import read_hours, written
from eenplan.directory.models import OpeningHours, Partner, Service, SittingDay, SkippedSitting
from eenplan.directory.selectors import active_services_on, partners
from tests.factories.directory import PartnerFactory, ServiceFactory, SittingDayFactory
from tests.support.at_once import at_once
from tests.support.setting import TODAY

NEW = {"name": "Taalhuis", "kind": "LANGUAGE_SCHOOL"}
OFFER = {"name": "Les", "theme": "LANGUAGE"}
TUESDAY, NEXT_TUESDAY = date(2026, 11, 24), date(2026, 12, 1)


def sat(area, **facts):
    return {
        "service": None,
        "area": area,
        "location": "Wijkcentrum",
        "every_weeks": 1,
        "opens_at": time(9),
        "closes_at": time(12),
        **facts,
    }


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("event", flat=True))


# -- Partners ------------------------------------------------------------------------------------
def test_a_partner_is_put_on_the_map_and_counts_as_checked_today(dirk):
    partner = services.add_partner(actor=dirk, facts=NEW, starts_on=TODAY, on=TODAY)

    assert (partner.confirmed_on, partner.confirmed_by_id) == (TODAY, dirk.user_id)
    assert list(partners(on=TODAY)) == [partner]
    assert events() == ["directory.partner-added"]


def test_who_does_not_keep_the_map_changes_nothing(amira, partner, service, sitting):
    for action in (
        lambda: services.add_partner(actor=amira, facts=NEW, starts_on=TODAY, on=TODAY),
        lambda: services.confirm_partner(actor=amira, partner=partner, version=1, on=TODAY),
        lambda: services.change_partner(
            actor=amira, partner=partner, version=1, facts=NEW, is_checked=True, on=TODAY
        ),
        lambda: services.end_partner(
            actor=amira, partner=partner, version=1, ends_on=TODAY, reason="weg", on=TODAY
        ),
        lambda: services.add_service(
            actor=amira, partner=partner, facts=OFFER, hours=[], starts_on=TODAY, on=TODAY
        ),
        lambda: services.change_service(
            actor=amira,
            service=service,
            version=1,
            facts=OFFER,
            hours=[],
            is_checked=True,
            on=TODAY,
        ),
        lambda: services.confirm_service(actor=amira, service=service, version=1, on=TODAY),
        lambda: services.end_service(
            actor=amira, service=service, version=1, ends_on=TODAY, reason="weg", on=TODAY
        ),
        lambda: services.add_sitting_day(
            actor=amira,
            partner=partner,
            facts=sat(sitting.area),
            starts_on=TUESDAY,
            ends_on=None,
            on=TODAY,
        ),
        lambda: services.change_sitting_day(
            actor=amira, row=sitting, version=1, facts={}, starts_on=TUESDAY, on=TODAY
        ),
        lambda: services.end_sitting_day(
            actor=amira, row=sitting, version=1, ends_on=TODAY, on=TODAY
        ),
        lambda: services.skip_sitting(
            actor=amira, row=sitting, day=NEXT_TUESDAY, reason="ziek", on=TODAY
        ),
        lambda: services.hold_sitting(actor=amira, row=sitting, day=NEXT_TUESDAY, on=TODAY),
    ):
        with pytest.raises(NotAllowed):
            action()
    assert not AuditEvent.objects.exists()
    assert Partner.objects.get().version == Service.objects.get().version == 1


def test_one_name_is_one_partner_at_a_time(dirk, partner):
    facts = {**NEW, "name": partner.name}
    with pytest.raises(NameTaken):
        services.add_partner(actor=dirk, facts=facts, starts_on=TODAY, on=TODAY)
    assert Partner.objects.count() == 1

    Partner.objects.update(ends_on=TODAY)
    again = services.add_partner(actor=dirk, facts=facts, starts_on=TODAY, on=TODAY)
    assert list(partners(on=TODAY)) == [again]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_the_same_partner_at_once_one_does(dirk):
    def add():
        try:
            services.add_partner(actor=dirk, facts=NEW, starts_on=TODAY, on=TODAY)
        except NameTaken:
            return "refused"
        return "added"

    assert sorted(at_once([add] * 6)) == ["added", *["refused"] * 5]
    assert Partner.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_one_service_at_once_one_is_told(dirk, service):
    def change(name):
        try:
            services.change_service(
                actor=dirk,
                service=service,
                version=1,
                facts={"name": name},
                hours=read_hours("di 9-12"),
                is_checked=False,
                on=TODAY,
            )
        except StaleVersion:
            return "told"
        return name

    answers = at_once([lambda: change("Een"), lambda: change("Twee")])

    [kept] = [answer for answer in answers if answer != "told"]
    service.refresh_from_db()
    assert (service.name, service.version) == (kept, 2)
    assert written(service.opening_hours.all()) == "di 9-12"


def test_a_change_says_in_the_trail_what_it_was(dirk, partner):
    services.change_partner(
        actor=dirk, partner=partner, version=1, facts={"phone": "1"}, is_checked=False, on=TODAY
    )
    partner.refresh_from_db()

    assert (partner.phone, partner.version, partner.confirmed_on.day) == ("1", 2, 1)
    assert AuditEvent.objects.get().detail["phone"] == "+32 56 11 22 33 -> 1"


def test_a_change_that_was_checked_makes_it_fresh(dirk, partner):
    services.change_partner(
        actor=dirk, partner=partner, version=1, facts={"phone": "1"}, is_checked=True, on=TODAY
    )
    partner.refresh_from_db()
    assert (partner.confirmed_on, partner.confirmed_by_id) == (TODAY, dirk.user_id)


def test_a_partner_that_stops_takes_its_services_and_sittings_along(
    dirk, partner, service, sitting
):
    ends_on = date(2026, 12, 15)
    later = ServiceFactory(partner=partner, starts_on=date(2027, 1, 1))
    services.end_partner(
        actor=dirk, partner=partner, version=1, ends_on=ends_on, reason="gefuseerd", on=TODAY
    )
    for row in (partner, service, sitting, later):
        row.refresh_from_db()

    assert partner.ends_on == service.ends_on == sitting.ends_on == ends_on
    assert service.end_reason == "gefuseerd"
    assert later.ends_on == later.starts_on  # it never was offered
    assert list(active_services_on(date(2026, 12, 14))) == [service]
    assert not active_services_on(ends_on).exists()
    detail = AuditEvent.objects.get(event="directory.partner-ended").detail
    assert (detail["services"], detail["sitting_days"]) == ("2", "1")


def test_what_has_stopped_is_not_touched_any_more(dirk, partner):
    Partner.objects.update(ends_on=TODAY)
    with pytest.raises(AlreadyEnded):
        services.confirm_partner(actor=dirk, partner=partner, version=1, on=TODAY)
    with pytest.raises(AlreadyEnded):
        services.add_service(
            actor=dirk, partner=partner, facts=OFFER, hours=[], starts_on=TODAY, on=TODAY
        )
    with pytest.raises(AlreadyEnded):
        services.end_partner(
            actor=dirk, partner=partner, version=1, ends_on=TODAY, reason="x", on=TODAY
        )


def test_an_end_before_the_start_is_refused(dirk, partner, service):
    with pytest.raises(ImpossibleDay):
        services.end_service(
            actor=dirk,
            service=service,
            version=1,
            ends_on=date(2019, 1, 1),
            reason="x",
            on=TODAY,
        )
    service.refresh_from_db()
    assert service.ends_on is None


# -- Services ------------------------------------------------------------------------------------
def test_a_service_is_written_down_with_its_hours(dirk, partner):
    hours = read_hours("ma-di 9-12")
    service = services.add_service(
        actor=dirk, partner=partner, facts=OFFER, hours=hours, starts_on=TODAY, on=TODAY
    )
    assert written(service.opening_hours.all()) == "ma-di 9-12"
    assert events() == ["directory.service-added"]


def test_a_service_of_the_same_name_is_refused_with_nothing_written(dirk, service):
    with pytest.raises(NameTaken):
        services.add_service(
            actor=dirk,
            partner=service.partner,
            facts={**OFFER, "name": service.name},
            hours=read_hours("ma 9-12"),
            starts_on=TODAY,
            on=TODAY,
        )
    assert (Service.objects.count(), OpeningHours.objects.count()) == (1, 1)
    assert not AuditEvent.objects.exists()


def test_a_service_lasts_no_longer_than_its_partner(dirk, partner):
    Partner.objects.update(ends_on=date(2026, 12, 31))
    service = services.add_service(
        actor=dirk, partner=partner, facts=OFFER, hours=[], starts_on=TODAY, on=TODAY
    )
    assert service.ends_on == date(2026, 12, 31)
    with pytest.raises(ImpossibleDay):
        services.add_service(
            actor=dirk,
            partner=partner,
            facts={**OFFER, "name": "Later"},
            hours=[],
            starts_on=date(2027, 1, 1),
            on=TODAY,
        )


def test_confirming_says_that_what_was_seen_is_right(dirk, service):
    services.confirm_service(actor=dirk, service=service, version=1, on=TODAY)
    service.refresh_from_db()
    assert (service.confirmed_on, service.version) == (TODAY, 2)

    with pytest.raises(StaleVersion):  # it changed since the page was opened
        services.confirm_service(actor=dirk, service=service, version=1, on=TODAY)


def test_a_service_that_stops_takes_its_own_sittings_only(dirk, service, sitting):
    own = SittingDayFactory(partner=service.partner, service=service, area=sitting.area)
    services.end_service(
        actor=dirk, service=service, version=1, ends_on=TODAY, reason="geen geld", on=TODAY
    )
    own.refresh_from_db()
    sitting.refresh_from_db()
    assert (own.ends_on, sitting.ends_on) == (TODAY, None)


# -- Sitting days --------------------------------------------------------------------------------
def test_a_sitting_is_agreed(dirk, partner, area):
    row = services.add_sitting_day(
        actor=dirk, partner=partner, facts=sat(area), starts_on=TUESDAY, ends_on=None, on=TODAY
    )
    assert (row.starts_on, row.ends_on) == (TUESDAY, None)
    assert events() == ["directory.sitting-added"]


def test_the_same_sitting_is_not_agreed_twice(dirk, partner, area):
    def add():
        services.add_sitting_day(
            actor=dirk, partner=partner, facts=sat(area), starts_on=TUESDAY, ends_on=None, on=TODAY
        )

    add()
    with pytest.raises(ImpossibleSitting, match="staat er al"):
        add()
    assert SittingDay.objects.count() == 1


def test_a_partner_sits_for_a_service_of_its_own_only(dirk, partner, area):
    strange = ServiceFactory()
    with pytest.raises(ImpossibleSitting, match="geen dienst van"):
        services.add_sitting_day(
            actor=dirk,
            partner=partner,
            facts=sat(area, service=strange),
            starts_on=TUESDAY,
            ends_on=None,
            on=TODAY,
        )
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by any other code
        SittingDayFactory(partner=partner, service=strange)


def test_who_sits_may_change_at_once(dirk, sitting):
    kept = services.change_sitting_day(
        actor=dirk,
        row=sitting,
        version=1,
        facts={"contact_name": "Tine"},
        starts_on=sitting.starts_on,
        on=TODAY,
    )
    assert (kept.pk, kept.contact_name, kept.version) == (sitting.pk, "Tine", 2)


def test_another_hour_begins_on_its_own_day_and_the_past_stays(dirk, sitting):
    new = services.change_sitting_day(
        actor=dirk,
        row=sitting,
        version=1,
        facts={"opens_at": time(10)},
        starts_on=NEXT_TUESDAY,
        on=TODAY,
    )
    sitting.refresh_from_db()

    assert (sitting.opens_at, sitting.ends_on) == (time(9), NEXT_TUESDAY)
    assert (new.opens_at, new.starts_on, new.location) == (time(10), NEXT_TUESDAY, sitting.location)
    assert events() == ["directory.sitting-replaced"]


def test_the_hours_of_a_sitting_that_has_begun_are_not_overwritten(dirk, sitting):
    with pytest.raises(ImpossibleSitting, match="loopt al"):
        services.change_sitting_day(
            actor=dirk,
            row=sitting,
            version=1,
            facts={"opens_at": time(10)},
            starts_on=sitting.starts_on,
            on=TODAY,
        )
    sitting.refresh_from_db()
    assert (sitting.opens_at, sitting.version) == (time(9), 1)


def test_a_sitting_still_to_begin_is_changed_as_it_is(dirk, partner, area):
    row = SittingDayFactory(partner=partner, area=area, starts_on=TUESDAY)
    services.change_sitting_day(
        actor=dirk, row=row, version=1, facts={"every_weeks": 3}, starts_on=NEXT_TUESDAY, on=TODAY
    )
    row.refresh_from_db()
    assert (row.starts_on, row.every_weeks) == (NEXT_TUESDAY, 3)
    assert SittingDay.objects.count() == 1


def test_only_a_date_of_the_sitting_falls_away_and_only_once(dirk, sitting):
    with pytest.raises(ImpossibleSitting, match="geen zitdag"):
        services.skip_sitting(actor=dirk, row=sitting, day=TUESDAY, reason="ziek", on=TODAY)
    services.skip_sitting(actor=dirk, row=sitting, day=NEXT_TUESDAY, reason="ziek", on=TODAY)
    with pytest.raises(ImpossibleSitting, match="viel al weg"):
        services.skip_sitting(actor=dirk, row=sitting, day=NEXT_TUESDAY, reason="ziek", on=TODAY)
    assert SkippedSitting.objects.count() == 1

    services.hold_sitting(actor=dirk, row=sitting, day=NEXT_TUESDAY, on=TODAY)
    assert not SkippedSitting.objects.exists()
    with pytest.raises(ImpossibleSitting):
        services.hold_sitting(actor=dirk, row=sitting, day=NEXT_TUESDAY, on=TODAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_let_one_date_fall_away_at_once_one_does(dirk, sitting):
    def skip():
        try:
            services.skip_sitting(
                actor=dirk, row=sitting, day=NEXT_TUESDAY, reason="ziek", on=TODAY
            )
        except ImpossibleSitting:
            return "refused"
        return "done"

    assert sorted(at_once([skip] * 3)) == ["done", "refused", "refused"]


def test_the_hours_of_a_service_never_overlap(service):
    with pytest.raises(IntegrityError, match="hours_do_not_overlap"), transaction.atomic():
        OpeningHours.objects.create(
            service=service, weekday=1, opens_at=time(11), closes_at=time(13)
        )
    OpeningHours.objects.create(service=service, weekday=1, opens_at=time(12), closes_at=time(13))


def test_an_unrelated_partner_is_left_alone_when_one_stops(dirk, partner):
    other = PartnerFactory()
    services.end_partner(
        actor=dirk, partner=partner, version=1, ends_on=TODAY, reason="weg", on=TODAY
    )
    assert list(partners(on=TODAY)) == [other]
