"""The export of the social map, held against the schemas of HSDS 3 themselves."""

import copy
import json
from datetime import date, time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from eenplan.core.models import AuditEvent
from eenplan.directory.hsds import document
from eenplan.directory.hsds_tables import tables
from eenplan.directory.models import Partner, SkippedSitting
from tests.factories.directory import PartnerFactory, ServiceFactory, SittingDayFactory
from tests.support.setting import REPOSITORY, TODAY

SCHEMAS = REPOSITORY.parent / "shared" / "data" / "directory" / "hsds" / "schema"
with_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="de schema's van HSDS 3 staan niet naast deze bewaarplaats"
)
FORMATS = FormatChecker(["uuid", "email", "date"])
TABLE_SCHEMAS = {
    "organizations": "organization",
    "services": "service",
    "service_at_location": "service_at_location",
    "locations": "location",
    "addresses": "address",
    "phones": "phone",
    "schedules": "schedule",
    "languages": "language",
    "required_documents": "required_document",
    "attributes": "attribute",
    "taxonomy_terms": "taxonomy_term",
}


def schema(name: str) -> dict:
    return json.loads((SCHEMAS / f"{name}.json").read_text())


@pytest.fixture(scope="module")
def validators():
    """Return a validator for each HSDS object; a property HSDS does not know is an error too."""
    loaded = {path.stem: strict(schema(path.stem)) for path in SCHEMAS.glob("*.json")}
    registry = Registry().with_resources(
        (f"{name}.json", Resource.from_contents(found, default_specification=DRAFT202012))
        for name, found in loaded.items()
    )
    return {
        name: Draft202012Validator(found, registry=registry, format_checker=FORMATS)
        for name, found in loaded.items()
    }


def strict(found: dict) -> dict:
    """HSDS allows extra properties; we do not, so that a slip in a name is noticed."""
    return {**found, "additionalProperties": False} if "properties" in found else found


def mistakes(validators, found: dict) -> list[str]:
    return [
        f"{kind}: {error.json_path} {error.message}"
        for kind, name in (("organizations", "organization"), ("services", "service"))
        for row in found[kind]
        for error in validators[name].iter_errors(row)
    ]


@pytest.fixture
def town(service, sitting, area, partner):
    """A service with everything, a bare one, and a partner with nothing to offer."""
    Partner.objects.filter(pk=partner.pk).update(
        website="https://kade.example/één", street="Kaai 1", postcode="9899", town="Leiemonde"
    )
    own = SittingDayFactory(
        partner=partner,
        service=service,
        area=area,
        location="Wijkcentrum De Brug",
        every_weeks=6,
        opens_at=time(13),
        closes_at=time(16),
        by_appointment=True,
        contact_name="Griet Vandamme",
        ends_on=date(2027, 7, 1),
    )
    SkippedSitting.objects.create(sitting_day=own, day=date(2026, 12, 29), reason="vakantie")
    type(service).objects.update(capacity=0, cost="gratis", application="bel", description="x")
    ServiceFactory(name="Kaal", languages=[])
    PartnerFactory(name="Zonder dienst")


@with_schemas
def test_every_organization_and_service_is_valid_hsds(town, validators):
    found = document(TODAY)

    assert (len(found["organizations"]), len(found["services"])) == (3, 2)
    assert mistakes(validators, found) == []


@with_schemas
def test_the_tables_are_valid_rows_with_every_identifier_they_need(town, validators):
    found = tables(document(TODAY))

    assert set(found) == set(TABLE_SCHEMAS)
    assert all(found.values())
    for table, name in TABLE_SCHEMAS.items():
        for row in found[table]:
            assert list(validators[name].iter_errors(row)) == []
            assert set(schema(name).get("tabular_required", [])) <= set(row), (table, row)


def spoil(found, path, value):
    broken = copy.deepcopy(found)
    *steps, last = path
    place = broken
    for step in steps:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return broken


@with_schemas
@pytest.mark.parametrize(
    "path, value",
    [
        (("organizations", 0, "description"), None),
        (("organizations", 0, "id"), "CAW-1"),
        (("organizations", 0, "email"), "geen adres"),
        (("organizations", 0, "naam"), "een veld dat HSDS niet kent"),
        (("services", 1, "status"), "actief"),
        (("services", 1, "name"), None),
        (("services", 1, "languages", 0, "id"), None),
        (("services", 1, "schedules", 0, "freq"), "DAILY"),
        (("services", 1, "schedules", 0, "interval"), "1"),
        (("services", 1, "service_at_locations", 0, "location", "location_type"), "building"),
        (("services", 1, "service_at_locations", 0, "location", "addresses", 0, "city"), None),
        (("services", 1, "required_documents", 0, "document"), 1),
        (("services", 1, "organization", "name"), None),
    ],
)
def test_an_export_with_one_field_spoilt_is_noticed(path, value, town, validators):
    assert mistakes(validators, spoil(document(TODAY), path, value))


def test_a_sitting_is_a_schedule_at_a_location_with_its_rhythm(town):
    [row] = [row for row in document(TODAY)["services"] if row["name"] == "Onthaal"]
    [own, bridge] = row["service_at_locations"]

    assert own["location"]["addresses"][0]["postal_code"] == "9899"
    assert bridge["location"]["name"] == "Wijkcentrum De Brug"
    six, two = sorted(bridge["schedules"], key=lambda found: -found["interval"])
    assert (six["dtstart"], six["freq"], six["interval"], six["byday"]) == (
        "2026-10-06",
        "WEEKLY",
        6,
        "TU",
    )
    assert (six["opens_at"], six["closes_at"], six["until"]) == ("13:00", "16:00", "2027-06-30")
    assert six["notes"] == "enkel op afspraak; niet op 29/12/2026 (vakantie)"
    assert two["interval"] == 2


def test_opening_hours_begin_on_the_first_such_day(service):
    type(service).objects.update(starts_on=date(2026, 11, 18))  # a Wednesday
    [row] = document(TODAY)["services"]
    [monday] = row["schedules"]

    assert (monday["byday"], monday["dtstart"]) == ("MO", "2026-11-23")


def test_no_name_of_who_sits_there_leaves_the_house(town):
    assert "Griet" not in json.dumps(document(TODAY))


def test_what_is_not_there_yet_or_any_more_is_left_out(service):
    ServiceFactory(ends_on=TODAY)
    ServiceFactory(starts_on=date(2027, 1, 1))
    SittingDayFactory(partner=service.partner, service=service, ends_on=TODAY)
    [row] = document(TODAY)["services"]

    assert row["name"] == "Onthaal"
    assert [at["location"]["name"] for at in row["service_at_locations"]] == ["CAW De Kade"]


def test_an_identifier_stays_from_one_export_to_the_next(town):
    assert document(TODAY) == document(TODAY)
    before = [row["id"] for row in document(TODAY)["organizations"]]
    Partner.objects.update(phone="112", version=2)
    assert [row["id"] for row in document(TODAY)["organizations"]] == before


def test_what_was_checked_too_long_ago_carries_an_alert(service):
    type(service).objects.update(confirmed_on=date(2026, 1, 1))
    [row] = document(TODAY)["services"]

    assert row["alert"] == "Nagekeken op 01/01/2026: bel eerst."


def test_the_file_of_the_screen_is_the_document_and_is_noted(town, amira, login):
    answer = login(amira).get("/sociale-kaart/uitvoer/hsds.json")

    assert json.loads(answer.content) == document(TODAY)
    assert "attachment" in answer["Content-Disposition"]
    assert AuditEvent.objects.get().detail["list"] == "sociale-kaart-hsds"


def test_the_command_writes_both_forms(town, tmp_path, clock):
    out = StringIO()
    call_command("directory", str(tmp_path / "map.json"), stdout=out)
    call_command("directory", str(tmp_path / "t.json"), format="hsds-tabular", stdout=StringIO())
    call_command("directory", stdout=(screen := StringIO()))

    assert "3 partners en 2 diensten" in out.getvalue()
    assert json.loads((tmp_path / "map.json").read_text()) == document(TODAY)
    assert json.loads((tmp_path / "t.json").read_text()) == tables(document(TODAY))
    assert json.loads(screen.getvalue()) == document(TODAY)


def test_a_file_that_cannot_be_written_is_refused_in_dutch(norms, clock, tmp_path):
    with pytest.raises(CommandError, match="kan niet geschreven worden"):
        call_command("directory", str(tmp_path / "geen" / "map.json"))


def test_an_empty_map_is_an_empty_document(norms):
    assert document(TODAY) == {"version": "3.0", "organizations": [], "services": []}
