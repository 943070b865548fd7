"""The demo's accounts of who is granted something, and the last payment runs."""

from datetime import date, timedelta

from eenplan.benefits.enums_money import PayeeBasis, PayeeKind
from eenplan.benefits.models import BankDetails, PaidTo
from eenplan.benefits.services import runs
from eenplan.engines.deadlines import Calendar
from eenplan.journeys.demo.rights_words import at
from eenplan.journeys.demo.teams import Staff
from eenplan.organisation.selectors import actor_for

UNCONFIRMED = 9  # one in so many accounts still waits for a second person
LANDLORDS = 11  # one in so many is not paid on the own account
HOLDERS = ("Immo De Linde", "Verhuur Peeters", "Woonhuis De Kaai")
DAY = timedelta(days=1)


def draw_payments(files: list, staff: Staff, *, on: date) -> None:
    """Write the accounts, and pay this month and the one before it."""
    granted = [file for file in files if hasattr(file, "grant")]
    BankDetails.objects.bulk_create(
        _account(file, number, staff) for number, file in enumerate(granted)
    )
    PaidTo.objects.bulk_create(
        _landlord(file, number, staff) for number, file in enumerate(granted[::LANDLORDS])
    )
    if granted:
        _pay(staff, on)


def _landlord(file, number: int, staff: Staff) -> PaidTo:
    """Return a landlord or a budget account that is paid in the place of a family."""
    day, is_budget = file.days["decided"], number % 3 == 2
    is_confirmed = number % 4 != 1
    return PaidTo(
        application=file.application,
        kind=PayeeKind.BUDGET if is_budget else PayeeKind.LANDLORD,
        holder="Budgethulp Voorbeeldstad" if is_budget else HOLDERS[number % len(HOLDERS)],
        iban=iban_of(9_000 + number),
        basis=PayeeBasis.CONSENT,
        consent_on=file.application.received_on,
        proof="getekende toestemming gezien",
        starts_on=day,
        entered_at=at(day, 11),
        entered_by=file.worker,
        confirmed_at=at(day, 16) if is_confirmed else None,
        confirmed_by=staff.cast["hana"] if is_confirmed else None,
    )


def _account(file, number: int, staff: Staff) -> BankDetails:
    hana, yara, day = staff.cast["hana"], staff.cast["yara"], file.days["decided"]
    is_confirmed = number % UNCONFIRMED != UNCONFIRMED - 1
    return BankDetails(
        person=file.applicant,
        iban=iban_of(number),
        holder=str(file.applicant)[:70],
        proof="bankkaart gezien",
        starts_on=file.application.received_on,
        entered_at=at(day, 10),
        entered_by=hana,
        confirmed_at=at(day, 15) if is_confirmed else None,
        confirmed_by=yara if is_confirmed else None,
    )


def iban_of(number: int) -> str:
    """Return a Belgian account number with right check digits, of no bank: 9990 and up."""
    stem = 9_990_000_000 + number
    plain = f"{stem:010d}{stem % 97 or 97:02d}"
    check = 98 - int(f"{plain}111400") % 97  # BE is 11 14
    return f"BE{check:02d}{plain}"


def _pay(staff: Staff, on: date) -> None:
    """Pay as finance would, the last working day: one makes and sends, the other approves."""
    day = Calendar().last_working(on - DAY)
    hana, yara = (actor_for(staff.cast[name], on=day) for name in ("hana", "yara"))
    this_month = day.replace(day=1)
    for number, period in enumerate(((this_month - DAY).replace(day=1), this_month)):
        when = {"on": day, "at": at(day, 10 + number)}
        run = runs.open_run(actor=hana, period=period, wished_on=day, **when)
        run = runs.freeze(actor=hana, run=run, **when)
        run = runs.approve(actor=yara, run=run, **when)
        if number == 0:
            runs.export(actor=hana, run=run, **when)
