"""The life of a temporary cell: what its coordinator notes. The page of a cell itself: desk."""

from datetime import date

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, write_page
from eenplan.core.questions import Question, asking
from eenplan.organisation import forms, services
from eenplan.organisation.cell_template import suggested_cell
from eenplan.organisation.forms.cells import as_cell
from eenplan.organisation.selectors import cells as selectors
from eenplan.organisation.selectors.teams import team_lines
from eenplan.organisation.views.pages import STAFF

STEER = Capability.TEAM_STEER
COLUMNS = (
    Column("Cel", lambda line: line.team.name),
    Column("Doelgroep", lambda line: line.team.get_target_group_display()),
    Column("Vanaf", lambda line: line.team.starts_on),
    Column("Tot", lambda line: line.team.ends_on),
    Column("Toestand", lambda line: line.cell_state),
    Column("Medewerkers", lambda line: line.staff),
    Column("Mag er hebben", lambda line: line.team.staff_limit),
    Column("Volgende evaluatie", lambda line: line.team.review_on),
    Column("Gezinnen in zorg", lambda line: line.households),
)


@read_page(needs=STEER)
def cells(request: AppRequest):
    steered = set(selectors.steered_cells(request.actor).values_list("pk", flat=True))
    led = set(selectors.cells_led_before(request.actor).values_list("pk", flat=True))
    lines = team_lines(on=localdate(), kind="TEMPORARY_CELL", ended=True)
    return show_list(
        request,
        "organisation/cells.html",
        {"tab": "cells", "steered": steered},
        name="tijdelijke-cellen",
        rows=[line for line in lines if line.team.pk in steered | led],
        columns=COLUMNS,
    )


def _cell_page(pk: int) -> str:
    return reverse("desk:cell", args=[pk])


def _about(team, heading: str, submit: str, **more) -> Question:
    return Question(
        heading=heading,
        submit=submit,
        back=_cell_page(team.pk),
        tab="cells",
        layout=STAFF,
        **{"subject": team, **more},
    )


# -- Opening -------------------------------------------------------------------------------------
def _opening(request: AppRequest) -> Question:
    return Question(
        heading="Een tijdelijke cel openen",
        submit="Open de cel",
        back=reverse("organisation:teams"),
        intro="Het sjabloon “cel” is ingevuld. Pas aan wat het besluit anders zegt.",
        tab="teams",
        initial=suggested_cell(localdate()),
    )


def _open(request: AppRequest, _, said: dict) -> tuple[str, str]:
    cell = services.open_cell(actor=request.actor, **as_cell(said), on=localdate())
    return f"{cell} is opgericht. Geef nu medewerkers een rol.", _cell_page(cell.pk)


new_cell = asking(forms.CellForm, needs=Capability.USERS_MANAGE, about=_opening, act=_open)


# -- Mandate and state ---------------------------------------------------------------------------
def _mandate(request: AppRequest, team_id: int) -> Question:
    team = selectors.get_cell(request.actor, team_id)
    mandate = getattr(team, "mandate", None)
    said = {name: getattr(mandate, name, "") for name in forms.MandateForm.base_fields}
    return _about(team, f"Besluit en opdracht van {team}", "Bewaar", initial=said)


def _change_mandate(request: AppRequest, team, said: dict) -> tuple[str, str]:
    services.change_mandate(actor=request.actor, team=team, **said, on=localdate())
    return "Het besluit en de opdracht zijn bewaard.", _cell_page(team.pk)


mandate = asking(forms.MandateForm, needs=STEER, about=_mandate, act=_change_mandate)


def _state(request: AppRequest, team_id: int) -> Question:
    team = selectors.get_cell(request.actor, team_id)
    return _about(
        team,
        f"Toestand van {team}",
        "Bewaar de toestand",
        intro="Een cel in afbouw krijgt geen nieuwe gezinnen meer: die gaan naar het wijkteam van"
        " hun adres. Sluiten kan als de cel niets meer in handen heeft.",
        options={"states": selectors.next_states(team, localdate())},
    )


def _change_state(request: AppRequest, team, said: dict) -> tuple[str, str]:
    status = services.change_cell_state(actor=request.actor, team=team, **said, on=localdate())
    return f"{team} is nu {status.get_state_display()}.", _cell_page(team.pk)


state = asking(forms.StateForm, needs=STEER, about=_state, act=_change_state)


# -- Size ----------------------------------------------------------------------------------------
def _size(request: AppRequest, team_id: int) -> Question:
    team = selectors.get_cell(request.actor, team_id)
    said = {"starts_on": localdate()}
    intro = "Meer medewerkers dan dit mag de cel vanaf die dag niet hebben."
    return _about(team, f"Omvang van {team}", "Bepaal de omvang", intro=intro, initial=said)


def _add_size(request: AppRequest, team, said: dict) -> tuple[str, str]:
    step = services.add_size_step(actor=request.actor, team=team, **said, on=localdate())
    told = f"Vanaf {_day(step.starts_on)} mag de cel {step.staff} medewerkers hebben."
    return told, _cell_page(team.pk)


size = asking(forms.SizeStepForm, needs=STEER, about=_size, act=_add_size)


@write_page(needs=STEER)
def withdraw_size(request: AppRequest, team_id: int, step_pk: int):
    step = selectors.get_size_step(selectors.get_cell(request.actor, team_id), step_pk)
    services.withdraw_size_step(actor=request.actor, step=step, on=localdate())
    messages.success(request, "De geplande omvang is ingetrokken.")
    return go_to(request, "desk:cell", team_id)


# -- Evaluations ---------------------------------------------------------------------------------
def _planning(request: AppRequest, team_id: int) -> Question:
    team = selectors.get_cell(request.actor, team_id)
    return _about(team, f"Evaluatie van {team} plannen", "Plan de evaluatie")


def _plan(request: AppRequest, team, said: dict) -> tuple[str, str]:
    found = services.plan_evaluation(actor=request.actor, team=team, **said, on=localdate())
    return f"De evaluatie staat op {_day(found.planned_on)}.", _cell_page(team.pk)


plan_evaluation = asking(forms.EvaluationForm, needs=STEER, about=_planning, act=_plan)


def _holding(request: AppRequest, team_id: int, evaluation_pk: int) -> Question:
    team = selectors.get_cell(request.actor, team_id)
    found = selectors.get_evaluation(team, evaluation_pk)
    return _about(
        team,
        f"Evaluatie van {_day(found.planned_on)}",
        "Bewaar de evaluatie",
        subject=found,
        intro="Uitbreiden, inkrimpen of afbouwen gebeurt daarna op de pagina van de cel.",
        initial={"held_on": localdate()},
    )


def _hold(request: AppRequest, evaluation, said: dict) -> tuple[str, str]:
    services.hold_evaluation(actor=request.actor, evaluation=evaluation, **said, on=localdate())
    told = f"De evaluatie is bewaard: {evaluation.get_decision_display()}."
    return told, _cell_page(evaluation.team_id)


hold_evaluation = asking(forms.HeldForm, needs=STEER, about=_holding, act=_hold)


# -- End criteria --------------------------------------------------------------------------------
def _criterion(request: AppRequest, team_id: int) -> Question:
    team = selectors.get_cell(request.actor, team_id)
    return _about(team, f"Eindcriterium voor {team}", "Voeg toe")


def _add_criterion(request: AppRequest, team, said: dict) -> tuple[str, str]:
    services.add_end_criterion(actor=request.actor, team=team, **said)
    return "Het eindcriterium staat erbij.", _cell_page(team.pk)


add_criterion = asking(forms.CriterionForm, needs=STEER, about=_criterion, act=_add_criterion)


def _judging(request: AppRequest, team_id: int, criterion_pk: int) -> Question:
    team = selectors.get_cell(request.actor, team_id)
    found = selectors.get_criterion(team, criterion_pk)
    said = {"met_on": found.met_on, "note": found.note}
    return _about(team, "Is dit voldaan?", "Bewaar", subject=found, intro=found.text, initial=said)


def _judge(request: AppRequest, criterion, said: dict) -> tuple[str, str]:
    services.judge_end_criterion(actor=request.actor, criterion=criterion, **said, on=localdate())
    return "Het eindcriterium is bijgewerkt.", _cell_page(criterion.team_id)


judge_criterion = asking(forms.CriterionMetForm, needs=STEER, about=_judging, act=_judge)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
