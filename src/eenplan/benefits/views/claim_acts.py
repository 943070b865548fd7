"""What is noted for the State: the ground of somebody, the notice of a decision, its answer."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.enums import FindingSource
from eenplan.benefits.enums_claims import UNDER_1965, UNDER_RMI, ClaimCase, StateLaw
from eenplan.benefits.forms.claims import AnswerForm, GroundForm, NoticeForm
from eenplan.benefits.selectors import claim_status, claims as reading
from eenplan.benefits.selectors.claim_facts import law_of_grant
from eenplan.benefits.services import claim_grounds as services
from eenplan.benefits.views.claim_pages import CAN, note_decision, question
from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest
from eenplan.core.questions import asking


def _back(decision) -> str:
    """Return the latest claim of a decision, else the list of decisions."""
    rows = reading.claims().filter(grant__decision=decision)
    latest = rows.first()
    if latest is None:
        return reverse("claims:decisions")
    return reverse("claims:claim", args=[latest.pk])


def _about_ground(request: AppRequest, decision_id: int):
    decision = reading.get_decision(decision_id)
    note_decision(request, decision)
    grants = claim_status.grants_of(decision)
    if not grants:
        raise NotFound(decision_id)
    law = law_of_grant(grants[0])
    cases = UNDER_RMI if law == StateLaw.RMI else UNDER_1965
    return question(
        f"Grond van terugvraag, {decision.number}",
        "Bewaar de grond",
        _back(decision),
        (decision, grants[0], law),
        intro="Schrijf op wat uit het onderzoek of een bewijs blijkt. De grond volgt nooit uit "
        "de nationaliteit. Wat vanaf die dag anders genoteerd stond, vervalt.",
        initial={"starts_on": grants[0].starts_on},
        options={"cases": [(case.value, case.label) for case in cases]},
    )


def _note_ground(request: AppRequest, subject, said: dict):
    decision, grant, law = subject
    services.note_ground(
        actor=request.actor,
        person=grant.beneficiary,
        law=law,
        case=ClaimCase(said["case"]),
        starts_on=said["starts_on"],
        source=FindingSource(said["source"]),
        source_note=said["source_note"],
        since=said["since"],
        requested_on=said["requested_on"],
        is_protected=said["is_protected"],
        first_aid_on=said["first_aid_on"],
        on=request.actor.on,
        at=now(),
    )
    return "De grond is bewaard. De terugvraag is opnieuw berekend.", _back(decision)


ground = asking(GroundForm, needs=CAN, about=_about_ground, act=_note_ground)


def _about_notice(request: AppRequest, decision_id: int):
    decision = reading.get_decision(decision_id)
    note_decision(request, decision)
    notice = claim_status.last_notice(decision)
    is_open = notice is not None and notice.refused_on is None
    initial = {"sent_on": request.actor.on}
    if is_open:
        kept = {"sent_on": notice.sent_on, "reference": notice.reference}
        initial = {**kept, "was": notice.sent_on}
    return question(
        f"Melding aan de Staat, {decision.number}",
        "Verbeter de melding" if is_open else "Bewaar de melding",
        _back(decision),
        (decision, notice if is_open else None),
        intro="De dag waarop de elektronische melding vertrok. Te laat melden kost geld: "
        "de steun van meer dan 45 dagen voor de melding komt niet terug (wet van 2 april 1965).",
        initial=initial,
    )


def _note_notice(request: AppRequest, subject, said: dict):
    decision, notice = subject
    told = {
        "actor": request.actor,
        "sent_on": said["sent_on"],
        "reference": said["reference"],
        "on": request.actor.on,
        "at": now(),
    }
    if notice is not None and said["was"]:
        services.correct_notice(notice=notice, was=said["was"], **told)
        return "De melding is verbeterd.", _back(decision)
    services.note_notice(decision=decision, **told)
    return "De melding is bewaard.", _back(decision)


notice = asking(NoticeForm, needs=CAN, about=_about_notice, act=_note_notice)


def _about_answer(request: AppRequest, decision_id: int):
    decision = reading.get_decision(decision_id)
    note_decision(request, decision)
    found = claim_status.last_notice(decision)
    if found is None:
        raise NotFound(decision_id)
    return question(
        f"Antwoord op de melding, {decision.number}",
        "Bewaar het antwoord",
        _back(decision),
        found,
        initial={"answered_on": request.actor.on},
    )


def _note_answer(request: AppRequest, found, said: dict):
    services.answer_notice(
        actor=request.actor,
        notice=found,
        accepted=said["accepted"] == "ja",
        answered_on=said["answered_on"],
        answer=said["answer"],
        on=request.actor.on,
        at=now(),
    )
    return "Het antwoord is bewaard.", _back(found.decision)


answer_notice = asking(AnswerForm, needs=CAN, about=_about_answer, act=_note_answer)
