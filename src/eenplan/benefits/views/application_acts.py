"""What is done on one application by itself: corrections, withdrawal, suspension, competence."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits import register_permissions as permissions
from eenplan.benefits.forms import register as forms
from eenplan.benefits.services import competence as competences, register, suspensions
from eenplan.benefits.views.application import load
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest
from eenplan.core.questions import Question, asking

UNSURE = (
    "Geen enkele bron die we vonden zegt of deze termijn geschorst mag worden: laat het nakijken. "
    "Eenplan telt alleen de dagen die ze echt stilstaat."
)


def _page(found) -> str:
    return reverse("register:application", args=[found.pk])


def _question(request: AppRequest, pk: int, heading: str, submit: str, **more) -> Question:
    found = load(request, pk)
    return Question(
        f"{heading}: {found.number}",
        submit,
        _page(found),
        subject=found,
        layout="benefits/base_rights.html",
        tab="applications",
        **more,
    )


def _worked_on(request: AppRequest, pk: int, heading: str, submit: str, **more) -> Question:
    """Return a question that only who investigates in the team of the household is asked."""
    question = _question(request, pk, heading, submit, **more)
    permissions.check_can_work_on(request.actor, question.subject)
    return question


# -- The entry -------------------------------------------------------------------------------------
def _about_correction(request: AppRequest, pk: int) -> Question:
    return _question(
        request,
        pk,
        "Register verbeteren",
        "Bewaar de verbetering",
        intro="Wat ingeschreven is, blijft staan. De verbetering komt ernaast, met uw naam en de "
        "reden. Het recht en de aanvrager worden niet verbeterd: trek de aanvraag dan in en "
        "schrijf ze opnieuw in met dezelfde dag van ontvangst.",
    )


def _correct(request: AppRequest, found, said: dict) -> tuple[str, str]:
    register.correct_entry(
        actor=request.actor, application=found, at=now(), on=request.actor.on, **said
    )
    return "De verbetering staat naast de inschrijving.", _page(found)


correct = asking(
    forms.CorrectionForm,
    needs=Capability.APPLICATION_REGISTER,
    about=_about_correction,
    act=_correct,
)


def _about_withdrawal(request: AppRequest, pk: int) -> Question:
    question = _question(
        request,
        pk,
        "Aanvraag intrekken",
        "Trek de aanvraag in",
        intro="Het nummer blijft in het register staan, met de reden. Intrekken kan niet ongedaan "
        "gemaakt worden.",
    )
    initial = {"withdrawn_on": request.actor.on, "version": question.subject.version}
    return Question(**{**question.__dict__, "initial": initial})


def _withdraw(request: AppRequest, found, said: dict) -> tuple[str, str]:
    register.withdraw_application(
        actor=request.actor, application=found, on=request.actor.on, **said
    )
    return f"Aanvraag {found.number} is ingetrokken.", _page(found)


withdraw = asking(
    forms.WithdrawForm,
    needs=Capability.APPLICATION_REGISTER,
    about=_about_withdrawal,
    act=_withdraw,
)


# -- The term --------------------------------------------------------------------------------------
def _about_suspension(request: AppRequest, pk: int) -> Question:
    since = {"since": request.actor.on}
    return _worked_on(
        request, pk, "Termijn schorsen", "Schors de termijn", intro=UNSURE, initial=since
    )


def _suspend(request: AppRequest, found, said: dict) -> tuple[str, str]:
    suspensions.suspend(actor=request.actor, application=found, on=request.actor.on, **said)
    return "De termijn om te beslissen staat stil.", _page(found)


suspend = asking(
    forms.SuspendForm,
    needs=Capability.RIGHTS_INVESTIGATE,
    about=_about_suspension,
    act=_suspend,
)


def _about_resuming(request: AppRequest, pk: int) -> Question:
    return _worked_on(
        request,
        pk,
        "Termijn laten lopen",
        "Laat de termijn weer lopen",
        intro="De laatste dag schuift op met de dagen dat de termijn echt stilstond.",
        initial={"until": request.actor.on},
    )


def _resume(request: AppRequest, found, said: dict) -> tuple[str, str]:
    suspensions.resume(actor=request.actor, application=found, on=request.actor.on, **said)
    return "De termijn om te beslissen loopt weer.", _page(found)


resume = asking(
    forms.ResumeForm,
    needs=Capability.RIGHTS_INVESTIGATE,
    about=_about_resuming,
    act=_resume,
)


# -- Competence ------------------------------------------------------------------------------------
def _about_competence(request: AppRequest, pk: int) -> Question:
    seats = competences.chairs(on=request.actor.on)
    return _worked_on(
        request,
        pk,
        "Bevoegdheid",
        "Bewaar de bevoegdheid",
        intro="Is een ander OCMW bevoegd, dan zendt u de aanvraag binnen de 5 kalenderdagen na de "
        "ontvangst door, en verwittigt u de aanvrager: allebei schriftelijk en met redenen, anders "
        "is het nietig (RMI art. 18 §4). Wat u hier bewaart, verandert niet meer.",
        initial={"is_competent": forms.YES},
        options={"chairs": [(user.pk, f"{user}, voorzitter") for user in seats]},
    )


def _find(request: AppRequest, found, said: dict) -> tuple[str, str]:
    is_competent = said["is_competent"] == forms.YES
    competences.find_competence(
        actor=request.actor,
        application=found,
        found=competences.Competence(
            is_competent,
            said["ground"],
            said["to_centre"],
            said["to_address"],
            said["chair"],
        ),
        on=request.actor.on,
    )
    told = "Ons OCMW is bevoegd." if is_competent else f"Door te zenden naar {said['to_centre']}."
    return told, _page(found)


competence = asking(
    forms.CompetenceForm,
    needs=Capability.RIGHTS_INVESTIGATE,
    about=_about_competence,
    act=_find,
)


def _about_forwarding(request: AppRequest, pk: int) -> Question:
    day = request.actor.on
    return _worked_on(
        request,
        pk,
        "Doorgezonden",
        "Bewaar de doorzending",
        intro="Maak eerst de brief aan het andere OCMW en het bericht aan de aanvrager.",
        initial={"forwarded_on": day, "told_on": day},
    )


def _forward(request: AppRequest, found, said: dict) -> tuple[str, str]:
    check = competences.note_forwarded(
        actor=request.actor, application=found, on=request.actor.on, **said
    )
    return f"Doorgezonden naar {check.to_centre}.", _page(found)


forwarded = asking(
    forms.ForwardedForm,
    needs=Capability.RIGHTS_INVESTIGATE,
    about=_about_forwarding,
    act=_forward,
)
