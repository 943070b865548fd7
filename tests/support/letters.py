"""Letters that are whole, for tests and the benchmark: a decision, a receipt, and so on."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from pypdf import PdfWriter

from eenplan.benefits.letters import (
    Asked,
    Centre,
    Decided,
    Forwarded,
    PaidMonth,
    Step,
    Told,
    texts_in,
)
from eenplan.benefits.models import Letter

CENTRE = Centre(
    name="OCMW Voorbeeldstad",
    street="Grote Markt 1",
    town="9990 Voorbeeldstad",
    phone="+32 9 000 00 00",
    email="welzijn@example.org",
    company_number="0212345635",
    court="arbeidsrechtbank Gent",
    court_address="Opgeëistenlaan 401, 9000 Gent",
)
ASKED = Asked(
    number="A2026/00042",
    right="EQUIVALENT",
    received_on="2026-11-02",
    decide_by="2026-12-02",
)
DECIDED = Decided(
    number="B2026/00031",
    kind="GRANT",
    right="EQUIVALENT",
    decided_on="2026-11-18",
    category=3,
    category_reason="u zorgt alleen voor twee minderjarige kinderen.",
    cents=160_807,
    calculated=160_807,
    rhythm="MONTHLY",
    starts_on="2026-11-02",
    in_law="Organieke wet van 8 juli 1976, artikelen 1 en 57. Wet van 2 april 1965.",
    in_fact="U kwam op 30 oktober 2026 met uw twee kinderen aan en kreeg tijdelijke bescherming.\n"
    "U hebt geen spaargeld. Uw loon is nog te laag om van te leven.",
    steps=(
        Step("Bedrag van categorie 3, per maand", 181_157, "RMI art. 14 §1"),
        Step("Uw nettoloon per maand", 52_000, "RMI art. 16"),
        Step("Vrijgesteld van dat loon, omdat u pas begon te werken", -31_650, "KB2002 art. 35"),
    ),
)


def fixed() -> dict[str, str]:
    """Return what the law wants, in our Dutch words."""
    return {key: each.text for key, each in texts_in("nl").fixed.items()}


def decision_letter(**changes) -> Told:
    """Return the letter of a decision, whole; `decided` may be a dict of changes."""
    decided = changes.pop("decided", {})
    told = Told(
        kind="DECISION",
        made_on="2026-11-20",
        reference="B2026/00031",
        language="uk",
        name="Olena Kovalchuk",
        to=("Olena Kovalchuk", "Heuvelstraat 12", "9990 Voorbeeldstad"),
        centre=CENTRE,
        service="Wijkteam Heuvelkant",
        worker="Amira Testers",
        asked=ASKED,
        decided=replace(DECIDED, **decided),
        fixed=fixed(),
    )
    return replace(told, **changes)


def recovery_letter(**changes) -> Told:
    """Return the letter of a recovery, whole."""
    decided = {
        "kind": "RECOVER",
        "category": None,
        "cents": 30_000,
        "calculated": None,
        "calculation_note": "Van september tot november kreeg u elke maand 100 euro te veel.",
        "steps": (),
        "limitation": "vijf jaar, na te kijken door de dienst",
    }
    return decision_letter(decided={**decided, **changes.pop("decided", {})}, **changes)


def receipt(**changes) -> Told:
    """Return a receipt of an application, whole."""
    return replace(decision_letter(), **{"kind": "RECEIPT", "decided": None, **changes})


def sent_on(**changes) -> Told:
    """Return the letter that brings an application to another centre, whole."""
    sent = Forwarded(
        to_centre="OCMW Anderstad",
        to_address="Kerkplein 2, 9991 Anderstad",
        ground="De aanvrager is sinds 1 oktober 2026 ingeschreven in Anderstad.",
        name="Olena Kovalchuk",
        birth_date="1990-05-17",
    )
    return replace(
        decision_letter(),
        **{
            "kind": "FORWARDED",
            "to": ("OCMW Anderstad", "Kerkplein 2", "9991 Anderstad"),
            "decided": None,
            "forwarded": sent,
            **changes,
        },
    )


def statement(months: int = 3, **changes) -> Told:
    """Return an overview of payments of so many months."""
    paid = tuple(
        PaidMonth(
            month=f"2026-{month:02}-01",
            component="EQUIVALENT",
            gross=160_807,
            withheld=5_000 if month % 2 else 0,
            net=155_807 if month % 2 else 160_807,
            settled_on=f"2026-{month:02}-27" if month < months else "",
        )
        for month in range(1, months + 1)
    )
    told = replace(decision_letter(), kind="STATEMENT", decided=None, asked=None)
    return replace(told, **{"year": 2026, "paid": paid, **changes})


@cache
def blank_page() -> bytes:
    """Return a document with one empty page: quicker than a letter."""
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(made)
    return made.getvalue()


def kept_letter(decision, *, kind: str = "DECISION", **facts) -> Letter:
    """Return a letter as it is kept, of a decision or of its application; without making a PDF."""
    told = decision_letter() if kind == "DECISION" else receipt()
    return Letter.objects.create(
        **{
            "kind": kind,
            "household": decision.application.household,
            "application": decision.application,
            "decision": decision if kind == "DECISION" else None,
            "language": "uk",
            "told": told.as_data(),
            "pdf": blank_page(),
            "sha256": "0" * 64,
            "made_at": datetime(2026, 11, 20, 9, tzinfo=UTC),
            **facts,
        }
    )
