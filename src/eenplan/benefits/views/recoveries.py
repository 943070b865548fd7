"""Recoveries: those that run, beginning one, and what comes back or is given up."""

from django.urls import reverse
from django.utils.timezone import localdate, now

from eenplan.benefits.forms.money import BeginRecoveryForm, RepaymentForm, WaiverForm
from eenplan.benefits.selectors import recoveries as reading
from eenplan.benefits.services import recoveries as services
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking

VIEW, MAKE = Capability.PAYMENTS_VIEW, Capability.PAYMENTS_MAKE
LAYOUT = "benefits/money/base.html"
COLUMNS = (
    Column("Gezin", lambda row: row.decision.application.household.number),
    Column("Persoon", lambda row: str(row.person)),
    Column("Beslissing", lambda row: row.decision.number),
    Column("Vanaf", lambda row: row.starts_on),
    Column("Bedrag", lambda row: row.amount_cents / 100),
    Column("Per maand", lambda row: row.instalment_cents / 100),
    Column("Afgezien", lambda row: row.waived_cents / 100),
    Column("Nog terug te krijgen", lambda row: row.left_cents / 100),
)


@read_page(needs=VIEW)
def listed(request: AppRequest):
    return show_list(
        request,
        "benefits/money/recoveries.html",
        {"tab": "recoveries", "to_begin": list(reading.to_begin())},
        name="terugvorderingen",
        rows=reading.recoveries(),
        columns=COLUMNS,
        dressed=reading.dressed,
    )


@read_page(needs=VIEW)
def recovery(request: AppRequest, recovery_id: int):
    found = reading.get_recovery(recovery_id)
    page = {"recovery": found, "lines": reading.entries_of(found), "tab": "recoveries"}
    return show(request, "benefits/money/recovery.html", page)


def _beginning(request: AppRequest, recover_id: int) -> Question:
    decision = reading.get_to_begin(recover_id)
    cents = decision.amount_cents
    return Question(
        heading=f"Terugvordering bij {decision.number}",
        submit="Begin de terugvordering",
        back=reverse("money:recoveries"),
        subject=decision,
        intro=f"Terug te vorderen: {cents // 100},{cents % 100:02} euro. Van latere steun houden "
        "we per maand hoogstens de afkorting in, en nooit meer dan de norm toelaat.",
        tab="recoveries",
        layout=LAYOUT,
    )


def _begin(request: AppRequest, decision, said: dict) -> tuple[str, str]:
    made = services.begin_recovery(
        actor=request.actor,
        decision=decision,
        instalment_cents=said["instalment"],
        on=localdate(),
        at=now(),
    )
    return "De terugvordering loopt.", reverse("money:recovery", args=[made.pk])


begin = asking(BeginRecoveryForm, needs=MAKE, about=_beginning, act=_begin)


def _about(request: AppRequest, recovery_id: int, heading: str, submit: str, **more) -> Question:
    found = reading.get_recovery(recovery_id)
    left = f"{found.left_cents // 100},{found.left_cents % 100:02}"
    return Question(
        heading=f"{heading}: {found.person}",
        submit=submit,
        back=reverse("money:recovery", args=[recovery_id]),
        subject=found,
        intro=f"Nog terug te krijgen: {left} euro.",
        tab="recoveries",
        layout=LAYOUT,
        **more,
    )


def _told(words: str, found) -> tuple[str, str]:
    return words, reverse("money:recovery", args=[found.pk])


def _repay(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.book_repayment(
        actor=request.actor,
        recovery=found,
        cents=said["amount"],
        reference=said["reference"],
        on=localdate(),
        at=now(),
    )
    return _told("De terugbetaling is geboekt.", found)


repaid = asking(
    RepaymentForm,
    needs=MAKE,
    about=lambda request, recovery_id: _about(
        request, recovery_id, "Terugbetaald", "Boek de terugbetaling"
    ),
    act=_repay,
)


def _waive(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.waive(
        actor=request.actor,
        recovery=found,
        cents=said["amount"],
        reason=said["reason"],
        on=localdate(),
        at=now(),
    )
    return _told("Het OCMW ziet af van dit bedrag.", found)


waived = asking(
    WaiverForm,
    needs=MAKE,
    about=lambda request, recovery_id: _about(
        request, recovery_id, "Afzien van terugvordering", "Boek dat het OCMW afziet"
    ),
    act=_waive,
)


def _agree(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.change_instalment(
        actor=request.actor, recovery=found, cents=said["instalment"], on=localdate()
    )
    return _told("De afkorting is gewijzigd.", found)


instalment = asking(
    BeginRecoveryForm,
    needs=MAKE,
    about=lambda request, recovery_id: _about(
        request, recovery_id, "Andere afkorting", "Bewaar de afkorting"
    ),
    act=_agree,
)
