"""The payment runs: the list, a new one, the page of one with the next act."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now

from eenplan.benefits import tasks
from eenplan.benefits.enums_money import RunState
from eenplan.benefits.forms.money import NewRunForm, ReasonForm
from eenplan.benefits.selectors import run_files, runs as reading
from eenplan.benefits.services import filling, runs as services
from eenplan.core import audit
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, show, write_page
from eenplan.core.questions import Question, asking
from eenplan.engines.deadlines import add_months

VIEW, MAKE, APPROVE = (
    Capability.PAYMENTS_VIEW,
    Capability.PAYMENTS_MAKE,
    Capability.PAYMENTS_APPROVE,
)
LAYOUT = "benefits/money/base.html"
AT_ONCE = 500  # candidates that are reckoned while somebody waits for the page
COLOURS = {
    RunState.OPEN: "info",
    RunState.FROZEN: "warn",
    RunState.APPROVED: "warn",
    RunState.EXPORTED: "info",
    RunState.ACKNOWLEDGED: "info",
    RunState.SETTLED: "good",
    RunState.CANCELLED: "quiet",
}
COLUMNS = (
    Column("Betaalrun", lambda row: row.number),
    Column("Voor", lambda row: row.period),
    Column("Wat", lambda row: row.get_component_display() or "alle steun"),
    Column("Betaaldag", lambda row: row.pay_on),
    Column("Stand", lambda row: row.get_state_display()),
    Column("Betalingen", lambda row: row.many),
    Column("Bedrag", lambda row: row.cents / 100),
    Column("Tegengehouden", lambda row: row.held_back),
    Column("Gemaakt door", lambda row: row.made_by),
    Column("Goedgekeurd door", lambda row: row.approved_by),
)


@read_page(needs=VIEW)
def listed(request: AppRequest):
    return show_list(
        request,
        "benefits/money/runs.html",
        {"tab": "runs", "colours": COLOURS},
        name="betaalruns",
        rows=reading.runs(),
        columns=COLUMNS,
        dressed=lambda rows: reading.with_sums(rows.order_by("-year", "-serial")),
    )


def _new(request: AppRequest) -> Question:
    month = request.actor.on.replace(day=1)
    return Question(
        heading="Nieuwe betaalrun",
        submit="Open de betaalrun",
        back=reverse("money:runs"),
        intro="Elke toekenning die in deze periode geldt en nog niet betaald is, komt in de run of "
        "op de lijst van wat tegengehouden is, met de reden.",
        tab="runs",
        layout=LAYOUT,
        initial={
            "month": f"{month:%Y-%m}",
            "part": "1",
            "wished_on": add_months(month, 1) - timedelta(days=1),
        },
    )


def _open(request: AppRequest, _subject, said: dict) -> tuple[str, str]:
    run = services.open_run(
        actor=request.actor,
        period=said["period"],
        component=said["component"],
        wished_on=said["wished_on"],
        on=localdate(),
        at=now(),
    )
    _reckon(run)
    told = f"Betaalrun {run.number} is open. Betaaldag: {run.pay_on:%d/%m/%Y}."
    return told, reverse("money:run", args=[run.pk])


def _reckon(run) -> None:
    """Reckon a small run at once; leave a large one to the workers."""
    if reading.totals_of(run).waiting <= AT_ONCE:
        filling.take_piece(run.pk, size=AT_ONCE)
    else:
        tasks.fill_soon()


new_run = asking(NewRunForm, needs=MAKE, about=_new, act=_open)


@read_page(needs=VIEW)
def run(request: AppRequest, payrun_id: int):
    found = reading.get_run(payrun_id)
    totals = reading.totals_of(found)
    held = reading.held_back(found)
    page = {
        "run": found,
        "tab": "runs",
        "totals": totals,
        "colour": COLOURS[RunState(found.state)],
        "stages": _stages(found),
        "kinds": reading.per_component(found),
        "held": reading.dressed_candidates(held)[:12],
        "may_leave": found.state in (RunState.FROZEN, RunState.APPROVED, RunState.OPEN),
        "has_file": found.state not in (RunState.OPEN, RunState.CANCELLED),
        "left": found.state in run_files.LEFT,
        "is_maker": found.made_by_id == request.actor.user_id,
    }
    return show(request, "benefits/money/run.html", page)


def _stages(found) -> list[tuple[str, str]]:
    """Return each stage of a run and whether it is past, now or still to come."""
    order = [state for state, _ in reading.STAGES]
    if found.state not in order:
        return [("Geannuleerd", "now")]
    here = order.index(RunState(found.state))
    when = {True: "past", False: "next"}
    return [
        (label, "now" if at == here else when[at < here])
        for at, (_, label) in enumerate(reading.STAGES)
    ]


@write_page(needs=MAKE)
def freeze_run(request: AppRequest, payrun_id: int):
    found = reading.get_run(payrun_id)
    done = services.freeze(actor=request.actor, run=found, on=localdate(), at=now())
    messages.success(
        request, f"Betaalrun {done.number} is bevroren. Iemand anders keurt ze nu goed."
    )
    return go_to(request, "money:run", payrun_id)


@write_page(needs=APPROVE)
def approve_run(request: AppRequest, payrun_id: int):
    found = reading.get_run(payrun_id)
    services.approve(actor=request.actor, run=found, on=localdate(), at=now())
    messages.success(request, "De betaalrun is goedgekeurd. Ze kan naar de bank.")
    return go_to(request, "money:run", payrun_id)


@write_page(needs=MAKE)
def export_run(request: AppRequest, payrun_id: int):
    found = reading.get_run(payrun_id)
    services.export(actor=request.actor, run=found, on=localdate(), at=now())
    messages.success(
        request, "De betalingen staan als vertrokken. Haal het bestand af en geef het aan de bank."
    )
    return go_to(request, "money:run", payrun_id)


@read_page(needs=MAKE)
def run_file(request: AppRequest, payrun_id: int):
    """Give the bytes of the freeze, always the same, once the run left; each time is logged."""
    found = reading.get_run(payrun_id)
    content = run_files.file_of(found)
    request.trail.append(
        lambda: audit.record(request.actor, "benefits.run-file-taken", found, sha256=found.sha256)
    )
    response = HttpResponse(content, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{run_files.file_name(found)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@write_page(needs=MAKE)
def look_again(request: AppRequest, payrun_id: int):
    found = reading.get_run(payrun_id)
    count = services.look_again(actor=request.actor, run=found)
    _reckon(found)
    messages.success(request, f"{count} toekenningen zijn opnieuw bekeken.")
    return go_to(request, "money:run", payrun_id)


@write_page(needs=APPROVE)
def release(request: AppRequest, payrun_id: int, candidate_id: int):
    found = reading.get_run(payrun_id)
    candidate = reading.get_candidate(found, candidate_id)
    services.release(actor=request.actor, candidate=candidate, at=now())
    _reckon(found)
    messages.success(request, "De betaling op de nieuwe rekening is vrijgegeven.")
    return go_to(request, "money:run", payrun_id)


def _cancelling(request: AppRequest, payrun_id: int) -> Question:
    found = reading.get_run(payrun_id)
    return Question(
        heading=f"Betaalrun {found.number} annuleren",
        submit="Annuleer de betaalrun",
        back=reverse("money:run", args=[payrun_id]),
        subject=found,
        intro="Niets van deze run wordt betaald; wat ze boekte, wordt tegengeboekt. De "
        "toekenningen kunnen in een nieuwe run. Dat kan alleen zolang ze niet naar de bank is.",
        tab="runs",
        layout=LAYOUT,
    )


def _cancel(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.cancel(actor=request.actor, run=found, reason=said["reason"], on=localdate(), at=now())
    return f"Betaalrun {found.number} is geannuleerd.", reverse("money:run", args=[found.pk])


cancel_run = asking(ReasonForm, needs=MAKE, about=_cancelling, act=_cancel)
