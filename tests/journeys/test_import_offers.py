"""A file of reception places: what it may look like, and what is refused in words."""

from datetime import date

import pytest

from eenplan.core.access import Actor, system_actor
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.housing.enums import PlaceState
from eenplan.housing.models import Offer, Place, PlaceStatus, Provider
from eenplan.housing.selectors import places_on
from eenplan.journeys.imports.offers import import_offers, parse_offers
from tests.journeys.days import TODAY

HEADER = (
    "reference,provider,form,kind,neighbourhood,max_persons,bedrooms,available_from,"
    "available_until,rent_eur_month,state,step_free,pets"
)
GOOD = (
    "P-1,Caf\u00e9 Zoë,OWN_MANAGED,whole_dwelling,Heule,4,2,2026-03-01,2026-12-31,150,READY,yes,no"
)


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def load(source: bytes, *, dry_run=False, on=TODAY):
    return import_offers(source, actor=system_actor(on), on=on, dry_run=dry_run, name="aanbod.csv")


def changed(row: str, **cells: str) -> str:
    names = HEADER.split(",")
    values = dict(zip(names, row.split(","), strict=True)) | cells
    return ",".join(values.values())


def test_a_good_file_becomes_places_with_their_state(db):
    report = load(table(GOOD, changed(GOOD, reference="P-2", state="NOT_INSPECTED")))

    assert (report.ok, report.new, report.changed, report.same) == (True, 2, 0, 0)
    first, second = places_on(TODAY).order_by("reference")
    assert (first.offer.provider.name, first.max_persons, first.rent_cents) == (
        "Café Zoë",
        4,
        15000,
    )
    assert (first.state, second.state) == (PlaceState.READY, PlaceState.NOT_INSPECTED)
    assert first.available_until == date(2026, 12, 31)
    assert first.step_free
    assert not first.pets_allowed
    assert AuditEvent.objects.filter(event="housing.place-added").count() == 2


def test_the_same_file_again_changes_nothing(db):
    load(table(GOOD))
    before = list(Place.objects.values()), list(PlaceStatus.objects.values())

    report = load(table(GOOD), on=date(2026, 3, 9))

    assert (report.new, report.changed, report.same) == (0, 0, 1)
    assert before == (list(Place.objects.values()), list(PlaceStatus.objects.values()))


def test_a_changed_row_changes_its_place_and_keeps_the_former_state(db):
    load(table(changed(GOOD, state="TO_CLEAN")))
    later = date(2026, 3, 9)

    report = load(table(changed(GOOD, max_persons="5")), on=later)

    assert (report.new, report.changed) == (0, 1)
    assert places_on(TODAY).get().state == PlaceState.TO_CLEAN
    assert places_on(later).get().state == PlaceState.READY
    assert Place.objects.get().max_persons == 5


def test_a_state_that_cannot_follow_is_refused(db):
    load(table(changed(GOOD, state="CLOSED")))

    report = load(table(GOOD))

    assert "een toestand die kan volgen op CLOSED" in str(report.errors[0])
    assert places_on(TODAY).get().state == PlaceState.CLOSED


def test_a_trial_writes_nothing(db):
    report = load(table(GOOD), dry_run=True)

    assert (report.ok, report.new) == (True, 1)
    assert "er is niets bewaard" in report.lines()[-1]
    assert not Place.objects.exists()


def test_one_bad_row_stops_the_whole_file(db):
    report = load(table(GOOD, changed(GOOD, reference="P-2", available_from="2026-02-30")))

    assert not report.ok
    assert not Place.objects.exists()
    [error] = report.errors
    assert (error.file, error.row, error.column) == ("aanbod.csv", 3, "available_from")
    assert (error.expected, error.found) == ("een datum (2022-03-14)", "2026-02-30")


@pytest.mark.parametrize(
    "column, value",
    [
        ("form", "KASTEEL"),
        ("kind", "tent"),
        ("state", "ROSE"),
        ("max_persons", "0"),
        ("max_persons", "veel"),
        ("bedrooms", "-1"),
        ("rent_eur_month", "gratis"),
        ("step_free", "misschien"),
        ("reference", ""),
        ("available_until", "2026-03-01"),
        ("available_until", "31/31/2026"),
    ],
)
def test_a_bad_cell_names_its_row_and_column(column, value):
    rows, errors = parse_offers(table(changed(GOOD, **{column: value})))

    assert [(error.row, error.column) for error in errors] == [(2, column)]


def test_a_reference_twice_is_refused():
    _, [error] = parse_offers(table(GOOD, GOOD))

    assert (error.row, error.column, error.found) == (3, "reference", "P-1")


def test_an_unknown_neighbourhood_is_counted_as_not_to_be_located(db):
    report = load(table(GOOD, changed(GOOD, reference="P-2", neighbourhood="")))

    assert report.ok
    assert "2 plaatsen" in report.warnings[0]
    assert all(place.area.is_unlocated for place in Place.objects.all())


@pytest.mark.parametrize("source", [b"", b"\n \n", table(), b"P-1;P-2\n1;2"])
def test_a_file_without_places_is_refused(source):
    rows, errors = parse_offers(source)

    assert rows == []
    assert errors


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_usual_encodings_and_delimiters_are_read(tmp_path, encoding, delimiter):
    file = tmp_path / "aanbod.csv"
    file.write_bytes(table(GOOD).decode().replace(",", delimiter).encode(encoding))

    [offer], errors = parse_offers(file)

    assert errors == []
    assert (offer.provider, offer.max_persons) == ("Café Zoë", 4)


def test_only_who_manages_places_may_import_them(db):
    with pytest.raises(NotAllowed):
        import_offers(
            table(GOOD), actor=Actor(1, "Amira", TODAY), on=TODAY, dry_run=False, name="a.csv"
        )


def test_the_kortrijk_file_is_read_whole(kortrijk_files):
    rows, errors = parse_offers(kortrijk_files[0])

    assert (len(rows), errors) == (43, [])


# -- What else a file may say of an offer ----------------------------------------------------------
MORE = (
    "phone,email,iban,address,deposit_eur,separate_room,shortest_weeks,longest_weeks,smoking,"
    "children,wishes,languages,remark"
)
SAID = (
    "0470 12 34 56,Zoe@Voorbeeld.be,BE68 5390 0754 7034,Laan 5 8500 Kortrijk,300,ja,4,52,nee,nee,"
    "QUIET;NO_PORK,uk;nl,tuin achteraan"
)


def wide(*rows: tuple[str, str]) -> bytes:
    lines = [f"{row},{more}" for row, more in rows]
    return table(*lines, header=f"{HEADER},{MORE}")


def said(**cells: str) -> str:
    values = dict(zip(MORE.split(","), SAID.split(","), strict=True)) | cells
    return ",".join(values.values())


def test_the_terms_of_an_offer_come_along_in_one_notation(db):
    report = load(wide((GOOD, SAID)))

    assert report.ok, report.lines()
    offer = Offer.objects.get()
    assert (offer.provider.phone, offer.provider.iban) == ("+32 470 12 34 56", "BE68539007547034")
    assert (offer.deposit_cents, offer.separate_room, offer.longest_weeks) == (30000, True, 52)
    assert (offer.wishes, offer.languages) == (["QUIET", "NO_PORK"], ["uk", "nl"])
    assert (offer.smoking_allowed, offer.children_welcome) == (False, False)
    assert offer.dwelling.address == "Laan 5 8500 Kortrijk"


def test_the_wide_file_again_changes_nothing_and_a_changed_term_does(db):
    load(wide((GOOD, SAID)))
    before = list(Offer.objects.values()), list(Provider.objects.values())

    assert load(wide((GOOD, SAID))).same == 1
    assert before == (list(Offer.objects.values()), list(Provider.objects.values()))
    assert load(wide((GOOD, said(longest_weeks="26", phone="0471 11 11 11")))).changed == 1
    assert Offer.objects.get().longest_weeks == 26
    assert Provider.objects.get().phone == "+32 471 11 11 11"
    assert load(table(GOOD)).same == 1  # a file that says nothing of terms leaves them


@pytest.mark.parametrize(
    "column, value",
    [
        ("phone", "12"),
        ("email", "geen adres"),
        ("iban", "BE68 5390 0754 7035"),
        ("deposit_eur", "-5"),
        ("separate_room", "misschien"),
        ("shortest_weeks", "0"),
        ("longest_weeks", "2"),  # shorter than the shortest
        ("longest_weeks", "5000"),
        ("wishes", "QUIET;CHRISTIAN"),
        ("languages", "klingon"),
        ("remark", "x" * 1001),
    ],
)
def test_a_bad_cell_of_the_terms_names_its_row_and_column(column, value):
    _, errors = parse_offers(
        wide((GOOD, SAID), (GOOD.replace("P-1", "P-2"), said(**{column: value})))
    )

    assert [(error.row, error.column) for error in errors] == [(3, column)]


@pytest.mark.parametrize(
    "column, value", [("bedrooms", "13"), ("rent_eur_month", "-5"), ("rent_eur_month", "999999")]
)
def test_an_impossible_capacity_or_rent_names_its_row_and_column(column, value):
    _, errors = parse_offers(table(changed(GOOD, **{column: value})))

    assert [(error.row, error.column) for error in errors] == [(2, column)]


def test_safeguard_7_who_shares_a_number_is_told_on_import(db):
    other = GOOD.replace("P-1", "P-2").replace("Café Zoë", "Iemand Anders")
    report = load(wide((GOOD, SAID), (other, said(remark="liefst een jonge vrouw"))))

    told = " ".join(map(str, report.warnings))
    assert report.ok
    assert "telefoonnummer ook bij een andere aanbieder" in told
    assert "rij 3: de opmerking lijkt iets te vragen over geslacht, leeftijd" in told


def test_one_name_with_two_telephones_is_two_providers(db):
    load(wide((GOOD, SAID)))
    load(wide((GOOD.replace("P-1", "P-2"), said(phone="0471 11 11 11", email="", iban=""))))

    assert Provider.objects.count() == 2


def test_a_dwelling_the_file_calls_seen_has_an_approval_and_any_other_has_none(db):
    load(table(GOOD, changed(GOOD, reference="P-2", state="NOT_INSPECTED")))

    seen, unseen = Place.objects.order_by("reference")
    assert seen.dwelling.inspections.get().verdict == "APPROVED"
    assert not unseen.dwelling.inspections.exists()
