"""Telling the people who follow a household what head and committee did."""

from datetime import date

from eenplan.cases import services as cases
from eenplan.core.access import Actor
from eenplan.people.models import Household


def tell_case_manager(actor: Actor, household: Household, text: str, on: date) -> None:
    """Put a notice before the case manager of a household, if it has an open case."""
    case = household.cases.filter(closed_on=None).first()
    care = household.care.open().select_related("team").first()
    if case and care:
        cases.inform(actor=actor, case=case, team=care.team, text=text[:800], on=on)


def tell_heads(actor: Actor, household: Household, text: str, on: date) -> None:
    """Put a notice before the coordinators of the team in charge."""
    case = household.cases.filter(closed_on=None).first()
    care = household.care.open().select_related("team").first()
    if case and care:
        cases.inform_coordinators(actor=actor, case=case, team=care.team, text=text[:800], on=on)
