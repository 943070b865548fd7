"""What the law asks of an individualised project (RMI art. 6, 11, 13 and 43/2)."""

from datetime import date

from eenplan.benefits.claims_errors import ImpossibleProject, ProjectOver, SignedTooSoon
from eenplan.benefits.enums import ProjectKind
from eenplan.benefits.enums_money import Component
from eenplan.benefits.models import Grant, IntegrationProject
from eenplan.engines.deadlines import add_months, due
from eenplan.people.models import Household, Person

AGAIN = (ProjectKind.FAR, ProjectKind.VULNERABLE)  # they come after an earlier project
MONTHS_WITHOUT = 12


def check_days(presented_on: date, signed_on: date, ends_on: date | None, *, on: date) -> None:
    """Raise SignedTooSoon before the days to think it over have passed (art. 6 §3)."""
    if signed_on > on:
        raise SignedTooSoon("Noteer een GPMI pas als het ondertekend is.")
    if signed_on < presented_on:
        raise SignedTooSoon("Het GPMI is ondertekend voor het werd voorgelegd.")
    earliest = due("gpmi_reflection", presented_on).day
    if earliest and signed_on < earliest:
        raise SignedTooSoon(
            f"De cliënt heeft vijf dagen bedenktijd: ondertekenen kan vanaf {earliest:%d/%m/%Y}."
        )
    if ends_on is not None and ends_on <= signed_on:
        raise ProjectOver("Het GPMI eindigt niet voor het begint.")


def check_member(household: Household, person: Person, *, on: date) -> None:
    """Raise ImpossibleProject for somebody who is not of the household on that day."""
    if not household.members.on(on).filter(person=person).exists():
        raise ImpossibleProject("Deze persoon hoort op die dag niet bij het gezin.")


def check_kind(person: Person, kind: ProjectKind, signed_on: date) -> None:
    """Raise ImpossibleProject for a second project without a first one, or too soon after aid."""
    earlier = IntegrationProject.objects.filter(person=person, signed_on__lt=signed_on)
    if kind in AGAIN and not earlier.exists():
        raise ImpossibleProject("Deze soort komt na een eerder GPMI, en dat staat er niet.")
    if kind != ProjectKind.VULNERABLE:
        return
    wages = Grant.objects.filter(
        beneficiary=person, component=Component.LIVING_WAGE, starts_on__lt=signed_on
    )
    before = add_months(signed_on, -MONTHS_WITHOUT)
    if wages.lasting_beyond(before).exclude(starts_on__gte=signed_on).exists():
        raise ImpossibleProject(
            "Deze soort kan pas na twaalf maanden zonder leefloon (RMI art. 43/2 §4)."
        )
