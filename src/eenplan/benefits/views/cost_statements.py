"""Statements of costs: which were made, making one, and its files."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.forms.claims import StatementForm
from eenplan.benefits.selectors import claim_status as reading
from eenplan.benefits.selectors.quarters import quarter_words
from eenplan.benefits.services.cost_statements import make_statement
from eenplan.benefits.views.claim_pages import CAN, question
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, note_export, read_page
from eenplan.core.questions import asking

COLUMNS = (
    Column("Kostenstaat", lambda row: row.name),
    Column("Kwartaal", lambda row: quarter_words(row.quarter)),
    Column("Lijnen", lambda row: row.lines),
    Column("Teruggevraagd (euro)", lambda row: row.claimed_cents / 100),
    Column("Supplement (euro)", lambda row: row.supplement_cents / 100),
    Column("Gemaakt op", lambda row: row.made_at),
    Column("Vingerafdruk", lambda row: row.sha256),
)
LINE_COLUMNS = (
    Column("Maand", lambda row: row.month),
    Column("Beslissing", lambda row: row.grant.decision.number),
    Column("Gezin", lambda row: row.grant.household.number),
    Column("Betaald (euro)", lambda row: row.paid_cents / 100),
    Column("Teruggevraagd (euro)", lambda row: row.claimed_cents / 100),
    Column("Supplement (euro)", lambda row: row.supplement_cents / 100),
    Column("Verbetert", lambda row: "ja" if row.corrects_id else ""),
    Column("Stand", lambda row: row.get_state_display()),
)


@read_page(needs=CAN)
def statements(request: AppRequest):
    return show_list(
        request,
        "benefits/statements.html",
        {},
        name="kostenstaten",
        rows=reading.statements(),
        columns=COLUMNS,
    )


@read_page(needs=CAN)
def statement(request: AppRequest, statement_id: int):
    found = reading.get_statement(statement_id)
    return show_list(
        request,
        "benefits/cost_statement.html",
        {"statement": found, "quarter": quarter_words(found.quarter)},
        name=f"kostenstaat-{found.name}-lijnen",
        rows=reading.claims_in(found),
        columns=LINE_COLUMNS,
    )


def _file(request: AppRequest, statement_id: int, ending: str, kind: str) -> HttpResponse:
    found = reading.get_statement(statement_id)
    note_export(request, f"kostenstaat-{found.name}")
    body = found.content if ending == "csv" else found.data
    response = HttpResponse(body.encode(), content_type=f"{kind}; charset=utf-8")
    name = f"kostenstaat-{found.name}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@read_page(needs=CAN)
def statement_csv(request: AppRequest, statement_id: int):
    return _file(request, statement_id, "csv", "text/csv")


@read_page(needs=CAN)
def statement_json(request: AppRequest, statement_id: int):
    return _file(request, statement_id, "json", "application/json")


def _about_new(request: AppRequest):
    over = reading.quarters_over(on=request.actor.on)
    return question(
        "Kostenstaat maken",
        "Maak de kostenstaat",
        reverse("claims:statements"),
        None,
        intro="De kostenstaat bevat wat nieuw of verbeterd is sinds de vorige van dat kwartaal. "
        "Hij verandert daarna niet meer.",
        options={"quarters": [(first.isoformat(), quarter_words(first)) for first in over]},
    )


def _make(request: AppRequest, _, said: dict):
    made = make_statement(
        actor=request.actor, quarter=said["quarter"], on=request.actor.on, at=now()
    )
    return f"Kostenstaat {made.name} is gemaakt.", reverse("claims:statement", args=[made.pk])


new_statement = asking(StatementForm, needs=CAN, about=_about_new, act=_make)
