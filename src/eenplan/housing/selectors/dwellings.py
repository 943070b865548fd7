"""Reading dwellings: the list, the page of one, its works, and what ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.housing.enums import PlaceState
from eenplan.housing.enums_dwellings import Verdict
from eenplan.housing.models import (
    Contract,
    Dwelling,
    Inspection,
    Place,
    PlaceStatus,
    Stay,
    Work,
)
from eenplan.housing.selectors.inspections import approved_until
from eenplan.organisation.models import Membership, User
from eenplan.organisation.roles import ROLES
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household


def may_see_addresses(actor: Actor) -> bool:
    """Return whether the actor places, manages or inspects: only they see where a dwelling is."""
    wanted = (
        *(Capability.HOUSING_PLACE, Capability.HOUSING_MANAGE),
        Capability.HOUSING_INSPECT,
    )
    return any(actor.can(capability) for capability in wanted)


def dwellings_on(on: date) -> QuerySet[Dwelling]:
    """Return the dwellings, with what filters of the list look at: approval and last verdict."""
    last = Inspection.objects.filter(dwelling=OuterRef("pk"), decided_on__lte=on)
    return (
        Dwelling.objects.select_related("area", "offer__provider")
        .defer("area__geometry")
        .annotate(
            approved=approved_until(on),
            last_verdict=Subquery(last.order_by("-decided_on", "-pk").values("verdict")[:1]),
        )
        .order_by("pk")
    )


def dressed(rows: QuerySet[Dwelling], *, on: date) -> QuerySet[Dwelling]:
    """Add what the list shows of each dwelling: its units, their beds, who lives there, works."""
    closed = PlaceStatus.objects.on(on).filter(state=PlaceState.CLOSED, place=OuterRef("pk"))
    units = Place.objects.filter(~Exists(closed), dwelling=OuterRef("pk")).order_by()
    per = units.values("dwelling")
    stays = Stay.objects.on(on).filter(place__dwelling=OuterRef("pk")).order_by()
    works = Work.objects.filter(dwelling=OuterRef("pk"), done_on=None, dropped_on=None).order_by()
    return (
        dwellings_on(on)
        .filter(pk__in=rows.values("pk"))
        .annotate(
            references=Subquery(
                per.annotate(names=ArrayAgg("reference", order_by="reference")).values("names")
            ),
            beds=_number(per.annotate(n=Sum("max_persons"))),
            households=_number(stays.values("place__dwelling").annotate(n=Count("pk"))),
            works_open=_number(works.values("dwelling").annotate(n=Count("pk"))),
        )
    )


def _number(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0)


def get_dwelling(pk: int, *, on: date) -> Dwelling:
    """Return one dwelling as it is on a day, or raise NotFound."""
    found = dwellings_on(on).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def inspection_state(dwelling: Dwelling, *, on: date) -> tuple[str, str]:
    """Return in words, and with which colour, whether somebody may live in a dwelling."""
    until = dwelling.approved
    if until and until > on:
        return "goedgekeurd", "good"
    if until:
        return "controle vervallen", "late"
    return {
        Verdict.REFUSED: ("geweigerd", "late"),
        Verdict.AFTER_WORKS: ("eerst werken", "warn"),
    }.get(dwelling.last_verdict, ("nog niet gecontroleerd", "warn"))


def units_of(dwelling: Dwelling, *, on: date) -> list[Place]:
    """Return the units of a dwelling with the `state` of each, the closed ones last."""
    states = dict(
        PlaceStatus.objects.on(on).filter(place__dwelling=dwelling).values_list("place", "state")
    )
    units = list(dwelling.places.select_related("contingent").order_by("reference"))
    for unit in units:
        unit.state = PlaceState(states.get(unit.pk, PlaceState.OFFERED))
    return sorted(units, key=lambda unit: unit.state == PlaceState.CLOSED)


def get_unit(pk: int) -> Place:
    """Return a unit with its dwelling, or raise NotFound."""
    found = Place.objects.select_related("dwelling", "contingent").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def stays_here(dwelling: Dwelling, actor: Actor, *, on: date) -> QuerySet[Stay]:
    """Return who lives in a dwelling or will, each saying if the actor may open the household."""
    stays = Stay.objects.lasting_beyond(on).filter(place__dwelling=dwelling)
    return seen_by(stays, actor).order_by("place__reference", "starts_on")


def seen_by(stays: QuerySet[Stay], actor: Actor) -> QuerySet[Stay]:
    """Mark each stay with whether the actor may open its household; the others stay nameless."""
    visible = Household.objects.visible_to(actor).filter(pk=OuterRef("household"))
    return stays.select_related("household", "place").annotate(is_visible=Exists(visible))


# -- Works -----------------------------------------------------------------------------------------
def works(*, on: date, which: str = "") -> QuerySet[Work]:
    """Return works: the open ones, or those late, undated, done or dropped; late first."""
    rows = Work.objects.select_related("dwelling__area", "place", "inspection")
    rows = rows.defer("dwelling__area__geometry").order_by(F("ready_on").asc(nulls_last=True), "pk")
    undone = rows.filter(done_on=None, dropped_on=None)
    return {
        "laat": undone.filter(ready_on__lt=on),
        "zonder-dag": undone.filter(ready_on=None),
        "gedaan": rows.filter(done_on__isnull=False).order_by("-done_on", "-pk"),
        "geschrapt": rows.filter(dropped_on__isnull=False).order_by("-dropped_on", "-pk"),
    }.get(which, undone)


def works_of(dwelling: Dwelling) -> QuerySet[Work]:
    """Return the works on a dwelling, those still to do first."""
    rows = dwelling.works.select_related("place", "inspection")
    return rows.order_by(F("done_on").asc(nulls_first=True), F("ready_on").asc(nulls_last=True))


def get_work(pk: int) -> Work:
    """Return a work with its dwelling, or raise NotFound."""
    found = Work.objects.select_related("dwelling", "place").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


# -- What ends -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Ending:
    """A contract or a unit that ends soon or has ended, and who lives there after that day."""

    dwelling: Dwelling
    what: str
    ends_on: date
    notice_by: date | None
    stays: tuple[Stay, ...]

    @property
    def is_alarm(self) -> bool:
        """Whether somebody lives there beyond the end."""
        return bool(self.stays)


def endings(actor: Actor, *, on: date) -> list[Ending]:
    """Return what ends within the norm, or ended with somebody still there; first end first."""
    soon = on + timedelta(days=int(norm("contract_alarm_days", on=on)))
    contracts = _last_contracts().filter(ends_on__lte=soon)
    contracts = list(contracts.select_related("dwelling__area").defer("dwelling__area__geometry"))
    places = list(
        Place.objects.filter(available_until__lte=soon)
        .select_related("dwelling__area")
        .defer("dwelling__area__geometry")
    )
    ids = {row.dwelling_id for row in (*contracts, *places)}
    stays = seen_by(Stay.objects.lasting_beyond(on).filter(place__dwelling__in=ids), actor)
    at: dict[int, list[Stay]] = {}
    for stay in stays.order_by("starts_on", "pk"):
        at.setdefault(stay.place.dwelling_id, []).append(stay)
    rows = [_contract_ends(row, at.get(row.dwelling_id, ())) for row in contracts]
    rows += [
        Ending(
            row.dwelling,
            f"Plaats {row.reference}",
            row.available_until,
            None,
            tuple(
                stay
                for stay in _beyond(at.get(row.dwelling_id, ()), row.available_until)
                if stay.place_id == row.pk
            ),
        )
        for row in places
    ]
    kept = [row for row in rows if row.ends_on >= on or row.is_alarm]
    return sorted(kept, key=lambda row: (row.ends_on, row.dwelling.pk, row.what))


def _last_contracts() -> QuerySet[Contract]:
    """Return the contracts no other follows."""
    same = Contract.objects.filter(dwelling=OuterRef("dwelling"))
    later = same.filter(starts_on__gt=OuterRef("starts_on"))
    return Contract.objects.filter(~Exists(later))


def _contract_ends(contract: Contract, stays) -> Ending:
    from_ = contract.ends_on
    notice = months_before(from_, contract.notice_months) if contract.notice_months else None
    return Ending(contract.dwelling, "Contract", from_, notice, tuple(_beyond(stays, from_)))


def _beyond(stays, day: date):
    return (stay for stay in stays if stay.ends_on is None or stay.ends_on > day)


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of that month."""
    month = day.year * 12 + day.month - 1 - months
    first = date(month // 12, month % 12 + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (after - timedelta(days=1)).day))


def inspectors(*, on: date) -> QuerySet[User]:
    """Return who may inspect dwellings on a day, by name."""
    roles = [role for role, granted in ROLES.items() if Capability.HOUSING_INSPECT in granted]
    holding = Membership.objects.on(on).filter(user=OuterRef("pk"), role__in=roles)
    rows = User.objects.filter(Exists(holding), is_active=True)
    return rows.order_by("last_name", "first_name", "username")
