"""What stands in a letter: what the law wants, in every language, in a document read aloud."""

import json
import os
import string
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from pdfua import validate
from pypdf import PdfReader

from eenplan.benefits.letters import (
    ELEMENTS,
    Centre,
    Told,
    all_lacking,
    missing_elements,
    paper_of,
    pictures,
    render,
    texts_in,
    told_from,
)
from eenplan.benefits.letters.glyphs import has_sign, lacking
from eenplan.benefits.letters.plain import in_words, says_something
from eenplan.benefits.letters.texts import FOLDER
from tests.support.letters import (
    CENTRE,
    decision_letter,
    receipt,
    recovery_letter,
    sent_on,
    statement,
)
from tests.support.pictures import IMAGES

MAKES_PICTURES = os.environ.get("EENPLAN_SCREENSHOTS") == "1"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
WHOLE = {
    "decision": decision_letter(),
    "recovery": recovery_letter(),
    "receipt": receipt(),
    "to the centre": sent_on(),
    "to the applicant": sent_on(kind="FORWARDED_TOLD"),
    "statement": statement(),
}
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.toml"))


def without(told, *keys):
    """Return a letter without some of what the law wants in it."""
    return replace(told, fixed={k: v for k, v in told.fixed.items() if k not in keys})


def centre_without(told, *names):
    return replace(told, centre=replace(CENTRE, **dict.fromkeys(names, "")))


def forwarded(**changes):
    told = sent_on()
    return replace(told, forwarded=replace(told.forwarded, **changes))


LACKING = {  # element -> letters that lack it, and nothing else
    "sender": [replace(decision_letter(), centre=replace(CENTRE, name=""))],
    "decision": [
        decision_letter(decided={"number": ""}),
        decision_letter(decided={"decided_on": ""}),
    ],
    "reasons_in_law": [
        decision_letter(decided={"in_law": text})
        for text in ("", "RMI art. 3", "3, 14, 16", "Het gezin heeft geen geld.", "volgens de wet")
    ],
    "reasons_in_fact": [
        decision_letter(decided={"in_fact": text})
        for text in (
            "",
            "OK",
            "CAT3 SPI KB2002",
            "Voldoet aan de voorwaarden.",
            "zie verslag",
            "!!!",
        )
    ],
    "category": [decision_letter(decided={"category": None})],
    "category_reason": [
        decision_letter(decided={"category_reason": text}) for text in ("", "CAT 3", "3")
    ],
    "amount": [
        recovery_letter(decided={"cents": 0}),
        decision_letter(decided={"cents": 0}),
    ],
    "calculation": [
        decision_letter(decided={"steps": ()}),
        decision_letter(decided={"cents": 150_000}),  # the steps come to another amount
        recovery_letter(decided={"calculation_note": ""}),
    ],
    "periodicity": [
        decision_letter(decided={"rhythm": ""}),
        decision_letter(decided={"starts_on": ""}),
    ],
    "appeal": [without(decision_letter(), "appeal")],
    "court": [centre_without(decision_letter(), "court")],
    "court_address": [centre_without(decision_letter(), "court_address")],
    "term_and_manner": [without(decision_letter(), "term_and_manner")],
    "art_728": [without(decision_letter(), "art_728")],
    "art_1017": [without(decision_letter(), "art_1017")],
    "reference": [
        replace(told, reference=" ") for told in (decision_letter(), receipt(), sent_on())
    ],
    "service": [replace(told, service="") for told in (decision_letter(), receipt(), statement())],
    "worker": [replace(decision_letter(), worker="")],
    "explanation": [centre_without(decision_letter(), "phone", "email")],
    "no_suspension": [without(decision_letter(), "no_suspension")],
    "limitation": [recovery_letter(decided={"limitation": ""})],
    "waiver": [without(recovery_letter(), "waiver")],
    "instalments": [without(recovery_letter(), "instalments")],
    "entry": [replace(receipt(), asked=replace(receipt().asked, number=""))],
    "term": [
        without(receipt(), "term"),
        replace(receipt(), asked=replace(receipt().asked, decide_by="")),
    ],
    "heard": [without(receipt(), "heard")],
    "changes": [without(receipt(), "changes")],
    "ground": [forwarded(ground="niet bevoegd")],
    "to_centre": [forwarded(to_centre=""), forwarded(to_address="")],
    "whose": [forwarded(name="")],
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_letter_lacks_nothing(name):
    assert missing_elements(WHOLE[name]) == []


@pytest.mark.parametrize("key", [element.key for element in ELEMENTS])
def test_what_the_law_wants_is_missed_when_it_is_not_there(key):
    for told in LACKING[key]:
        found = [element.key for element in missing_elements(told)]
        assert key in found and set(found) <= {key, "explanation", "amount", "calculation"}, found


def test_every_element_says_what_lacks_and_by_which_article():
    assert set(LACKING) == {element.key for element in ELEMENTS}
    for element in ELEMENTS:
        assert element.label and "art." in element.source


def test_what_the_centre_did_not_write_down_says_where_to_do_so():
    lacking = missing_elements(replace(decision_letter(), centre=Centre()))

    pages = {element.key: element.settled_on for element in lacking}
    assert set(pages) == {"sender", "court", "court_address", "explanation"}
    assert set(pages.values()) == {"letters:centre"}


def test_everything_that_lacks_is_named_at_once():
    bare = replace(
        recovery_letter(decided={"in_law": "", "in_fact": "", "limitation": "", "cents": 0}),
        centre=Centre(),
        fixed={},
        worker="",
        service="",
    )
    assert len(missing_elements(bare)) >= 14


@pytest.mark.parametrize("kind", ["REFUSE", "STOP"])
def test_a_refusal_needs_its_reasons_but_no_amount(kind):
    told = decision_letter(decided={"kind": kind, "cents": 0, "steps": (), "category_reason": ""})

    assert missing_elements(told) == []
    told = replace(told, decided=replace(told.decided, in_fact="geen recht"))
    assert [element.key for element in missing_elements(told)] == ["reasons_in_fact"]


def test_a_note_may_explain_an_amount_that_is_not_what_was_reckoned():
    told = decision_letter(
        decided={"cents": 150_000, "calculation_note": "Er gaat 108,07 euro af voor uw energie."}
    )
    assert missing_elements(told) == []


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        ("Het gezin heeft geen inkomen", 5, True),
        ("Родина не має доходу зараз", 4, True),
        ("RMI KB2002 L1965 SPI OCMW", 1, False),
        ("12 34 56", 1, False),
        ("", 1, False),
    ],
)
def test_words_say_something_and_codes_do_not(text, words, says):
    assert says_something(text, words) is says


def test_on_paper_a_law_has_its_name():
    assert in_words("RMI art. 14 §1") == "leefloonwet van 26 mei 2002, artikel 14 §1"
    assert in_words("KB2002 art. 35") == "koninklijk besluit van 11 juli 2002, artikel 35"


# -- The languages ---------------------------------------------------------------------------------
def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_words_with_the_same_facts(language):
    dutch, other = texts_in("nl"), texts_in(language)

    assert len(other.months) == 12 and places(other.day_pattern) == {"day", "month", "year"}
    assert set(other.fixed) == set(dutch.fixed)
    assert set(other.groups) == set(dutch.groups)
    for group, words in dutch.groups.items():
        assert set(other.groups[group]) == set(words), group
        for key, text in words.items():
            assert places(other.groups[group][key]) <= places(text) | {"right", "rhythm"}, key
    for key, fixed in dutch.fixed.items():
        assert places(other.fixed[key].text) == places(fixed.text)


def test_of_what_the_law_wants_the_source_is_known_and_what_is_not_verified_says_so():
    fixed = texts_in("nl").fixed

    assert all(each.source for each in fixed.values())
    assert not fixed["art_728"].verified and not fixed["art_1017"].verified


def test_only_dutch_was_read_by_a_translator():
    assert [code for code in LANGUAGES if texts_in(code).is_checked] == ["nl"]


# -- The document ----------------------------------------------------------------------------------
def text_of(pdf):
    pages = PdfReader(BytesIO(pdf)).pages
    return [page.extract_text().replace("\u00a0", " ") for page in pages]


@pytest.mark.parametrize("name", WHOLE)
def test_a_letter_passes_the_check_of_what_can_be_read_aloud(name, tmp_path):
    file = tmp_path / "letter.pdf"
    file.write_bytes(render(WHOLE[name], at=AT))

    report = validate(file)

    assert list(report.findings) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_archived_and_read_aloud_in_one_file(language):
    pdf = pikepdf.open(BytesIO(render(decision_letter(language=language), at=AT)))

    with pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Beslissing: u krijgt equivalent leefloon"
    assert pdf.Root.Lang == "nl" and pdf.Root.MarkInfo.Marked
    marks = {str(mark) for mark in _languages(pdf.Root.StructTreeRoot.K)}
    assert language == "nl" or language in marks


def _languages(node):
    """Yield the languages parts of the document are marked with."""
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from _languages(part)
    elif isinstance(node, pikepdf.Dictionary):
        if "/Lang" in node:
            yield node.Lang
        if "/K" in node:
            yield from _languages(node.K)


def test_the_dutch_text_comes_first_and_says_what_the_law_wants():
    pages = text_of(render(decision_letter(), at=AT))
    dutch = " ".join(" ".join(pages[:2]).split())

    for said in (
        "U krijgt equivalent leefloon: 1.608,07 euro per maand, vanaf 2 november 2026.",
        "U kwam op 30 oktober 2026 met uw twee kinderen aan",
        "Organieke wet van 8 juli 1976, artikelen 1 en 57.",
        "categorie 3: persoon met een gezin ten laste. Dat is omdat: u zorgt alleen",
        "Uw nettoloon per maand",
        "520,00 euro",
        "Wij betalen elke maand.",
        "arbeidsrechtbank Gent, Opgeëistenlaan 401, 9000 Gent",
        "binnen drie maanden",
        "artikel 728",
        "artikel 1017",
        "houdt de beslissing niet tegen",
        "Wijkteam Heuvelkant",
        "Amira Testers",
        "Vermeld uw dossier: B2026/00031",
    ):
        assert said in dutch, said


def test_the_translation_comes_after_it_and_says_that_it_is_one():
    pages = text_of(render(decision_letter(), at=AT))
    translated = " ".join(" ".join(pages[2:]).split())

    assert translated.startswith("Це переклад для вашої зручності.")
    assert "Deze vertaling is niet nagelezen." in translated
    assert "Вам призначено" in translated and "1.608,07 євро на місяць" in translated
    assert "р.." not in translated


def test_in_dutch_there_is_no_translation():
    assert "переклад" not in " ".join(text_of(render(decision_letter(language="nl"), at=AT)))


def test_the_same_facts_at_the_same_moment_give_the_same_bytes():
    told = decision_letter()
    kept = told_from(json.loads(json.dumps(told.as_data())))

    assert kept == told
    assert render(told, at=AT) == render(kept, at=AT)
    assert render(told, at=AT) != render(told, at=AT.replace(hour=10))


def test_what_somebody_typed_is_text_and_no_instruction():
    nasty = '#read("/etc/passwd") $x$ *vet* <b> {name} \\'
    told = decision_letter(
        name=nasty, decided={"in_fact": f"{nasty} en het gezin heeft geen geld."}
    )

    text = " ".join(text_of(render(told, at=AT)))

    assert '#read("/etc/passwd")' in text and "{name}" in text and "root:" not in text


@pytest.mark.parametrize(
    "odd",
    [
        "😀",
        "محمد",
        "გიორგი",
        "中",
        "\x01",
        "\ue000",
        "\ufffe",
        "→ ✓",
        "\u200f",
        "\u2028",
        "ґ є ї ʼ",
    ],
)
def test_no_sign_stops_a_letter(odd):
    told = decision_letter(
        name=f"Olena {odd}", decided={"in_fact": f"Het gezin {odd} heeft geen geld."}
    )

    text = " ".join(text_of(render(told, at=AT)))

    assert "heeft geen geld" in text
    known = all(has_sign(char) for char in odd.replace("→", "").replace("✓", ""))
    assert (all_lacking(told.as_data()) == []) is known


def test_the_font_has_every_letter_of_our_words():
    for language in LANGUAGES:
        assert lacking((FOLDER / f"{language}.toml").read_text()) == set(), language


def test_a_draft_says_so_on_every_page():
    pages = text_of(render(decision_letter(), at=AT, is_draft=True))

    assert all("ONTWERP" in page for page in pages)
    assert not any("ONTWERP" in page for page in text_of(render(decision_letter(), at=AT)))


def words_of(told, language="nl"):
    return [block.text for block in paper_of(told, texts_in(language)).blocks]


def test_what_is_paid_once_says_so():
    once = {"right": "INSTALLATION_PREMIUM", "rhythm": "ONCE", "category": None}

    said = [text.replace("\u00a0", " ") for text in words_of(decision_letter(decided=once))]

    assert "U krijgt één keer installatiepremie: 1.608,07 euro." in said
    assert any(text.startswith("Wij betalen dit één keer. De eerste betaling") for text in said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind", ["GRANT", "REFUSE", "REVISE", "STOP", "RECOVER", "WAIVE", "INCOMPETENT"]
)
def test_every_decision_has_its_words_in_every_language(kind, language):
    told = decision_letter(decided={"kind": kind, "revises": "B2026/00001", "by_chair": True})
    paper = paper_of(told, texts_in(language))

    assert paper.title and all("{" not in block.text for block in paper.blocks)
    [box] = [block.text for block in paper.blocks if block.kind == "box"]
    assert box
    assert any("B2026/00001" in block.text for block in paper.blocks)


def test_a_revision_to_nothing_says_that_it_stops():
    said = words_of(decision_letter(decided={"kind": "REVISE", "cents": 0}))

    assert any("geen equivalent leefloon meer" in text for text in said)


@pytest.mark.parametrize("kind", ["RECEIPT", "FORWARDED", "FORWARDED_TOLD", "STATEMENT"])
def test_a_draft_of_what_is_not_known_yet_shows_dots(kind):
    told = Told(kind=kind, made_on="2026-11-20", language="uk", year=2026)

    assert missing_elements(told)
    assert render(told, at=AT, is_draft=True).startswith(b"%PDF")
    assert kind == "STATEMENT" or any("…" in text for text in words_of(told))


def test_the_last_day_is_a_day_with_money():
    said = words_of(decision_letter(decided={"last_day": "2027-11-01"}))

    assert any(text.replace("\u00a0", " ").endswith("tot en met 1 november 2027.") for text in said)


def test_a_letter_to_another_centre_names_no_address_of_somebody():
    told = sent_on(language="uk")
    text = " ".join(text_of(render(told, at=AT)))

    assert "Kerkplein" in text and "Heuvelstraat" not in text
    assert "Olena Kovalchuk, geboren op 17 mei 1990" in " ".join(text.split())
    assert "переклад" not in text


def test_an_overview_adds_up():
    paper = paper_of(statement(), texts_in("nl"))
    [table] = [block for block in paper.blocks if block.kind == "table"]

    assert table.rows[0] == (
        *("januari", "equivalent leefloon", "1.608,07", "50,00", "1.558,07"),
        "27/01/2026",
    )
    assert table.rows[-1][-1] == "onderweg"
    assert table.foot == ("Samen in 2026", "", "4.824,21", "100,00", "4.724,21", "")


def test_an_overview_of_nothing_says_so():
    words = [block.text for block in paper_of(statement(0), texts_in("en")).blocks]

    assert words[0] == "We paid you nothing in 2026."


def test_a_long_letter_goes_on_on_the_next_page():
    told = decision_letter(decided={"in_fact": "Het gezin heeft geen inkomen. " * 400})

    assert len(text_of(render(told, at=AT))) > 5


def test_the_pages_can_be_looked_at():
    assert all(page.startswith(b"\x89PNG") for page in pictures(decision_letter(), at=AT))


def test_the_pictures_of_the_manual_are_of_these_letters():
    """Made anew with the other pictures of the manual."""
    pages = pictures(decision_letter(), at=AT)

    assert len(pages) == 4
    for name, page in (("letter-nl", pages[0]), ("letter-uk", pages[2])):
        if MAKES_PICTURES:
            (IMAGES / f"{name}.png").write_bytes(page)
        assert (IMAGES / f"{name}.png").exists()
