"""What stands in a letter, gathered from the rows as they are now."""

from dataclasses import dataclass
from datetime import date, timedelta

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.enums_money import PaymentState
from eenplan.benefits.letters import (
    DUTCH,
    Asked,
    Centre,
    Decided,
    Forwarded,
    PaidMonth,
    Step,
    Told,
    has_letters_in,
    texts_in,
)
from eenplan.benefits.models import Application, CentreDetails, Decision, Payment
from eenplan.cases.selectors import case_manager, open_case
from eenplan.engines.deadlines import due
from eenplan.people.models import Household

WAGES = ("LIVING_WAGE", "INSTALLATION_PREMIUM")
PAID = (PaymentState.SENT, PaymentState.SETTLED)
BESIDES = ("RECOVER", "SANCTION", "ABROAD")  # they follow a decision, and leave it standing
OF_KIND = {
    LetterKind.DECISION: (
        *("appeal", "term_and_manner", "no_suspension", "art_728", "art_1017", "changes"),
        *("waiver", "instalments"),
    ),
    LetterKind.RECEIPT: ("term", "heard", "changes"),
}


@dataclass(frozen=True)
class Said:
    """What somebody adds to a letter: its language, and what the rows do not hold."""

    language: str = ""
    category_reason: str = ""
    calculation_note: str = ""
    limitation: str = ""


def told_of(
    kind: str,
    household: Household,
    *,
    application: Application | None = None,
    decision: Decision | None = None,
    said: Said | None = None,
    year: int | None = None,
    on: date,
) -> Told:
    """Return the facts of a letter, whole or not. The address stands in letters to oneself only."""
    said = said or Said()
    application = decision.application if decision else application
    person = application.applicant if application else reference_person(household, on=on)
    sent = _forwarded(application) if kind in _SENT_ON else None
    case = open_case(household)
    holder = case_manager(case) if case else None
    care = household.care.open().select_related("team").first()
    return Told(
        kind=kind,
        made_on=on.isoformat(),
        reference=(decision or application or household).number,
        language=DUTCH
        if kind == LetterKind.FORWARDED
        else said.language or language_of(household, person),
        name=str(person) if person else household.name,
        to=_to_centre(sent) if kind == LetterKind.FORWARDED else _to(household, person, on=on),
        centre=centre_on(on),
        service=care.team.name if care else "",
        worker=str(holder.worker) if holder else _who_investigated(decision),
        asked=_asked(application) if application else None,
        decided=_decided(decision, said) if decision else None,
        forwarded=sent,
        year=year,
        paid=paid_in(household, year) if year else (),
        fixed={key: texts_in(DUTCH).fixed[key].text for key in OF_KIND.get(kind, ())},
    )


_SENT_ON = (LetterKind.FORWARDED, LetterKind.FORWARDED_TOLD)


def centre_on(day: date) -> Centre:
    """Return who the centre is on paper on a day; empty when nobody wrote it down."""
    row = CentreDetails.objects.on(day).first()
    if row is None:
        return Centre()
    names = ("name", "street", "town", "phone", "email", "company_number", "court", "court_address")
    return Centre(**{name: getattr(row, name) for name in names})


def reference_person(household: Household, *, on: date):
    """Return the reference person of a household."""
    members = household.members.on(on).filter(relation="REFERENCE").select_related("person")
    found = members.first()
    return found.person if found else None


def language_of(household: Household, person) -> str:
    """Return the language of the courtesy translation: of contact, else one that is read."""
    wanted = [household.contact_language, *(person.reads if person else ())]
    return next((code for code in wanted if has_letters_in(code)), DUTCH)


def _to(household: Household, person, *, on: date) -> tuple[str, ...]:
    """Return name and address of the household itself."""
    lived = household.addresses.on(on).first()
    name = str(person) if person else household.name
    if lived is None:
        return (name,)
    street = f"{lived.street} {lived.house_number}".strip()
    town = f"{lived.postcode} {lived.place}".strip()
    return tuple(line for line in (name, street, town) if line)


def _to_centre(sent: Forwarded | None) -> tuple[str, ...]:
    if sent is None:
        return ()
    return tuple(line.strip() for line in (sent.to_centre, *sent.to_address.split(",")) if line)


def _asked(application: Application) -> Asked:
    """Return the entry in the register as it stands, with its corrections."""
    changed = {row.field: row.becomes for row in application.corrections.all()}
    right = changed.get("right") or application.right
    key = "decision" if right in WAGES else "aid_decision"
    day = changed.get("received_on")
    first = date.fromisoformat(day) if day else application.received_on
    return Asked(
        number=application.number,
        right=right,
        received_on=first.isoformat(),
        decide_by=due(key, first).day.isoformat(),
    )


def _forwarded(application: Application | None) -> Forwarded | None:
    found = getattr(application, "competence", None) if application else None
    if found is None or found.is_competent:
        return None
    born = application.applicant.birth_date
    return Forwarded(
        to_centre=found.to_centre,
        to_address=found.to_address,
        ground=found.ground,
        name=str(application.applicant),
        birth_date=born.isoformat() if born else "",
    )


def _who_investigated(decision: Decision | None) -> str:
    """Return who investigated, for a household whose case nobody holds now."""
    report = decision.calculation.investigation if decision and decision.calculation else None
    return str(report.worker) if report else ""


def _decided(decision: Decision, said: Said) -> Decided:
    found = decision.calculation
    last = decision.ends_on and decision.ends_on - timedelta(days=1)
    steps = steps_of(found.outcome, decision.right) if found else ()
    return Decided(
        number=decision.number,
        kind=decision.kind,
        right=decision.right,
        decided_on=decision.decided_on.isoformat(),
        by_chair=decision.urgent_by_id is not None,
        category=decision.category,
        category_reason=said.category_reason or category_reason_of(decision),
        cents=decision.amount_cents,
        rhythm=decision.rhythm,
        starts_on=decision.starts_on.isoformat(),
        last_day=last.isoformat() if last else "",
        in_law=decision.grounds_in_law,
        in_fact=decision.grounds_in_fact,
        deviation_reason=decision.deviation_reason,
        revises=decision.revises.number
        if decision.revises and decision.kind not in BESIDES
        else "",
        steps=steps,
        calculated=found.amount_cents if found and steps else None,
        calculation_note=said.calculation_note,
        limitation=said.limitation,
    )


def category_reason_of(decision: Decision) -> str:
    """Return why the category is what it is, as the investigation says."""
    found = decision.calculation
    kept = (found.outcome, found.facts) if found else ()
    reasons = [data.get("category_reason", "") for data in kept if isinstance(data, dict)]
    return next((reason for reason in reasons if reason), "")


def steps_of(outcome: dict, right: str = "") -> tuple[Step, ...]:
    """Return the steps of a calculation as it was kept: those of the part that was decided."""
    parts = outcome.get("parts", {})
    wanted = "installation_premium" if right == "INSTALLATION_PREMIUM" else "right"
    part = parts.get(wanted) or next(iter(parts.values()), outcome)
    return tuple(
        Step(
            label=step.get("label", ""),
            cents=step.get("amount_cents"),
            source=step.get("source", ""),
            is_certain=step.get("verified", True),
        )
        for step in part.get("steps", ())
    )


def paid_in(household: Household, year: int) -> tuple[PaidMonth, ...]:
    """Return what was paid to a household for the months of a year, in order."""
    rows = Payment.objects.filter(
        grant__household=household, state__in=PAID, period__year=year
    ).order_by("period", "component", "pk")
    return tuple(
        PaidMonth(
            month=row.period.isoformat(),
            component=row.component,
            gross=row.gross_cents,
            withheld=row.withheld_cents,
            net=row.net_cents,
            settled_on=row.settled_on.isoformat() if row.settled_on else "",
            to=row.holder if row.snapshot.get("to") else "",
        )
        for row in rows
    )


def paid_years(household: Household) -> list[int]:
    """Return the years for which a household was paid, latest first."""
    rows = Payment.objects.filter(grant__household=household, state__in=PAID)
    return sorted({day.year for day in rows.values_list("period", flat=True)}, reverse=True)
