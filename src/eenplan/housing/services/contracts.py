"""Contracts, deposits and costs of a dwelling. A cost is never changed, only taken back."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions
from eenplan.housing.enums_dwellings import CostKind
from eenplan.housing.errors import ImpossibleContract, ImpossibleCost, ImpossibleDeposit
from eenplan.housing.models import Contract, CostLine, Dwelling, Place

FIELDS = (
    *("starts_on", "ends_on", "rent_cents", "deposit_cents", "notice_months"),
    *("signed_on", "signed_by", "note"),
)
EARLIEST = date(2015, 1, 1)


@transaction.atomic
def add_contract(*, actor: Actor, dwelling: Dwelling, facts: dict) -> Contract:
    """Write down a contract. Raises NotAllowed, ImpossibleContract."""
    permissions.check_can_manage(actor)
    contract = Contract(dwelling=dwelling, **{name: facts[name] for name in FIELDS})
    _save(contract)
    audit.record(actor, "housing.contract-added", contract, until=contract.ends_on or "")
    return contract


@transaction.atomic
def change_contract(*, actor: Actor, contract: Contract, version: int, facts: dict) -> Contract:
    """Correct or end a contract. Raises NotAllowed, ImpossibleContract, StaleVersion."""
    permissions.check_can_manage(actor)
    held = Contract.objects.select_for_update().get(pk=contract.pk)
    if held.version != version:
        raise StaleVersion("Iemand anders wijzigde dit contract net. Kijk opnieuw.")
    if held.deposit_paid_on and facts["deposit_cents"] != held.deposit_cents:
        raise ImpossibleDeposit("De waarborg is betaald: het bedrag verandert niet meer.")
    before = {name: getattr(held, name) for name in FIELDS}
    for name in FIELDS:
        setattr(held, name, facts[name])
    held.version += 1
    _save(held)
    changed = {name: facts[name] for name in FIELDS if before[name] != facts[name]}
    audit.record(actor, "housing.contract-changed", held, **changed)
    return held


def _save(contract: Contract) -> None:
    if contract.ends_on and contract.ends_on <= contract.starts_on:
        raise ImpossibleContract("Het contract eindigt voor het begint.")
    try:
        with transaction.atomic():
            contract.save()
    except IntegrityError as error:
        if "one_contract_at_a_time" in str(error):
            raise ImpossibleContract("Er loopt in die periode al een contract.") from None
        raise


@transaction.atomic
def settle_deposit(*, actor: Actor, contract: Contract, on: date, day: date) -> Contract:
    """Pay the deposit, or write down that it came back: the date and the cost together.

    Raises NotAllowed, ImpossibleDeposit.
    """
    permissions.check_can_manage(actor)
    held = Contract.objects.select_for_update().get(pk=contract.pk)
    if not held.deposit_cents or held.deposit_returned_on:
        raise ImpossibleDeposit("Er is geen waarborg meer te betalen of terug te krijgen.")
    if day > on or day < (held.deposit_paid_on or EARLIEST):
        raise ImpossibleDeposit("Kies de dag waarop het geld betaald of teruggekregen is.")
    comes_back = held.deposit_paid_on is not None
    if comes_back:
        held.deposit_returned_on = day
    else:
        held.deposit_paid_on = day
    held.version += 1
    held.save()
    CostLine.objects.create(
        dwelling_id=held.dwelling_id,
        kind=CostKind.DEPOSIT,
        amount_cents=-held.deposit_cents if comes_back else held.deposit_cents,
        booked_on=day,
        what="waarborg terug" if comes_back else "waarborg",
        written_by_id=actor.user_id or None,
    )
    event = "housing.deposit-returned" if comes_back else "housing.deposit-paid"
    audit.record(actor, event, held, day=day, amount=held.deposit_cents)
    return held


@transaction.atomic
def add_cost(
    *,
    actor: Actor,
    dwelling: Dwelling,
    kind: CostKind,
    amount_cents: int,
    booked_on: date,
    what: str,
    place: Place | None = None,
) -> CostLine:
    """Write down a cost; negative when money came back. Raises NotAllowed, ImpossibleCost."""
    permissions.check_can_manage(actor)
    if not amount_cents:
        raise ImpossibleCost("Schrijf een bedrag, niet nul.")
    if place and place.dwelling_id != dwelling.pk:
        raise ImpossibleCost("Deze plaats is in een ander pand.")
    line = CostLine.objects.create(
        dwelling=dwelling,
        place=place,
        kind=kind,
        amount_cents=amount_cents,
        booked_on=booked_on,
        what=what,
        written_by_id=actor.user_id or None,
    )
    audit.record(actor, "housing.cost-added", line, kind=kind, amount=amount_cents)
    return line


@transaction.atomic
def take_back_cost(*, actor: Actor, line: CostLine, on: date, why: str) -> CostLine:
    """Take a wrong line back with a line against it, once. Raises NotAllowed, ImpossibleCost."""
    permissions.check_can_manage(actor)
    if line.corrects_id:
        raise ImpossibleCost("Deze lijn neemt zelf een andere terug. Schrijf een nieuwe lijn.")
    try:
        with transaction.atomic():
            back = CostLine.objects.create(
                dwelling_id=line.dwelling_id,
                place_id=line.place_id,
                work_id=line.work_id,
                kind=line.kind,
                amount_cents=-line.amount_cents,
                booked_on=on,
                what=why,
                corrects=line,
                written_by_id=actor.user_id or None,
            )
    except IntegrityError:
        raise ImpossibleCost("Iemand nam deze lijn net terug.") from None
    audit.record(actor, "housing.cost-taken-back", line, why=why)
    return back


@transaction.atomic
def book_rents(*, actor: Actor, month: date) -> int:
    """Book the rent of a month for every contract that runs in it; a month is booked once.

    A contract that begins or ends within the month counts for its days. Returns how many lines.
    """
    permissions.check_can_manage(actor)
    first = month.replace(day=1)
    running = Contract.objects.lasting_beyond(first).filter(
        starts_on__lt=month_after(first), rent_cents__gt=0
    )
    rows = [
        CostLine(
            dwelling_id=contract.dwelling_id,
            contract=contract,
            month=first,
            kind=CostKind.RENT,
            amount_cents=rent_of(contract, first),
            booked_on=max(first, contract.starts_on),
            what=f"huur vanaf {dutch_day(max(first, contract.starts_on))}",
            written_by_id=actor.user_id or None,
        )
        for contract in running
    ]
    booked = set(CostLine.objects.filter(month=first).values_list("contract", flat=True))
    fresh = [row for row in rows if row.contract_id not in booked and row.amount_cents]
    # Two who book at once: the second writes nothing more.
    made = CostLine.objects.bulk_create(fresh, ignore_conflicts=True)
    if made:
        audit.record(actor, "housing.rents-booked", made[0], month=first, lines=len(made))
    return len(made)


def rent_of(contract: Contract, first: date) -> int:
    """Return the rent of a contract for a month, by the days it runs in it."""
    after = month_after(first)
    begins, ends = max(first, contract.starts_on), min(after, contract.ends_on or after)
    return round(contract.rent_cents * (ends - begins).days / (after - first).days)


def month_after(first: date) -> date:
    """Return the first day of the next month."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
