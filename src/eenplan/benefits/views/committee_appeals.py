"""Appeal to the labour court: because nothing was decided in time, and what became of an appeal."""

from django.contrib import messages

from eenplan.benefits.enums import AppealOutcome
from eenplan.benefits.forms.committee import AppealEndForm, AppealForm
from eenplan.benefits.register_permissions import sees_rights
from eenplan.benefits.selectors import decisions as found_decisions
from eenplan.benefits.selectors.absence import absence_of
from eenplan.benefits.selectors.register import get_application
from eenplan.benefits.services import reviews as services
from eenplan.benefits.views.committee_decisions import LAYOUT, page_of
from eenplan.benefits.views.committee_proposals import note, page_of_application
from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest
from eenplan.core.questions import Question, asking

CAN = Capability.RIGHTS_INVESTIGATE


def _about_absence(request: AppRequest, application_id: int) -> Question:
    found = get_application(request.actor, application_id)
    if not sees_rights(request.actor, found.household):
        raise NotFound(application_id)
    note(request, found)
    absence = absence_of(found, on=request.actor.on)
    until = f" Beslissen kon tot {absence.decide_by:%d/%m/%Y}" if absence.decide_by else ""
    until += f", beroep kan tot {absence.appeal_by:%d/%m/%Y}." if absence.appeal_by else ""
    doubt = "" if absence.is_verified else " Die termijn is niet nagekeken."
    return Question(
        f"Beroep omdat niet beslist is: {found.number}",
        "Noteer het beroep",
        page_of_application(found),
        subject=found,
        layout=LAYOUT,
        tab="decisions",
        intro="Wie op tijd geen beslissing kreeg, kan binnen drie maanden naar de "
        f"arbeidsrechtbank ({absence.source}).{until}{doubt} Een later of vroeger beroep noteert "
        "u ook: de rechtbank oordeelt. Beslissen moet nog altijd.",
    )


def _note_absence(request: AppRequest, found, said: dict) -> tuple[str, str]:
    _, warning = services.note_appeal_of_absence(
        actor=request.actor, application=found, on=request.actor.on, **said
    )
    if warning:
        messages.warning(request, warning)
    return "Het beroep is genoteerd.", page_of_application(found)


appeal_absence = asking(AppealForm, needs=CAN, about=_about_absence, act=_note_absence)


def _back_of(appeal) -> str:
    if appeal.decision is None:
        return page_of_application(appeal.application)
    return page_of(appeal.decision)


def _about_end(request: AppRequest, appeal_id: int) -> Question:
    found = found_decisions.get_appeal(request.actor, appeal_id)
    note(request, found.application)
    about = found.decision.number if found.decision else found.application.number
    return Question(
        f"Uitkomst van het beroep: {about}",
        "Noteer de uitkomst",
        _back_of(found),
        subject=found,
        layout=LAYOUT,
        tab="decisions",
        options={"choices": AppealOutcome.choices},
    )


def _end(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.end_appeal(
        actor=request.actor,
        appeal=found,
        outcome=AppealOutcome(said["outcome"]),
        outcome_on=said["outcome_on"],
        note=said["note"],
        on=request.actor.on,
    )
    return "De uitkomst is genoteerd.", _back_of(found)


end_appeal = asking(AppealEndForm, needs=CAN, about=_about_end, act=_end)
