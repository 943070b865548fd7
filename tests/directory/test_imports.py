"""A file of services: what it may look like, and what is refused in words."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from eenplan.core.access import Actor, system_actor
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.directory.hours import written
from eenplan.directory.models import Partner, Service
from eenplan.directory.services import import_services
from tests.factories.directory import PartnerFactory
from tests.support.setting import TODAY

HEADER = (
    "partner,partner_kind,partner_phone,neighbourhood,service,theme,documents,languages,"
    "capacity,hours,email,confirmed_on"
)
GOOD = (
    "CAW De Kade,welzijnsorganisatie,056 11 22 33,Heuvelkant,Onthaal,wonen,pas;attest,nl;Arabisch,"
    "0,ma-vr 9-12; za 10-12,info@kade.example,2026-10-01"
)
pytestmark = pytest.mark.usefixtures("area", "norms")


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def changed(row: str, **cells: str) -> str:
    values = dict(zip(HEADER.split(","), row.split(","), strict=True)) | cells
    return ",".join(values.values())


def load(source: bytes, *, dry_run=False, on=TODAY):
    return import_services(
        source, actor=system_actor(on), on=on, dry_run=dry_run, name="diensten.csv"
    )


def test_a_good_file_becomes_partners_and_services(area):
    report = load(table(GOOD, changed(GOOD, service="Nachtopvang", hours="ma-zo 20-22")))

    assert (report.ok, report.new, report.same) == (True, 2, 0)
    partner = Partner.objects.get()
    assert (partner.kind, partner.phone, partner.area) == ("WELFARE", "056 11 22 33", area)
    service = Service.objects.get(name="Onthaal")
    assert (service.theme, service.languages, service.capacity) == ("HOUSING", ["nl", "ar"], 0)
    assert service.documents == "pas\nattest"
    assert service.confirmed_on == date(2026, 10, 1)
    assert written(service.opening_hours.all()) == "ma-vr 9-12\nza 10-12"


def test_the_same_file_again_changes_nothing():
    load(table(GOOD))
    before = AuditEvent.objects.count()

    report = load(table(GOOD), on=date(2026, 12, 1))

    assert (report.new, report.changed, report.same) == (0, 0, 1)
    assert AuditEvent.objects.count() == before
    assert Service.objects.get().version == Partner.objects.get().version == 1


def test_a_changed_cell_changes_its_service_and_an_empty_one_leaves_it():
    load(table(GOOD))
    report = load(table(changed(GOOD, capacity="5", email="", hours="", confirmed_on="")))
    service = Service.objects.get()

    assert (report.new, report.changed) == (0, 1)
    assert (service.capacity, service.email) == (5, "info@kade.example")
    assert service.opening_hours.count() == 6
    assert service.confirmed_on == date(2026, 10, 1)


def test_a_later_check_counts_and_an_earlier_one_does_not():
    load(table(GOOD))
    load(table(changed(GOOD, confirmed_on="2026-11-20")))
    assert Service.objects.get().confirmed_on == date(2026, 11, 20)
    assert load(table(changed(GOOD, confirmed_on="2026-01-01"))).same == 1
    assert Service.objects.get().confirmed_on == date(2026, 11, 20)


def test_what_the_file_does_not_name_is_left_alone():
    other = PartnerFactory()
    load(table(GOOD))
    other.refresh_from_db()
    assert (other.ends_on, other.version) == (None, 1)


def test_a_trial_writes_nothing():
    report = load(table(GOOD), dry_run=True)

    assert (report.ok, report.new) == (True, 1)
    assert not Partner.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "column, value, expected",
    [
        ("partner", "", "tekst"),
        ("service", "", "tekst"),
        ("service", "x" * 121, "120"),
        ("theme", "", "een van"),
        ("theme", "geluk", "een van"),
        ("partner_kind", "kasteel", "een van"),
        ("languages", "nl;klingon", "een van"),
        ("capacity", "-1", "geheel getal"),
        ("capacity", "veel", "geheel getal"),
        ("hours", "altijd", "openingsuren"),
        ("hours", "ma 12-9", "openingsuren"),
        ("email", "geen adres", "e-mailadres"),
        ("confirmed_on", "2026-02-30", "datum"),
        ("confirmed_on", "2026-11-24", "datum"),  # tomorrow
    ],
)
def test_one_bad_cell_stops_the_file_and_is_named(column, value, expected):
    report = load(table(GOOD, changed(GOOD, **{"service": "Twee", column: value})))

    assert [(error.row, error.column) for error in report.errors] == [(3, column)]
    assert expected in report.errors[0].expected
    assert not Partner.objects.exists()


def test_a_service_that_stands_in_the_file_twice_is_refused():
    report = load(table(GOOD, GOOD))
    assert "staat ook in rij 2" in str(report.errors[0])


def test_a_partner_told_about_in_two_ways_is_refused():
    report = load(table(GOOD, changed(GOOD, service="Twee", partner_phone="112")))
    assert [str(error) for error in report.errors] == [
        "diensten.csv, rij 3, kolom partner_phone: verwacht hetzelfde als in rij 2, kreeg '112'"
    ]
    assert load(table(GOOD, changed(GOOD, service="Twee", partner_phone=""))).ok


def test_a_neighbourhood_that_is_unknown_is_told():
    report = load(table(changed(GOOD, neighbourhood="Atlantis")))
    assert report.ok
    assert "Atlantis" in str(report.warnings)
    assert Partner.objects.get().area is None


def test_a_service_of_a_partner_that_stopped_is_one_of_a_new_partner():
    PartnerFactory(name="CAW De Kade", ends_on=TODAY)
    assert load(table(GOOD)).new == 1
    assert Partner.objects.filter(name="CAW De Kade").count() == 2


def test_who_does_not_keep_the_map_imports_nothing():
    with pytest.raises(NotAllowed):
        import_services(
            table(GOOD), actor=Actor(1, "x", TODAY), on=TODAY, dry_run=False, name="x.csv"
        )


def test_a_file_without_rows_or_columns_is_refused():
    assert "geen rijen" in str(load(table()).errors[0])
    assert not load(b"naam;iets\na;b").ok
    assert not load(b"").ok


def test_the_command_reads_a_file(clock, tmp_path):
    file = tmp_path / "diensten.csv"
    file.write_bytes(table(GOOD))
    call_command("import", "directory", str(file), stdout=(out := StringIO()))
    assert "1 nieuw" in out.getvalue()

    file.write_bytes(table(changed(GOOD, theme="geluk")))
    with pytest.raises(CommandError, match="kolom theme"):
        call_command("import", "directory", str(file))
