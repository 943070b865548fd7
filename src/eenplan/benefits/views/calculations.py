"""Reckoning a right on a report, and showing every step of what came out."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now

from eenplan.benefits.forms.inquiry import CalculateForm
from eenplan.benefits.inquiry_permissions import check_can_investigate
from eenplan.benefits.selectors import inquiry as selectors
from eenplan.benefits.services import calculations as services
from eenplan.benefits.situations import Described
from eenplan.benefits.views.inquiry import VIEW, WRITE, around, load, noted
from eenplan.core.pages import AppRequest, note_export, read_page, show
from eenplan.core.questions import Question, asking


def _about(request: AppRequest, report_id: int) -> Question:
    report = load(request, report_id)
    application = report.investigation.application
    check_can_investigate(request.actor, application.household)
    signed = report.investigation.is_signed
    is_review = report.investigation.follows_id is not None
    day = report.investigation.started_on if is_review else report.entry.right_starts_on
    return Question(
        "Bereken het recht",
        "Bereken",
        reverse("inquiry:report", args=[report_id]),
        subject=report,
        intro=(
            "Eenplan rekent met wat in het onderzoek staat, en bewaart de feiten en elke stap."
            if signed
            else "Dit onderzoek is nog niet ondertekend: wat u nu berekent, is een ontwerp."
        ),
        layout="benefits/inquiry_base.html",
        initial={"on": day},
        template="benefits/inquiry_form.html",
        shown=around(request, report),
    )


def _act(request: AppRequest, report, said: dict) -> tuple[str, str]:
    made = services.calculate(
        actor=request.actor, investigation=report.investigation, on=said["on"], at=now()
    )
    return "De berekening is bewaard.", reverse("inquiry:calculation", args=[made.pk])


calculate = asking(CalculateForm, needs=WRITE, about=_about, act=_act)


@read_page(needs=VIEW)
def calculation(request: AppRequest, calculation_id: int):
    """Show every step: label, amount, article, version of the parameter, verified or not."""
    report, made = selectors.get_calculation(request.actor, calculation_id)
    noted(request, report)
    page = {
        **around(request, report),
        "calculation": made,
        "parts": made.outcome.get("parts", {}),
        "warnings": made.outcome.get("warnings", []),
        "is_up_to_date": selectors.is_up_to_date(report, made),
        "today": localdate(),
    }
    return show(request, "benefits/calculation.html", page)


@read_page(needs=VIEW)
def facts(request: AppRequest, calculation_id: int) -> HttpResponse:
    """Give the facts as the file `eenplan entitlement` reads; they hold no names."""
    report, made = selectors.get_calculation(request.actor, calculation_id)
    noted(request, report)
    note_export(request, f"calculation-{made.pk}")
    response = HttpResponse(Described(made.facts).as_text(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="feiten-{made.pk}.json"'
    return response
