"""A file of reception places on offer (CSV): read, checked row by row, written all or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from eenplan.core import audit, cells
from eenplan.core.access import Actor
from eenplan.core.imports import ImportReport, RowError, Watch
from eenplan.core.tabular import Column, read_table
from eenplan.housing.enums import PlaceKind, PlaceState, ReceptionForm
from eenplan.housing.lifecycle import NEXT
from eenplan.housing.models import Dwelling, Offer, Place, PlaceStatus, Provider
from eenplan.housing.permissions import check_can_manage
from eenplan.housing.services import take_over_approvals
from eenplan.territory.models import Area
from eenplan.territory.selectors import areas_named
from eenplan.territory.services import prepare_territory

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
)
COMPARED = (
    *("form", "kind", "max_persons", "bedrooms", "max_households", "available_from"),
    *("available_until", "rent_cents", "step_free", "pets_allowed"),
)
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
    )


def _impossible(offer: OfferRow, file: str) -> Iterable[RowError]:
    if offer.available_until and offer.available_until <= offer.available_from:
        yield RowError(
            file,
            offer.row,
            "available_until",
            f"een dag na {offer.available_from}",
            str(offer.available_until),
        )


def _twice(rows: Sequence[OfferRow], file: str) -> Iterable[RowError]:
    first: dict[str, int] = {}
    for offer in rows:
        earlier = first.setdefault(offer.reference, offer.row)
        if earlier != offer.row:
            expected = f"elk kenmerk één keer (staat ook in rij {earlier})"
            yield RowError(file, offer.row, "reference", expected, offer.reference)


@transaction.atomic
def import_offers(
    source: Path | bytes,
    *,
    actor: Actor,
    on: date | None,
    dry_run: bool,
    name: str = "",
    watch: Watch = iter,
) -> ImportReport:
    """Bring the reception places in line with a file, all or nothing; known by their reference.

    Without a day the list holds from the first day in it, or today if that is earlier: a list of
    some years ago then says what there was in those days.

    Places the file does not name are left alone. A place in a neighbourhood the town does not
    have is counted as one that cannot be located. The same file again changes nothing. Mistakes
    are in the report. Raises NotAllowed.
    """
    check_can_manage(actor)
    report = ImportReport("opvangplaatsen", dry_run)
    offers = read_offers(source, report, name=name, watch=watch)
    file = name or (source.name if isinstance(source, Path) else "bestand")
    if report.ok:
        day = on or min([actor.on, *(offer.available_from for offer in offers)])
        comparison = _Comparison(actor, day, file, report)
        comparison.compare(offers)
        if report.ok and not dry_run:
            comparison.write()
    if dry_run or not report.ok:
        transaction.set_rollback(True)
    return report


class _Comparison:
    """What the file says beside what is stored: which places are new, changed or the same."""

    def __init__(self, actor: Actor, on: date, file: str, report: ImportReport):
        self.actor, self.on, self.file, self.report = actor, on, file, report
        self.new: list[Place] = []
        self.changed: list[Place] = []
        self.providers: dict[str, Provider] = {}
        self.statuses: list[PlaceStatus] = []
        self.ended: list[PlaceStatus] = []

    def compare(self, offers: Sequence[OfferRow]) -> None:
        known = Place.objects.select_related("dwelling__offer__provider").select_for_update()
        named = known.filter(reference__in=[offer.reference for offer in offers])
        stored = {place.reference: place for place in named}
        self.providers = _providers_named({offer.provider for offer in offers})
        open_now = PlaceStatus.objects.open().filter(place__in=stored.values())
        present = {status.place_id: status for status in open_now}
        area_of = self._areas(offers)
        for offer in offers:
            place = stored.get(offer.reference)
            area = area_of(offer)
            if place is None:
                self._add(offer, area)
            else:
                self._compare_one(place, present.get(place.pk), offer, area)
        self.report.new, self.report.changed = len(self.new), len(self.changed)
        self.report.same = len(offers) - self.report.changes

    def _areas(self, offers: Sequence[OfferRow]) -> Callable[[OfferRow], Area]:
        """Return how to find the area of an offer; remark on those that cannot be located."""
        unlocated = prepare_territory(actor=self.actor)
        found = areas_named([offer.neighbourhood for offer in offers])
        unknown = [o.neighbourhood or "leeg" for o in offers if not found.get(o.neighbourhood)]
        if unknown:
            names = ", ".join(sorted(set(unknown)))
            number = "1 plaats ligt" if len(unknown) == 1 else f"{len(unknown)} plaatsen liggen"
            self.report.warnings.append(
                f"{self.file}: {number} in een wijk die deze gemeente niet kent ({names}); "
                f"geteld bij ‘{unlocated.name}’."
            )
        return lambda offer: found.get(offer.neighbourhood) or unlocated

    def _add(self, offer: OfferRow, area: Area) -> None:
        promise = Offer(
            provider=self.providers[offer.provider], received_on=self.on, confirmed_on=self.on
        )
        place = Place(
            reference=offer.reference,
            dwelling=Dwelling(offer=promise, area=area),
            **_facts(offer),
        )
        self.new.append(place)
        self._set_state(place, offer.state)

    def _compare_one(
        self, place: Place, present: PlaceStatus | None, offer: OfferRow, area: Area
    ) -> None:
        wanted, provider = _facts(offer), self.providers[offer.provider]
        is_other = (
            any(getattr(place, field) != wanted[field] for field in COMPARED)
            or place.offer.provider.name != provider.name
            or place.dwelling.area_id != area.pk
        )
        is_other_state = present is None or present.state != offer.state
        if present and is_other_state and offer.state not in NEXT[PlaceState(present.state)]:
            expected = f"een toestand die kan volgen op {present.state}"
            self.report.errors.append(
                RowError(self.file, offer.row, "state", expected, offer.state)
            )
        if not is_other and not is_other_state:
            return
        for field, value in wanted.items():
            setattr(place, field, value)
        place.version += 1
        place.dwelling.area = area
        place.offer.provider, place.offer.confirmed_on = (
            provider,
            max(self.on, place.offer.received_on),
        )
        self.changed.append(place)
        if is_other_state:
            if present:
                present.ends_on = max(self.on, present.starts_on)
                self.ended.append(present)
            self._set_state(place, offer.state)

    def _set_state(self, place: Place, state: PlaceState) -> None:
        self.statuses.append(
            PlaceStatus(
                place=place,
                state=state,
                note=f"Volgens {self.file}"[:200],
                starts_on=self.on,
                set_by_id=self.actor.user_id or None,
            )
        )

    def write(self) -> None:
        used = [place.offer.provider for place in (*self.new, *self.changed)]
        fresh = {provider.name: provider for provider in used if provider.pk is None}
        Provider.objects.bulk_create(fresh.values(), batch_size=1000)
        for model, rows in (
            (Offer, [place.offer for place in self.new]),
            (Dwelling, [place.dwelling for place in self.new]),
            (Place, self.new),
        ):
            model.objects.bulk_create(rows, batch_size=1000)
        for model, rows, fields in (
            (Offer, [place.offer for place in self.changed], ["provider", "confirmed_on"]),
            (Dwelling, [place.dwelling for place in self.changed], ["area"]),
            (Place, self.changed, [*COMPARED, "version"]),
        ):
            model.objects.bulk_update(rows, fields, batch_size=500)
        PlaceStatus.objects.bulk_update(self.ended, ["ends_on"], batch_size=500)
        PlaceStatus.objects.bulk_create(self.statuses, batch_size=1000)
        take_over_approvals(actor=self.actor, statuses=self.statuses, on=self.on, note=self.file)
        for place, event in (
            *((place, "housing.place-added") for place in self.new),
            *((place, "housing.place-changed") for place in self.changed),
        ):
            audit.record(self.actor, event, place, reference=place.reference, file=self.file)


def _providers_named(names: set[str]) -> dict[str, Provider]:
    """Return the provider of each name; who is not known yet is not saved yet either."""
    known = Provider.objects.filter(name__in=names).order_by("-pk")
    found = {provider.name: provider for provider in known}
    return {name: found.get(name) or Provider(name=name) for name in names}


def _facts(offer: OfferRow) -> dict[str, Any]:
    named = ("form", "kind", "max_persons", "bedrooms", "available_from", "available_until")
    others = ("rent_cents", "step_free", "pets_allowed")
    sharing = offer.kind == PlaceKind.SHARED_HOUSE
    families = -(-offer.max_persons // PERSONS_PER_FAMILY_SHARING) if sharing else 1
    return {name: getattr(offer, name) for name in (*named, *others)} | {"max_households": families}
