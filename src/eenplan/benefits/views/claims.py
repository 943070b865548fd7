"""What the State pays back: the overview, the list, and the page of one month of one grant."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.forms.claims import (
    ClaimAnswerForm,
    ClaimFilter,
    SendAgainForm,
    StatusFilter,
)
from eenplan.benefits.selectors import claim_status, claims as reading
from eenplan.benefits.services import claims as services
from eenplan.benefits.views.claim_pages import CAN, areas, note_decision, page_of, question
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, show, write_page
from eenplan.core.questions import asking


def _euros(name: str):
    return lambda row: getattr(row, name) / 100


SUM_COLUMNS = (
    Column("Maand", lambda row: row.key),
    Column("Betaald (euro)", _euros("paid")),
    Column("Terug te vragen (euro)", _euros("claimed")),
    Column("Nog niet terug te vragen (euro)", _euros("not_yet")),
    Column("Eigen last (euro)", _euros("own")),
    Column("Waarvan verloren (euro)", _euros("lost")),
    Column("Supplement (euro)", _euros("supplement")),
    Column("Toekenningen", lambda row: row.rows),
)
CLAIM_COLUMNS = (
    Column("Maand", lambda row: row.month),
    Column("Beslissing", lambda row: row.grant.decision.number),
    Column("Gezin", lambda row: row.grant.household.number),
    Column("Wijk", lambda row: row.grant.household.area.name),
    Column("Steun", lambda row: row.grant.get_component_display()),
    Column("Grond", lambda row: row.get_case_display() if row.case else ""),
    Column("Stand", lambda row: row.get_state_display()),
    Column("Betaald (euro)", _euros("paid_cents")),
    Column("Terug te vragen (euro)", _euros("claimed_cents")),
    Column("Nog niet terug te vragen (euro)", _euros("not_yet_cents")),
    Column("Eigen last (euro)", _euros("own_cents")),
    Column("Waarvan verloren (euro)", _euros("lost_cents")),
    Column("Supplement (euro)", _euros("supplement_cents")),
    Column("Indienen voor", lambda row: row.due_on),
    Column("Kostenstaat", lambda row: row.statement.name if row.statement else ""),
    Column("Nagekeken", lambda row: row.is_verified),
    Column("Waarom", lambda row: row.why),
)
STATUS_COLUMNS = (
    Column("Beslissing", lambda row: row.decision.number),
    Column("Beslist op", lambda row: row.decision.decided_on),
    Column("Gezin", lambda row: row.grant.household.number),
    Column("Steun", lambda row: row.grant.get_component_display()),
    Column("Stand", lambda row: row.state),
    Column("Gemeld op", lambda row: row.notice.sent_on if row.notice else None),
    Column("Stilzwijgend aanvaard na", lambda row: row.tacit_on),
    Column("Betaald (euro)", _euros("paid")),
    Column("Terug te vragen (euro)", _euros("claimed")),
    Column("Nog niet (euro)", _euros("not_yet")),
    Column("Eigen last (euro)", _euros("own")),
    Column("Supplement (euro)", _euros("supplement")),
)


@read_page(needs=CAN)
def overview(request: AppRequest):
    rows = reading.claims()
    months = reading.per_month(rows)
    page = {
        "parts": [(name, label) for name, (label, _) in reading.PARTS.items()],
        "total": reading.totals(rows),
        "rights": reading.per_right(rows),
        "areas": reading.per_area(rows),
        "without_ground": rows.filter(reading.without_ground()).count(),
    }
    return show_list(
        request,
        "benefits/claims_overview.html",
        page,
        name="terugvraag-per-maand",
        rows=months,
        columns=SUM_COLUMNS,
    )


@read_page(needs=CAN)
def claims(request: AppRequest):
    form = ClaimFilter(request.GET, areas=areas())
    form.is_valid()
    rows = reading.matching_claims(reading.claims(), form.cleaned_data)
    page = {"form": form, "sums": reading.totals(rows), "is_filtered": any(request.GET.values())}
    return show_list(
        request,
        "benefits/claims.html",
        page,
        name="terugvraag",
        rows=rows,
        columns=CLAIM_COLUMNS,
        filters=form,
    )


@read_page(needs=CAN)
def claim(request: AppRequest, claim_id: int):
    found = reading.get_claim(claim_id)
    note_decision(request, found.grant.decision)
    history = reading.history_of(found)
    page = {
        "claim": found,
        "history": history,
        "is_current": history[-1].pk == found.pk,
        "shows_name": reading.shows_name(request.actor, found),
        "payments": reading.payments_of(found),
        "asks_ground": reading.asks_ground(found),
        "may_send_again": history[-1].pk == found.pk and reading.may_be_sent_again(found),
        "notice": claim_status.last_notice(found.grant.decision),
    }
    return show(request, "benefits/claim.html", page)


@read_page(needs=CAN)
def decisions(request: AppRequest):
    form = StatusFilter(request.GET, states=claim_status.STATES)
    state = form.cleaned_data["stand"] if form.is_valid() else ""
    return show_list(
        request,
        "benefits/claim_decisions.html",
        {"form": form},
        name="terugvraag-per-beslissing",
        rows=claim_status.statuses(on=request.actor.on, state=state),
        columns=STATUS_COLUMNS,
        filters=form,
    )


@write_page(needs=CAN)
def reckon(request: AppRequest):
    done = services.reckon_claims(actor=request.actor, on=request.actor.on, at=now())
    told = (
        f"Berekend: {done.made} nieuw, {done.changed} gewijzigd, {done.corrected} verbeterd na "
        f"indiening, {done.gone} vervallen."
    )
    messages.success(request, told)
    return go_to(request, "claims:overview")


def _about_answer(request: AppRequest, claim_id: int):
    found = reading.get_claim(claim_id)
    note_decision(request, found.grant.decision)
    heading = f"Antwoord van de Staat: {found.grant.decision.number}, {found.month:%m/%Y}"
    intro = "Wat de Staat weigert, wordt een eigen last. De kostenstaat blijft zoals hij was."
    return question(heading, "Bewaar het antwoord", page_of(found), found, intro=intro)


def _answer(request: AppRequest, found, said: dict):
    services.answer_claim(
        actor=request.actor,
        claim=found,
        accepted=said["accepted"] == "ja",
        answer=said["answer"],
        on=request.actor.on,
        at=now(),
    )
    return "Het antwoord is bewaard.", reverse("claims:claim", args=[found.pk])


answer_claim = asking(ClaimAnswerForm, needs=CAN, about=_about_answer, act=_answer)


def _about_again(request: AppRequest, claim_id: int):
    found = reading.get_claim(claim_id)
    note_decision(request, found.grant.decision)
    heading = f"Opnieuw indienen: {found.grant.decision.number}, {found.month:%m/%Y}"
    intro = (
        "De geweigerde terugvraag blijft zoals ze werd ingediend. De maand wordt opnieuw berekend "
        "en gaat mee in de volgende kostenstaat van haar kwartaal, zonder iets dubbel te vragen."
    )
    return question(heading, "Dien opnieuw in", page_of(found), found, intro=intro)


def _again(request: AppRequest, found, said: dict):
    services.send_again(
        actor=request.actor, claim=found, why=said["why"], on=request.actor.on, at=now()
    )
    latest = reading.history_of(found)[-1]
    return "De maand gaat mee in de volgende kostenstaat.", page_of(latest)


send_again = asking(SendAgainForm, needs=CAN, about=_about_again, act=_again)
