"""Paying somebody else than who has the right: on the application, and the second person."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.committee_permissions import may_in_team
from eenplan.benefits.enums_money import PayeeBasis, PayeeKind
from eenplan.benefits.forms.money import EndPaidToForm, PaidToForm, ReasonForm
from eenplan.benefits.selectors import paid_to as reading
from eenplan.benefits.selectors.rights_scope import get_application
from eenplan.benefits.services import paid_to as services
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, note_read, read_page, show, write_page
from eenplan.core.questions import Question, asking
from eenplan.people.selectors import ground_of

LAYOUT = "benefits/money/base.html"
FILE = "benefits/claims_form.html"
CAN = Capability.RIGHTS_INVESTIGATE
INTRO = (
    "De steun blijft een recht van de cliënt; alleen de rekening verandert. Een collega van "
    "financiën bevestigt ze. Tot dan wordt deze steun niet betaald. Wanneer dit mag, staat in geen "
    "van onze bronnen: niet nagekeken."
)
COLUMNS = (
    Column("Aanvraag", lambda row: row.application.number),
    Column("Gezin", lambda row: row.application.household.number),
    Column("Van wie", lambda row: str(row.application.applicant)),
    Column("Aan wie", lambda row: row.get_kind_display()),
    Column("Op naam van", lambda row: row.holder),
    Column("Rekening", lambda row: row.iban),
    Column("Op grond van", lambda row: row.get_basis_display()),
    Column("Bewijs", lambda row: row.proof),
    Column("Ingevoerd door", lambda row: row.entered_by),
    Column("Ingevoerd op", lambda row: row.entered_at),
)


def _application(request: AppRequest, application_id: int):
    found = get_application(request.actor, application_id)
    note_read(request, found.household_id, ground=ground_of(request.actor, found.household))
    return found


def _page_of(application) -> str:
    return reverse("money:paid_to", args=[application.pk])


@read_page(needs=Capability.RIGHTS_VIEW)
def paid_to(request: AppRequest, application_id: int):
    found = _application(request, application_id)
    page = {
        "application": found,
        "household": found.household,
        "rows": reading.paid_to_of(found),
        "may_work": may_in_team(request.actor, found.household, CAN),
        "day": request.actor.on,
    }
    return show(request, "benefits/money/paid_to.html", page)


def _about_new(request: AppRequest, application_id: int) -> Question:
    found = _application(request, application_id)
    decisions = {str(one.pk): one for one in reading.decisions_on(found)}
    return Question(
        f"Aan een derde betalen, aanvraag {found.number}",
        "Bewaar",
        _page_of(found),
        subject=(found, decisions),
        layout=FILE,
        intro=INTRO,
        initial={"starts_on": request.actor.on},
        options={"decisions": decisions.values()},
    )


def _enter(request: AppRequest, subject, said: dict) -> tuple[str, str]:
    found, decisions = subject
    plain = ("iban", "holder", "consent_on", "proof", "starts_on")
    services.pay_somebody_else(
        actor=request.actor,
        application=found,
        kind=PayeeKind(said["kind"]),
        basis=PayeeBasis(said["basis"]),
        decision=decisions.get(said["decision"]),
        on=request.actor.on,
        at=now(),
        **{name: said[name] for name in plain},
    )
    return "Bewaard. Financiën bevestigt de rekening.", _page_of(found)


new_paid_to = asking(PaidToForm, needs=CAN, about=_about_new, act=_enter)


def _about_end(request: AppRequest, paid_to_id: int) -> Question:
    row = reading.get_paid_to(request.actor, paid_to_id)
    household = row.application.household
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return Question(
        f"Weer aan de cliënt betalen: {row.application.number}",
        "Bewaar",
        _page_of(row.application),
        subject=row,
        layout=FILE,
        initial={"ends_on": request.actor.on},
    )


def _end(request: AppRequest, row, said: dict) -> tuple[str, str]:
    services.end_paid_to(
        actor=request.actor,
        row=row,
        why=said["why"],
        ends_on=said["ends_on"],
        on=request.actor.on,
    )
    return "Bewaard. De cliënt wordt dan weer zelf betaald.", _page_of(row.application)


end_paid_to = asking(EndPaidToForm, needs=CAN, about=_about_end, act=_end)


# -- The second person -----------------------------------------------------------------------------
@read_page(needs=Capability.PAYMENTS_VIEW)
def waiting(request: AppRequest):
    return show_list(
        request,
        "benefits/money/paid_to_waiting.html",
        {"tab": "third"},
        name="betalingen-aan-derden",
        rows=reading.waiting(),
        columns=COLUMNS,
        dressed=reading.dressed,
    )


@write_page(needs=Capability.PAYMENTS_APPROVE)
def confirm(request: AppRequest, paid_to_id: int):
    row = reading.get_waiting(paid_to_id)
    services.confirm_paid_to(actor=request.actor, row=row, at=now())
    messages.success(request, f"De rekening van {row.holder} is bevestigd.")
    return go_to(request, "money:paid_to_waiting")


def _refusing(request: AppRequest, paid_to_id: int) -> Question:
    row = reading.get_waiting(paid_to_id)
    return Question(
        heading=f"Betaling aan {row.holder} weigeren",
        submit="Weiger",
        back=reverse("money:paid_to_waiting"),
        subject=row,
        intro="De cliënt wordt dan weer zelf betaald.",
        tab="third",
        layout=LAYOUT,
    )


def _refuse(request: AppRequest, row, said: dict) -> tuple[str, str]:
    services.refuse_paid_to(
        actor=request.actor, row=row, reason=said["reason"], on=request.actor.on
    )
    return "Geweigerd. De cliënt wordt weer zelf betaald.", reverse("money:paid_to_waiting")


refuse = asking(ReasonForm, needs=Capability.PAYMENTS_APPROVE, about=_refusing, act=_refuse)
