"""Noting what the State's part hangs on: the ground of somebody, and notices with their answer."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from eenplan.benefits import claims_permissions
from eenplan.benefits.claims_errors import ImpossibleGround, ImpossibleNotice, NoticeAnswered
from eenplan.benefits.enums import FindingSource
from eenplan.benefits.enums_claims import (
    UNDER_1965,
    WITH_FIRST_DAY,
    WITH_REQUEST,
    ClaimCase,
    StateLaw,
)
from eenplan.benefits.models import AidNotice, ClaimGround, Decision, Grant
from eenplan.benefits.selectors.quarters import MONTHS_BACK, months_back
from eenplan.benefits.services.claims import lock_claims, reckon
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.people.models import Person


@transaction.atomic
def note_ground(
    *,
    actor: Actor,
    person: Person,
    law: StateLaw,
    case: ClaimCase,
    starts_on: date,
    source: FindingSource,
    on: date,
    at: datetime,
    source_note: str = "",
    since: date | None = None,
    requested_on: date | None = None,
    is_protected: bool = False,
    first_aid_on: date | None = None,
) -> ClaimGround:
    """Write down why the State pays for somebody from a day on; what was noted from then on ends.

    Raises NotAllowed, ImpossibleGround.
    """
    claims_permissions.check_can_claim(actor)
    lock_claims()
    facts = {
        "since": since if case in WITH_FIRST_DAY else None,
        "requested_on": requested_on if case in WITH_REQUEST else None,
        "is_protected": is_protected and case == ClaimCase.NON_BELGIAN,
        "first_aid_on": first_aid_on if is_protected and case == ClaimCase.NON_BELGIAN else None,
    }
    _check_ground(law, case, facts, starts_on, on)
    held = ClaimGround.objects.filter(person=person, law=law).lasting_beyond(starts_on)
    for row in held:
        ClaimGround.objects.filter(pk=row.pk).update(ends_on=max(row.starts_on, starts_on))
    ground = ClaimGround.objects.create(
        person=person,
        law=law,
        case=case,
        starts_on=starts_on,
        source=source,
        source_note=source_note,
        noted_at=at,
        noted_by_id=actor.user_id or None,
        **facts,
    )
    audit.record(
        actor, "benefits.claim-ground-noted", ground, person=person.pk, case=case, since=starts_on
    )
    reckon_person(person, on=on, at=at)
    return ground


def _check_ground(law, case, facts: dict, starts_on: date, on: date) -> None:
    if (case in UNDER_1965) != (law == StateLaw.L1965):
        raise ImpossibleGround("Deze grond hoort niet bij deze steun.")
    if case in WITH_FIRST_DAY and not facts["since"]:
        raise ImpossibleGround("Vul in sinds wanneer: deze grond geldt maar een tijd.")
    if case in WITH_REQUEST and not facts["requested_on"]:
        raise ImpossibleGround("Vul de dag van de aanvraag in: daarvan hangt de regel af.")
    if facts["is_protected"] and not facts["first_aid_on"]:
        raise ImpossibleGround("Vul in op welke dag de eerste steun begon.")
    for name in ("since", "requested_on", "first_aid_on"):
        if facts[name] and facts[name] > on:
            raise ImpossibleGround("Een dag die nog moet komen, kan hier niet staan.")
    if starts_on > on:
        raise ImpossibleGround("Schrijf de grond op vanaf vandaag of vroeger.")


def reckon_person(person: Person, *, on: date, at: datetime) -> None:
    """Reckon the claims of somebody anew."""
    grants = list(Grant.objects.filter(beneficiary=person).values_list("pk", flat=True))
    reckon(on=on, at=at, since=months_back(on, MONTHS_BACK), grants=grants)


@transaction.atomic
def note_notice(
    *, actor: Actor, decision: Decision, sent_on: date, reference: str, on: date, at: datetime
) -> AidNotice:
    """Write down that a decision was told to the State. Raises NotAllowed, ImpossibleNotice."""
    claims_permissions.check_can_claim(actor)
    lock_claims()
    _check_sent(decision, sent_on, on)
    try:
        with transaction.atomic():
            notice = AidNotice.objects.create(
                decision=decision,
                sent_on=sent_on,
                reference=reference,
                noted_by_id=actor.user_id or None,
            )
    except IntegrityError as error:
        if "one_notice_under_way" in str(error):
            raise ImpossibleNotice("Iemand noteerde deze melding al. Kijk opnieuw.") from None
        raise
    audit.record(actor, "benefits.notice-noted", notice, decision=decision.number, sent=sent_on)
    _reckon_decision(decision, on=on, at=at)
    return notice


@transaction.atomic
def correct_notice(
    *,
    actor: Actor,
    notice: AidNotice,
    was: date,
    sent_on: date,
    reference: str,
    on: date,
    at: datetime,
) -> AidNotice:
    """Put a slip in the day or the reference of a notice right, while nobody answered it.

    Raises NotAllowed, ImpossibleNotice, NoticeAnswered.
    """
    claims_permissions.check_can_claim(actor)
    lock_claims()
    _check_sent(notice.decision, sent_on, on)
    same = AidNotice.objects.filter(pk=notice.pk, sent_on=was, accepted_on=None, refused_on=None)
    if not same.update(sent_on=sent_on, reference=reference):
        raise NoticeAnswered("Deze melding is intussen gewijzigd of beantwoord. Kijk opnieuw.")
    notice.refresh_from_db()
    audit.record(actor, "benefits.notice-corrected", notice, was=was, sent=sent_on)
    _reckon_decision(notice.decision, on=on, at=at)
    return notice


def _check_sent(decision: Decision, sent_on: date, on: date) -> None:
    if sent_on > on:
        raise ImpossibleNotice("De melding kan niet in de toekomst liggen.")
    if sent_on < decision.application.received_on:
        raise ImpossibleNotice("De melding ligt voor de aanvraag. Kijk de dag na.")


@transaction.atomic
def answer_notice(
    *,
    actor: Actor,
    notice: AidNotice,
    accepted: bool,
    answered_on: date,
    answer: str,
    on: date,
    at: datetime,
) -> AidNotice:
    """Write down that the State accepts a notice, or refuses it and why.

    Raises NotAllowed, ImpossibleNotice, NoticeAnswered.
    """
    claims_permissions.check_can_claim(actor)
    lock_claims()
    if not notice.sent_on <= answered_on <= on:
        raise ImpossibleNotice("Het antwoord kwam na de melding, en ten laatste vandaag.")
    if not accepted and not answer.strip():
        raise NoticeAnswered("Schrijf waarom de Staat weigert.")
    day = {"accepted_on" if accepted else "refused_on": answered_on}
    same = AidNotice.objects.filter(pk=notice.pk, accepted_on=None, refused_on=None)
    if not same.update(answer=answer, **day):
        raise NoticeAnswered("Deze melding is al beantwoord. Kijk opnieuw.")
    notice.refresh_from_db()
    audit.record(actor, "benefits.notice-answered", notice, accepted=accepted, answer=answer)
    _reckon_decision(notice.decision, on=on, at=at)
    return notice


def _reckon_decision(decision: Decision, *, on: date, at: datetime) -> None:
    grants = list(Grant.objects.filter(decision=decision).values_list("pk", flat=True))
    reckon(on=on, at=at, since=months_back(on, MONTHS_BACK), grants=grants)
