"""A file of reception places on offer (CSV): read, checked row by row, written all or nothing."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.imports import ImportReport, RowError, Watch
from eenplan.housing import services
from eenplan.housing.enums import PlaceState
from eenplan.housing.intake import NewOffer, OfferedBy, Terms
from eenplan.housing.lifecycle import NEXT
from eenplan.housing.models import Dwelling, Offer, Place, PlaceStatus, Provider
from eenplan.housing.permissions import check_can_manage
from eenplan.housing.services import take_over_approvals
from eenplan.journeys.imports.offer_remarks import remarks
from eenplan.journeys.imports.offer_rows import (
    CONTACT,
    PERSONS_PER_FAMILY_SHARING,
    OfferRow,
    parse_offers,
    read_offers,
)
from eenplan.territory.models import Area
from eenplan.territory.selectors import areas_named
from eenplan.territory.services import prepare_territory

__all__ = ["PERSONS_PER_FAMILY_SHARING", "OfferRow", "import_offers", "parse_offers", "read_offers"]

COMPARED = (
    *("form", "kind", "max_persons", "bedrooms", "max_households", "available_from"),
    *("available_until", "rent_cents", "step_free", "pets_allowed"),
)
TERMS = (
    *("deposit_cents", "separate_room", "shortest_weeks", "longest_weeks", "smoking_allowed"),
    *("children_welcome", "wishes", "languages", "remark"),
)


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
        self.new: list[tuple[OfferRow, Area]] = []
        self.changed: list[Place] = []
        self.known: dict[str, Provider] = {}
        self.contacts: dict[str, dict[str, str]] = {}
        self.statuses: list[PlaceStatus] = []
        self.ended: list[PlaceStatus] = []

    def compare(self, offers: Sequence[OfferRow]) -> None:
        known = Place.objects.select_related("dwelling__offer__provider").select_for_update()
        named = known.filter(reference__in=[offer.reference for offer in offers])
        stored = {place.reference: place for place in named}
        self.known = _providers_named({offer.provider for offer in offers})
        self.contacts = _contacts(offers)
        open_now = PlaceStatus.objects.open().filter(place__in=stored.values())
        present = {status.place_id: status for status in open_now}
        area_of = self._areas(offers)
        for offer in offers:
            place = stored.get(offer.reference)
            area = area_of(offer)
            if place is None:
                self.new.append((offer, area))
            else:
                self._compare_one(place, present.get(place.pk), offer, area)
        self.report.new, self.report.changed = len(self.new), len(self.changed)
        self.report.same = len(offers) - self.report.changes
        self.report.warnings += remarks(offers, self.file)

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

    def _compare_one(
        self, place: Place, present: PlaceStatus | None, offer: OfferRow, area: Area
    ) -> None:
        wanted, promise = _facts(offer), place.offer
        is_other = any(
            (
                any(getattr(place, field) != wanted[field] for field in COMPARED),
                promise.provider.name != offer.provider,
                place.dwelling.area_id != area.pk,
                offer.address and place.dwelling.address != offer.address,
                _differs(promise, _listed(offer.terms)),
                _differs(promise.provider, offer.contact),
            )
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
        place.dwelling.address = offer.address or place.dwelling.address
        if promise.provider.name != offer.provider:
            promise.provider = self.known.setdefault(offer.provider, Provider(name=offer.provider))
        promise.confirmed_on = max(self.on, promise.received_on)
        _take_over(promise, _listed(offer.terms))
        _take_over(promise.provider, offer.contact)
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
                note=self._note,
                starts_on=self.on,
                set_by_id=self.actor.user_id or None,
            )
        )

    @property
    def _note(self) -> str:
        return f"Volgens {self.file}"[:200]

    def write(self) -> None:
        """Write what is new by the one way an offer comes in, and then what changed."""
        wanted = [self._new_offer(offer, area) for offer, area in self.new]
        services.register_offers(actor=self.actor, offers=wanted, on=self.on)
        used = [place.offer.provider for place in self.changed]
        fresh = {provider.name: provider for provider in used if provider.pk is None}
        Provider.objects.bulk_create(fresh.values(), batch_size=1000)
        kept = [provider for provider in used if provider.name not in fresh]
        for model, rows, fields in (
            (Provider, kept, [*CONTACT]),
            (Offer, [place.offer for place in self.changed], ["provider", "confirmed_on", *TERMS]),
            (Dwelling, [place.dwelling for place in self.changed], ["area", "address"]),
            (Place, self.changed, [*COMPARED, "version"]),
        ):
            model.objects.bulk_update(rows, fields, batch_size=500)
        PlaceStatus.objects.bulk_update(self.ended, ["ends_on"], batch_size=500)
        PlaceStatus.objects.bulk_create(self.statuses, batch_size=1000)
        references = [offer.reference for offer, _ in self.new]
        added = list(Place.objects.filter(reference__in=references).order_by("pk"))
        first = PlaceStatus.objects.filter(place__in=added).select_related("place__dwelling")
        states = [*self.statuses, *first]
        take_over_approvals(actor=self.actor, statuses=states, on=self.on, note=self.file)
        for place, event in (
            *((place, "housing.place-added") for place in added),
            *((place, "housing.place-changed") for place in self.changed),
        ):
            audit.record(self.actor, event, place, reference=place.reference, file=self.file)

    def _new_offer(self, offer: OfferRow, area: Area) -> NewOffer:
        contact = self.contacts.get(offer.provider, offer.contact)
        known = self.known.get(offer.provider)
        same = known and not _is_another(known, contact)
        return NewOffer(
            provider=OfferedBy(name=offer.provider, known_id=known.pk if same else None, **contact),
            form=offer.form,
            area=area,
            units=(offer.unit(self._note),),
            terms=Terms(**offer.terms),
            address=offer.address,
        )


def _providers_named(names: set[str]) -> dict[str, Provider]:
    """Return the provider of each name that is known, the first one written down."""
    known = Provider.objects.filter(name__in=names).order_by("-pk")
    return {provider.name: provider for provider in known}


def _contacts(offers: Sequence[OfferRow]) -> dict[str, dict[str, str]]:
    """Return how each name is reached, all rows taken together; two telephones are two people."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for offer in offers:
        for mark, value in offer.contact.items():
            said[offer.provider][mark].add(value)
        said[offer.provider]  # a name of which nothing is said
    return {
        name: {mark: min(values) for mark, values in marks.items()}
        for name, marks in said.items()
        if all(len(values) == 1 for values in marks.values())
    }


def _is_another(known: Provider, contact: dict[str, str]) -> bool:
    """Say whether a provider of the same name is reached in another way: another person."""
    own = {mark: getattr(known, mark) for mark in contact}
    return any(own.values()) and not any(own[mark] == contact[mark] for mark in contact)


def _listed(terms: dict[str, Any]) -> dict[str, Any]:
    return {name: list(v) if isinstance(v, tuple) else v for name, v in terms.items()}


def _differs(row: Offer | Provider, said: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in said.items())


def _take_over(row: Offer | Provider, said: dict[str, Any]) -> None:
    for name, value in said.items():
        setattr(row, name, value)


def _facts(offer: OfferRow) -> dict[str, Any]:
    named = ("form", "kind", "max_persons", "bedrooms", "available_from", "available_until")
    others = ("rent_cents", "step_free", "pets_allowed")
    facts = {name: getattr(offer, name) for name in (*named, *others)}
    return facts | {"max_households": offer.families}
