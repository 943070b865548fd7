"""Writing down stays abroad and sanctions.

A frozen run stays as it is: what it paid is reviewed.
"""

from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from eenplan.benefits.enums import ReviewReason
from eenplan.benefits.enums_hindrances import Fault, Heard
from eenplan.benefits.hindrance_errors import AlreadyWithdrawn, SanctionRefused, StayRefused
from eenplan.benefits.hindrance_permissions import check_can_note
from eenplan.benefits.models import Decision, Review, Sanction, StayAbroad
from eenplan.benefits.policies import hindrances as policies
from eenplan.benefits.selectors.decisions import first_notice
from eenplan.benefits.selectors.hindrances import as_sanction, earlier_sanction
from eenplan.benefits.selectors.paid_otherwise import in_words, paid_otherwise
from eenplan.benefits.services.reviews import raise_review
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.deadlines import add_months
from eenplan.engines.entitlement import ImpossibleInput, check_sanction
from eenplan.people.models import Household, Person

OVERLAP = "In die dagen staat al een verblijf in het buitenland voor deze persoon. Verbeter dat."
REFUSALS = {
    "abroad_of_who_has_a_grant": "Deze persoon heeft in die dagen geen leefloon van ons OCMW.",
    "one_stay_abroad_at_a_time": OVERLAP,
    "exceptional_by_decision": "Die beslissing gaat niet over dit verblijf.",
    "one_sanction_at_a_time": "In die maanden loopt al een sanctie voor deze persoon.",
    "one_sanction_a_decision": "Deze beslissing is al uitgevoerd.",
    "sanction_is_what_was_decided": "De sanctie is niet wat het comité besliste, of er is dan geen "
    "leefloon.",
    "corrects": "Iemand anders verbeterde dit net. Kijk opnieuw.",
}
CHANGED = "Iemand anders veranderde dit net. Kijk opnieuw."


def _hold(person: Person) -> None:
    """Hold the person, and the open runs against their freeze, until the transaction ends.

    Either the freeze sees what is written here, or it is over and its payments are reviewed.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM benefits_paymentrun WHERE state = 'OPEN' FOR SHARE")


def _said(error: IntegrityError) -> str:
    said = next((words for name, words in REFUSALS.items() if name in str(error)), "")
    if not said:
        raise error
    return said


def _review_what_was_paid(actor: Actor, row: StayAbroad | Sanction, cause: str, on: date) -> None:
    """Raise a review when frozen payments would be another amount now. The payments stay.

    The four weeks are of a calendar year, so the whole year is looked at.
    """
    found = paid_otherwise(row.person, row.starts_on.replace(month=1, day=1))
    if not found:
        _settle_what_is_gone(actor, row.person, on)
        return
    raise_review(
        actor=actor,
        decision=found[-1].grant.decision,
        reason=ReviewReason.PAID_OTHERWISE,
        cause=cause,
        detail=in_words(found),
        old_cents=sum(one.was_cents for one in found),
        new_cents=sum(one.now_cents for one in found),
        on=on,
    )


def _settle_what_is_gone(actor: Actor, person: Person, on: date) -> None:
    """Settle the reviews of a difference that is no more, for it was written down wrongly."""
    rows = Review.objects.filter(
        decision__application__applicant=person,
        reason=ReviewReason.PAID_OTHERWISE,
        settled_on=None,
        raised_on__lte=on,
    )
    for review in rows.select_for_update(of=("self",)):
        review.settled_on, review.settled_by_id = on, actor.user_id or None
        review.settled_note = "Verbeterd of ingetrokken: er is geen verschil meer."
        review.save()
        audit.record(actor, "benefits.review-settled", review, note=review.settled_note)


# -- Stays abroad ----------------------------------------------------------------------------------
@transaction.atomic
def note_stay(
    *,
    actor: Actor,
    household: Household,
    person: Person,
    starts_on: date,
    ends_on: date | None,
    reported_on: date,
    on: date,
    at: datetime,
    exceptional_by: Decision | None = None,
    note: str = "",
    corrects: StayAbroad | None = None,
) -> StayAbroad:
    """Write down a stay abroad; without a day back it goes on. Raises NotAllowed, StayRefused."""
    check_can_note(actor, household)
    _hold(person)
    policies.check_stay(starts_on, ends_on, reported_on, on=on)
    policies.check_allows(exceptional_by, person.pk)
    try:
        with transaction.atomic():
            stay = StayAbroad.objects.create(
                household=household,
                person=person,
                starts_on=starts_on,
                ends_on=ends_on,
                reported_on=reported_on,
                exceptional_by=exceptional_by,
                note=note,
                corrects=corrects,
                noted_at=at,
                noted_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        raise StayRefused(_said(error), "starts_on") from None
    audit.record(
        actor, "benefits.stay-abroad-noted", stay, household=household.number, since=starts_on
    )
    _review_what_was_paid(actor, stay, f"abroad {stay.pk}", on)
    return stay


@transaction.atomic
def end_stay(*, actor: Actor, stay: StayAbroad, ends_on: date, on: date) -> StayAbroad:
    """Note the first day back of who was still away. Raises NotAllowed, StayRefused."""
    check_can_note(actor, stay.household)
    _hold(stay.person)
    policies.check_stay(stay.starts_on, ends_on, stay.reported_on, on=on)
    if ends_on > on:
        raise StayRefused("Noteer de terugkeer als iemand terug is.", "ends_on")
    _fill(stay, "ends_on", ends_on)
    audit.record(actor, "benefits.stay-abroad-ended", stay, ends_on=ends_on)
    _review_what_was_paid(actor, stay, f"abroad {stay.pk} {ends_on}", on)
    return stay


@transaction.atomic
def allow_stay(*, actor: Actor, stay: StayAbroad, decision: Decision, on: date) -> StayAbroad:
    """Note that the committee accepted exceptional circumstances. Raises StayRefused."""
    check_can_note(actor, stay.household)
    _hold(stay.person)
    policies.check_allows(decision, stay.person_id)
    _fill(stay, "exceptional_by", decision)
    audit.record(actor, "benefits.stay-abroad-allowed", stay, decision=decision.number)
    _review_what_was_paid(actor, stay, f"abroad {stay.pk} allowed", on)
    return stay


def _fill(stay: StayAbroad, name: str, value) -> None:
    empty = StayAbroad.objects.standing().filter(pk=stay.pk, **{f"{name}__isnull": True})
    if not empty.update(**{name: value}):
        raise StayRefused(CHANGED, name)
    stay.refresh_from_db(fields=[name])


@transaction.atomic
def correct_stay(
    *, actor: Actor, stay: StayAbroad, why: str, on: date, at: datetime, **facts
) -> StayAbroad:
    """Write a stay down anew in the place of one that was wrong; the wrong one stays to be read.

    Raises NotAllowed, StayRefused, AlreadyWithdrawn.
    """
    check_can_note(actor, stay.household)
    _hold(stay.person)
    _withdraw(actor, stay, why, at)
    made = note_stay(
        actor=actor,
        household=stay.household,
        person=stay.person,
        corrects=stay,
        on=on,
        at=at,
        **facts,
    )
    first = min(stay, made, key=lambda row: row.starts_on)
    _review_what_was_paid(actor, first, f"abroad {made.pk} corrected", on)
    return made


@transaction.atomic
def withdraw(
    *, actor: Actor, row: StayAbroad | Sanction, why: str, on: date, at: datetime
) -> StayAbroad | Sanction:
    """Withdraw a stay or a sanction that should not be there; it stays to be read.

    Raises NotAllowed, AlreadyWithdrawn.
    """
    check_can_note(actor, row.household)
    _hold(row.person)
    _withdraw(actor, row, why, at)
    _review_what_was_paid(actor, row, f"{row._meta.model_name} {row.pk} withdrawn", on)
    return row


def _withdraw(actor: Actor, row: StayAbroad | Sanction, why: str, at: datetime) -> None:
    facts = {
        "withdrawn_at": at,
        "withdrawn_by_id": actor.user_id or None,
        "withdrawn_why": why,
    }
    if not type(row).objects.standing().filter(pk=row.pk).update(**facts):
        raise AlreadyWithdrawn("Dit is al ingetrokken of verbeterd. Kijk opnieuw.")
    row.refresh_from_db()
    audit.record(actor, f"benefits.{row._meta.model_name}-withdrawn", row, why=why)


# -- Sanctions -------------------------------------------------------------------------------------
@transaction.atomic
def carry_out_sanction(
    *,
    actor: Actor,
    decision: Decision,
    fault: Fault,
    percent: int,
    starts_on: date,
    fact_on: date,
    heard: Heard,
    heard_on: date,
    on: date,
    at: datetime,
    notice_on: date | None = None,
    advice_on: date | None = None,
    conditional: bool = False,
    note: str = "",
) -> Sanction:
    """Carry out a suspension the committee decided, once it was notified (RMI art. 30).

    What the law forbids, the engine refuses. Raises NotAllowed, SanctionRefused.
    """
    household, person = decision.application.household, decision.application.applicant
    check_can_note(actor, household)
    _hold(person)
    months = policies.check_decided(decision, percent, starts_on)
    policies.check_heard(heard_on, decision.decided_on)
    told = first_notice(decision)
    if told is None:
        raise SanctionRefused(
            "De beslissing is nog niet ter kennis gebracht: eerst de brief, dan de schorsing."
        )
    made = Sanction(
        household=household,
        person=person,
        decision=decision,
        fault=fault,
        months=months,
        percent=percent,
        conditional=conditional,
        starts_on=starts_on,
        ends_on=add_months(starts_on, months),
        fact_on=fact_on,
        notified_on=told,
        earlier_on=earlier_sanction(person, fault, fact_on),
        notice_on=notice_on,
        advice_on=advice_on,
        heard=heard,
        heard_on=heard_on,
        note=note,
        noted_at=at,
        noted_by_id=actor.user_id or None,
    )
    _check_by_law(made)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise SanctionRefused(_said(error)) from None
    audit.record(
        actor, "benefits.sanction-carried-out", made, months=months, percent=percent, fault=fault
    )
    _review_what_was_paid(actor, made, f"sanction {made.pk}", on)
    return made


def _check_by_law(made: Sanction) -> None:
    if made.notice_on and made.advice_on and made.advice_on < made.notice_on:
        raise SanctionRefused("Het advies komt na de aanmaning.", "advice_on")
    if made.fault == Fault.PROJECT and not made.notice_on:
        raise SanctionRefused("Wanneer werd de cliënt aangemaand? (RMI art. 30 §2)", "notice_on")
    try:
        check_sanction(as_sanction(made))
    except ImpossibleInput as error:
        raise SanctionRefused(f"{error.problem[:1].upper()}{error.problem[1:]}.") from None
