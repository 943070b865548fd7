import codecs
import json

import pytest
from django.core.management import CommandError, call_command

from eenplan.core.access import Actor
from eenplan.core.errors import NotAllowed
from eenplan.core.models import AuditEvent
from eenplan.territory.models import Area, Division, StreetSegment
from eenplan.territory.services import import_areas, import_streets
from tests.territory.drawing import (
    ACTOR,
    DAY,
    collection,
    feature,
    imported,
    row_of_squares,
    square,
    town_of,
)
from tests.territory.real_borders import (
    FORMER_MUNICIPALITIES,
    GENT_AND_KORTRIJK,
    NEIGHBOURHOODS,
    SECTORS,
    needs_real_borders,
)


def counts(report) -> tuple[int, int, int]:
    return report.new, report.changed, report.same


def refused(features, **options) -> list[str]:
    """The errors of an import that wrote nothing."""
    report = imported(features, **options)
    assert not report.ok
    assert not Area.objects.exists()
    return report.errors


def test_a_file_of_areas_becomes_a_division_with_its_remainder(db):
    report = imported(row_of_squares("Kaai", "Kouter"))
    assert report.lines() == ["Wijken: 2 nieuw, 0 gewijzigd, 0 gelijk."]
    names = ["Kaai", "Kouter", "Niet te lokaliseren"]
    assert [area.name for area in Division.objects.get().areas.all()] == names


def test_the_same_file_again_changes_nothing(db):
    imported(row_of_squares("Kaai", "Kouter"))
    before = list(Area.objects.order_by("pk").values())
    report = imported(row_of_squares("Kaai", "Kouter"))
    assert report.lines() == ["Wijken: 0 nieuw, 0 gewijzigd, 2 gelijk."]
    assert list(Area.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.count() == 1


def test_a_dry_run_tells_what_would_happen_and_writes_nothing(db):
    report = imported(row_of_squares("Kaai", "Kouter"), dry_run=True)
    assert report.lines() == [
        "Wijken: 2 nieuw, 0 gewijzigd, 0 gelijk. Proefrun: er is niets bewaard."
    ]
    assert not Division.objects.exists()
    assert not AuditEvent.objects.exists()


def test_names_and_borders_follow_the_file_by_code(db):
    imported(row_of_squares("Kaai", "Kouter", "Meers"))
    kept = Area.objects.get(code="W1").pk
    moved = collection(
        feature("W1", "Nieuwe Kaai", square(0)),
        feature("W2", "Kouter", square(5)),
        feature("W3", "Meers", square(2)),
    )
    report = imported(moved)
    assert counts(report) == (0, 2, 1)
    assert Area.objects.get(name="Nieuwe Kaai").pk == kept
    assert Area.objects.get(code="W2").geometry == square(5)


def test_an_area_that_left_the_file_is_told_and_kept(db):
    imported(row_of_squares("Kaai", "Kouter"))
    report = imported(row_of_squares("Kaai"))
    assert report.warnings == ["Niet in het bestand, wel bewaard: Kouter."]
    assert Area.objects.filter(name="Kouter").exists()


def test_an_import_leaves_one_audit_line(db):
    imported(row_of_squares("Kaai"))
    event = AuditEvent.objects.get()
    assert event.event == "territory.areas-imported"
    assert event.subject == f"territory.Division:{Division.objects.get().pk}"
    assert event.detail == {"new": "1", "changed": "0", "codes": "W1"}


def test_only_who_manages_areas_may_import_them(db):
    somebody = Actor(7, "Bram", DAY)
    with pytest.raises(NotAllowed):
        import_areas(
            actor=somebody,
            division_code="wijken",
            division_name="Wijken",
            is_primary=True,
            features=row_of_squares("Kaai"),
            dry_run=False,
        )
    with pytest.raises(NotAllowed):
        import_streets(actor=somebody, source=b"straat;wijk\nx;y", dry_run=True)
    assert not Division.objects.exists()


def test_the_teams_keep_their_division_when_another_comes_as_theirs(db):
    town_of("Kaai")
    report = imported(row_of_squares("Oost"), code="sectoren", name="Sectoren")
    assert report.errors == [
        "De indeling ‘Wijken’ is al die van de wijkteams; er kan er maar één zijn."
    ]
    assert not Division.objects.filter(code="sectoren").exists()


def test_a_division_with_an_impossible_code_is_refused(db):
    [error] = refused(row_of_squares("Kaai"), code="wijken 2026")
    assert error == (
        "De code van de indeling (wijken 2026) mag enkel letters, cijfers, - en _ bevatten."
    )


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (b"", "Het bestand is leeg."),
        (b"wijk;code", "Dit is geen geldig JSON-bestand (regel 1)."),
        (b"[" * 100_000, "Dit is geen geldig JSON-bestand: te diep genest."),
        (
            b'{"type": "Feature"}',
            "Dit is geen GeoJSON met wijken: er is geen ‘FeatureCollection’ in.",
        ),
        (b"[]", "Dit is geen GeoJSON met wijken: er is geen ‘FeatureCollection’ in."),
        (
            b'{"type": "FeatureCollection", "features": []}',
            "Er staat geen enkele wijk in het bestand.",
        ),
        (
            b"PK\x03\x04 a shape in a zip",
            "Dit is een werkmap (Excel of Calc). Bewaar als CSV (‘CSV UTF-8’) en probeer opnieuw.",
        ),
    ],
)
def test_a_file_that_holds_no_areas_is_refused_in_a_sentence(source, error, db):
    assert refused(source) == [error]


def test_a_file_that_is_not_there_is_refused_in_a_sentence(db, tmp_path):
    assert refused(tmp_path / "weg.geojson") == ["weg.geojson: Het bestand bestaat niet."]
    assert refused(tmp_path) == [f"{tmp_path.name}: Dit is een map, geen bestand."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_may_come_in_any_common_encoding(encoding, db):
    text = json.dumps(row_of_squares("Café Belvédère"), ensure_ascii=False)
    assert imported(text.encode(encoding)).ok
    assert Area.objects.filter(name="Café Belvédère").exists()


def test_an_unknown_encoding_is_refused_in_words(db):
    text = json.dumps(row_of_squares("Львівська"), ensure_ascii=False)
    [error] = refused(text.encode("cp1251"))
    assert error.startswith("De tekencodering is niet te herkennen")
    [error] = refused(codecs.BOM_UTF8 + b'{"type": "\xff"}')
    assert error.startswith("De tekens van het bestand zijn beschadigd")


BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


@pytest.mark.parametrize(
    ("geometry", "error"),
    [
        (None, "Wijk 2 (Kouter): de grens ontbreekt."),
        ({"type": "Polygon", "coordinates": []}, "Wijk 2 (Kouter): de grens is leeg."),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
            "Wijk 2 (Kouter): de grens is geen gesloten lijn van coördinaten.",
        ),
        (
            {"type": "Polygon", "coordinates": "zie bijlage"},
            "Wijk 2 (Kouter): de grens is geen gesloten lijn van coördinaten.",
        ),
        (
            {"type": "Point", "coordinates": [3.7, 51.0]},
            "Wijk 2 (Kouter): de grens is een punt of een lijn; er is geen oppervlakte.",
        ),
        (
            square(150_000, 170_000, 500),
            "Wijk 2 (Kouter): De coördinaten zijn geen lengte- en breedtegraad (WGS 84)"
            " maar bijvoorbeeld Lambert 72.",
        ),
        (
            square(50.9, 3.2, 0.1),
            "Wijk 2 (Kouter): de lengte- en breedtegraad zijn verwisseld.",
        ),
    ],
)
def test_a_border_that_is_none_is_told_and_nothing_is_written(geometry, error, db):
    features = collection(feature("W1", "Kaai", square(0)), feature("W2", "Kouter", geometry))
    assert refused(features) == [error]


def test_a_border_that_crosses_itself_is_put_right_and_told(db):
    report = imported(collection(feature("W1", "Kaai", BOW_TIE)))
    assert report.warnings == ["Wijk 1 (Kaai): de grens kruist zichzelf en is rechtgezet."]
    assert Area.objects.get(code="W1").geometry["type"] == "MultiPolygon"
    assert counts(imported(collection(feature("W1", "Kaai", BOW_TIE)))) == (0, 0, 1)


def test_a_code_that_occurs_twice_is_refused(db):
    twice = collection(feature("W1", "Kaai", square(0)), feature("W1", "Kouter", square(1)))
    assert refused(twice) == ["De code W1 komt 2 keer voor."]


def test_the_code_of_what_cannot_be_located_is_taken(db):
    town = collection(feature("NTL", "Kaai", square(0)))
    assert refused(town) == ["De code NTL is voorbehouden: Niet te lokaliseren."]


def test_an_area_without_code_or_with_an_endless_name_is_refused(db):
    features = collection(
        feature("W1", "Kaai", square(0)),
        feature(None, "Kouter", square(1)),
        feature("W3", "x" * 81, square(2)),
    )
    first, second = refused(features)
    assert first == "Wijk 2 (Kouter): de code of de naam ontbreekt."
    assert second.endswith("de code (tot 40 tekens) of de naam (tot 80) is te lang.")


def test_areas_that_overlap_are_told_with_their_share(db):
    report = imported(
        collection(feature("A", "Kaai", square(0)), feature("B", "Kouter", square(0.75)))
    )
    assert report.ok
    assert report.warnings == ["Kaai en Kouter overlappen elkaar (25,0% van de kleinste)."]


def test_properties_with_other_names_are_given_by_hand(db):
    features = collection(
        {"type": "Feature", "properties": {"Nr": 4, "Buurt": "Kaai"}, "geometry": square(0)}
    )
    assert refused(features) == [
        "Geen eigenschap met de code van de wijk gevonden. Het bestand heeft: Nr, Buurt.",
        "Geen eigenschap met de naam van de wijk gevonden. Het bestand heeft: Nr, Buurt.",
    ]
    assert refused(features, code_property="nr", name_property="wijk") == [
        "Geen eigenschap ‘wijk’ gevonden. Het bestand heeft: Nr, Buurt."
    ]
    assert imported(features, code_property="nr", name_property="Buurt").ok
    assert Area.objects.get(name="Kaai").code == "4"


@needs_real_borders
@pytest.mark.parametrize(
    ("file", "number"),
    [(NEIGHBOURHOODS, 25), (SECTORS, 254), (GENT_AND_KORTRIJK, 39), (FORMER_MUNICIPALITIES, 22)],
)
def test_real_files_come_in_without_options_and_again_without_change(file, number, db):
    report = imported(file)
    assert (report.errors, counts(report)) == ([], (number, 0, 0))
    assert counts(imported(file)) == (0, 0, number)


# -- Streets -------------------------------------------------------------------------------------


def streets(text: str, **options):
    source = text.encode()
    return import_streets(
        actor=ACTOR, source=source, **{"dry_run": False, "name": "straten.csv"} | options
    )


def test_a_street_list_again_changes_nothing_and_a_changed_street_is_replaced(db):
    town_of("Kaai", "Kouter")
    listed = "straat;van;tot;kant;wijk\nDreef;1;99;oneven;Kaai\nDreef;2;98;even;W1\nLaan;;;;Kaai"
    assert streets(listed).lines() == ["Straatdelen: 3 nieuw, 0 gewijzigd, 0 gelijk."]
    assert streets(listed).lines() == ["Straatdelen: 0 nieuw, 0 gewijzigd, 3 gelijk."]
    report = streets("straat;van;tot;kant;wijk\nDreef;1;99;oneven;Kouter")
    assert report.lines() == ["Straatdelen: 0 nieuw, 1 gewijzigd, 1 verwijderd, 0 gelijk."]
    assert set(StreetSegment.objects.values_list("key", "area__name")) == {
        ("dreef", "Kouter"),
        ("laan", "Kaai"),
    }


def test_a_street_list_is_tried_without_writing(db):
    town_of("Kaai")
    assert streets("straat;wijk\nDreef;Kaai", dry_run=True).new == 1
    assert not StreetSegment.objects.exists()


def test_mistakes_in_a_street_list_are_told_by_row_and_nothing_is_written(db):
    town_of("Kaai", "Kouter")
    report = streets(
        "straat;van;tot;kant;wijk\n"
        "Dreef;1;50;alle;Kaai\n"
        "Dreef;40;60;even;Kouter\n"
        "Laan;9;3;;Kaai\n"
        "Weg;1;9;links;Kaai\n"
        "Pad;1;9;;Nergens\n"
    )
    assert sorted(map(str, report.errors)) == [
        "straten.csv, rij 3, kolom wijk: verwacht een wijk per huisnummer (rij 2 noemt Kaai),"
        " kreeg 'Kouter voor 40 en hoger'",
        "straten.csv, rij 4, kolom tot: verwacht een nummer vanaf 9, kreeg '3'",
        "straten.csv, rij 5, kolom kant: verwacht even, oneven of alle, kreeg 'links'",
        "straten.csv, rij 6, kolom wijk: verwacht een wijk van ‘Wijken’, kreeg 'Nergens'",
    ]
    assert not StreetSegment.objects.exists()


def test_streets_need_areas_first(db):
    assert streets("straat;wijk\nDreef;Kaai").errors == [
        "Importeer eerst de wijken van de wijkteams."
    ]


# -- The command ---------------------------------------------------------------------------------


def test_the_command_imports_areas_and_streets_and_prints_the_outcome(db, tmp_path, capsys):
    areas, listed = tmp_path / "wijken.geojson", tmp_path / "straten.csv"
    areas.write_text(json.dumps(row_of_squares("Kaai")))
    listed.write_text("straat;wijk\nDreef;Kaai\n")
    call_command("import", "areas", str(areas), "--primary", "--dry-run")
    assert not Area.objects.exists()
    call_command("import", "areas", str(areas), "--primary", "--division", "buurten")
    call_command("import", "streets", str(listed))
    assert capsys.readouterr().out.splitlines() == [
        "Wijken: 1 nieuw, 0 gewijzigd, 0 gelijk. Proefrun: er is niets bewaard.",
        "Wijken: 1 nieuw, 0 gewijzigd, 0 gelijk.",
        "Straatdelen: 1 nieuw, 0 gewijzigd, 0 gelijk.",
    ]
    assert Division.objects.get(is_primary=True).name == "Buurten"


def test_the_command_fails_with_every_mistake(db, tmp_path):
    wrong = tmp_path / "wijken.geojson"
    wrong.write_text("geen json")
    with pytest.raises(CommandError) as caught:
        call_command("import", "areas", str(wrong))
    assert str(caught.value).splitlines() == [
        "wijken.geojson: Dit is geen geldig JSON-bestand (regel 1).",
        "Niets bewaard: 1 fout.",
    ]
    with pytest.raises(CommandError):
        call_command("import", "iets-anders", str(wrong))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", "wijken van ons.json: Dit is geen geldig JSON-bestand (regel 1)."),
        (None, "wijken van ons.json: Het bestand bestaat niet."),
    ],
)
def test_a_mistake_tells_in_which_file_it_is(db, tmp_path, text, error):
    file = tmp_path / "wijken van ons.json"
    if text is not None:
        file.write_text(text)
    assert refused(file) == [error]
    file.write_text(json.dumps(row_of_squares("Kaai", "")))
    [nameless] = refused(file)
    assert nameless.startswith("wijken van ons.json: Wijk 2 ")
