"""The rows of a file of reception places on offer: which columns, and what is wrong with a cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from eenplan.core import cells
from eenplan.core.imports import ImportReport, RowError, Watch
from eenplan.core.tabular import Column, read_table
from eenplan.housing import policies
from eenplan.housing.contacts import read_iban, read_phone
from eenplan.housing.enums import PlaceKind, PlaceState, ReceptionForm, Wish
from eenplan.housing.errors import ImpossibleOffer
from eenplan.housing.intake import Terms, Unit
from eenplan.people.enums import Language


def _read_email(cell: str) -> str:
    try:
        validate_email(cell)
    except ValidationError:
        raise ValueError from None
    return cell.lower()


EMAIL = cells.Cell("een e-mailadres", _read_email, "")
PHONE = cells.Cell("een telefoonnummer (0470 12 34 56)", read_phone, "")
IBAN = cells.Cell("een rekeningnummer (IBAN)", read_iban, "")
WEEKS = cells.whole_number(1, 520)
WISHES = {wish.value: wish.value for wish in Wish}
LANGUAGES = {code: code for code in Language.values}
KINDS = {kind.value.lower(): kind for kind in PlaceKind}
COLUMNS = (
    Column("reference", cells.text(longest=40), required=True, aliases=("kenmerk",)),
    Column("provider", cells.text(longest=120), required=True, aliases=("aanbieder",)),
    Column(
        "form", cells.choice({f.value: f for f in ReceptionForm}), required=True, aliases=("vorm",)
    ),
    Column("kind", cells.choice(KINDS), required=True, aliases=("soort",)),
    Column("neighbourhood", cells.text(longest=80), aliases=("wijk",)),
    Column("max_persons", cells.whole_number(1, 500), required=True, aliases=("slaapplaatsen",)),
    Column("bedrooms", cells.whole_number(1, 200), required=True, aliases=("slaapkamers",)),
    Column("available_from", cells.day(), required=True, aliases=("vrij_vanaf",)),
    Column("available_until", cells.day(), aliases=("vrij_tot",)),
    Column("rent_eur_month", cells.amount(), aliases=("huur_per_maand",)),
    Column(
        "state",
        cells.choice({s.value: s for s in PlaceState}),
        required=True,
        aliases=("toestand",),
    ),
    Column("step_free", cells.yes_no(), aliases=("drempelvrij", "zonder_trappen")),
    Column("pets", cells.yes_no(), aliases=("huisdieren",)),
    Column("phone", PHONE, aliases=("telefoon",)),
    Column("email", EMAIL, aliases=("e-mail",)),
    Column("iban", IBAN, aliases=("rekeningnummer",)),
    Column("address", cells.text(longest=200), aliases=("adres",)),
    Column("deposit_eur", cells.amount(), aliases=("waarborg",)),
    Column("separate_room", cells.yes_no(), aliases=("aparte_kamer",)),
    Column("shortest_weeks", WEEKS, aliases=("minstens_weken",)),
    Column("longest_weeks", WEEKS, aliases=("hoogstens_weken",)),
    Column("smoking", cells.yes_no(), aliases=("roken",)),
    Column("children", cells.yes_no(), aliases=("kinderen",)),
    Column("wishes", cells.several(cells.choice(WISHES)), aliases=("wensen",)),
    Column("languages", cells.several(cells.choice(LANGUAGES)), aliases=("talen",)),
    Column("remark", cells.text(longest=1000), aliases=("opmerking",)),
)
CONTACT = ("phone", "email", "iban")
IN_THE_FILE = {"rent": "rent_eur_month", "deposit": "deposit_eur"}
PERSONS_PER_FAMILY_SHARING = 4  # in a shared house, when the file does not say how many families


@dataclass(frozen=True)
class OfferRow:
    """One place as the file says it, with the row it stands in."""

    row: int
    reference: str
    provider: str
    form: ReceptionForm
    kind: PlaceKind
    neighbourhood: str
    max_persons: int
    bedrooms: int
    available_from: date
    available_until: date | None
    rent_cents: int
    state: PlaceState
    step_free: bool
    pets_allowed: bool
    contact: dict[str, str] = field(default_factory=dict)  # what the file says of it, no more
    address: str = ""
    terms: dict[str, Any] = field(default_factory=dict)

    def unit(self, note: str) -> Unit:
        """Return the unit as it is registered."""
        same = (
            *("kind", "max_persons", "bedrooms", "available_from", "available_until"),
            *("rent_cents", "step_free", "pets_allowed", "reference", "state"),
        )
        facts = {name: getattr(self, name) for name in same}
        return Unit(max_households=self.families, note=note, **facts)

    @property
    def families(self) -> int:
        """Return how many households the place holds: several in a shared house."""
        sharing = self.kind == PlaceKind.SHARED_HOUSE
        return -(-self.max_persons // PERSONS_PER_FAMILY_SHARING) if sharing else 1


def parse_offers(source: Path | bytes) -> tuple[list[OfferRow], list[RowError | str]]:
    """Return the good rows of a file of offers, and all that is wrong with the others."""
    report = ImportReport("opvangplaatsen")
    return read_offers(source, report), report.errors


def read_offers(
    source: Path | bytes, report: ImportReport, *, name: str = "", watch: Watch = iter
) -> list[OfferRow]:
    """Return the good rows of a file of offers; mistakes and remarks go into the report."""
    table = read_table(source, columns=COLUMNS, name=name, watch=watch)
    report.errors += table.errors
    report.warnings += table.warnings
    rows = [_offer(row, cells) for row, cells in table.rows]
    report.errors += [error for offer in rows for error in _impossible(offer, table.file)]
    report.errors += _twice(rows, table.file)
    if not rows and not table.errors:
        report.errors.append(f"{table.file}: er staan geen rijen onder de kop.")
    return rows


def _offer(row: int, values: dict[str, Any]) -> OfferRow:
    same = ("reference", "provider", "form", "kind", "neighbourhood", "max_persons", "bedrooms")
    dates = ("available_from", "available_until", "state")
    return OfferRow(
        row=row,
        **{name: values[name] for name in (*same, *dates)},
        rent_cents=int((values["rent_eur_month"] or Decimal(0)) * 100),
        step_free=bool(values["step_free"]),
        pets_allowed=bool(values["pets"]),
        contact={name: values[name] for name in CONTACT if values[name]},
        address=values["address"],
        terms=_terms(values),
    )


def _terms(values: dict[str, Any]) -> dict[str, Any]:
    """Return the terms the file says something about; an empty cell says nothing."""
    deposit = values["deposit_eur"]
    said = {
        "deposit_cents": None if deposit is None else int(deposit * 100),
        "separate_room": values["separate_room"],
        "shortest_weeks": values["shortest_weeks"],
        "longest_weeks": values["longest_weeks"],
        "smoking_allowed": values["smoking"],
        "children_welcome": values["children"],
        "wishes": values["wishes"] or None,
        "languages": values["languages"] or None,
        "remark": values["remark"] or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _impossible(offer: OfferRow, file: str) -> Iterable[RowError]:
    """Yield what the rules of an offer refuse, at the column it stands in."""
    if offer.available_until and offer.available_until <= offer.available_from:
        expected = f"een dag na {offer.available_from}"
        yield RowError(file, offer.row, "available_until", expected, str(offer.available_until))
        return
    try:
        policies.check_unit(offer.unit(""))
        policies.check_terms(Terms(**offer.terms))
    except ImpossibleOffer as error:
        column = IN_THE_FILE.get(error.field or "", error.field or "")
        found = offer.terms.get(column, getattr(offer, column, ""))
        yield RowError(file, offer.row, column, f"iets wat kan. {error}", str(found))


def _twice(rows: Sequence[OfferRow], file: str) -> Iterable[RowError]:
    first: dict[str, int] = {}
    for offer in rows:
        earlier = first.setdefault(offer.reference, offer.row)
        if earlier != offer.row:
            expected = f"elk kenmerk één keer (staat ook in rij {earlier})"
            yield RowError(file, offer.row, "reference", expected, offer.reference)
