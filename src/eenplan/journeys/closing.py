"""A case is closed: only when no room of the house still has something open for the household."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localtime

from eenplan.agenda.selectors.appointments import still_to_come
from eenplan.cases import services as cases
from eenplan.cases.enums import ClosingReason, WorkItemKind
from eenplan.cases.errors import CaseAlreadyOpen, StillOpen
from eenplan.cases.models import Assignment, Case
from eenplan.cases.permissions import check_can_work
from eenplan.cases.selectors import languages_of, open_case, team_in_charge
from eenplan.core.access import Actor
from eenplan.engines.placement.words import dutch_day
from eenplan.housing.models import Proposal, Rehousing, Stay
from eenplan.network import services as network
from eenplan.people.models import Household


@dataclass(frozen=True)
class OpenEnd:
    """Something that must be settled first: in words, and the page where that is done."""

    text: str
    page: str  # the name of a page of the household


def _steps(case: Case, on: date) -> Iterator[OpenEnd]:
    for title in case.steps.filter(done_on=None).order_by("due_on", "pk").values_list("title"):
        yield OpenEnd(f"Open stap: {title[0]}", "desk:household_plan")


def _stays(case: Case, on: date) -> Iterator[OpenEnd]:
    lasting = Stay.objects.lasting_beyond(on).filter(household=case.household_id)
    for stay in lasting.select_related("place"):
        yield OpenEnd(
            f"Verblijf in opvangplaats {stay.place.reference}, vanaf {dutch_day(stay.starts_on)}",
            "desk:household_housing",
        )


def _rehousings(case: Case, on: date) -> Iterator[OpenEnd]:
    for entry in Rehousing.objects.filter(household=case.household_id, closed_on=None):
        yield OpenEnd(
            f"Zoekt een andere woning sinds {dutch_day(entry.opened_on)}: "
            f"{entry.get_reason_display()}",
            "desk:household_housing",
        )


def _proposals(case: Case, on: date) -> Iterator[OpenEnd]:
    running = Proposal.objects.filter(
        household=case.household_id, ended_at=None, expires_at__date__gte=on
    )
    for proposal in running.select_related("place"):
        yield OpenEnd(
            f"Voorstel van opvangplaats {proposal.place.reference} dat nog loopt",
            "desk:match_household",
        )


def _appointments(case: Case, on: date) -> Iterator[OpenEnd]:
    for appointment in still_to_come(on=on).filter(household=case.household_id):
        day = dutch_day(localtime(appointment.starts_at).date())
        yield OpenEnd(f"Afspraak op {day}", "agenda:of_household")


#: One line per room of the house that can have something open for a household.
ROOMS: tuple[Callable[[Case, date], Iterator[OpenEnd]], ...] = (
    _steps,
    _stays,
    _rehousings,
    _proposals,
    _appointments,
)


def open_ends(case: Case, *, on: date) -> list[OpenEnd]:
    """Return what is still open for the household of a case, room by room."""
    return [end for room in ROOMS for end in room(case, on)]


@transaction.atomic
def close(
    *, actor: Actor, case: Case, because: ClosingReason, note: str, closed_on: date, on: date
) -> Case:
    """Close a case; referrals and questions that still wait end with that reason.

    Raises StillOpen with the list, and what `close_case` raises.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    if open_ends(case, on=on):
        raise StillOpen("Dit dossier kan nog niet dicht. Werk eerst af wat nog open is.")
    network.end_pending(actor=actor, case=case, reason="Het dossier is gesloten.", on=on)
    return cases.close_case(
        actor=actor, case=case, because=because, note=note, closed_on=closed_on, on=on
    )


@transaction.atomic
def open_again(*, actor: Actor, household: Household, on: date) -> tuple[Case, Assignment | None]:
    """Open a new case for a household that comes back, with its team's first proposal.

    The former case stays closed, with its history. Raises NotAllowed, CaseAlreadyOpen.
    """
    former = household.cases.order_by("-opened_on").first()
    former.household = household
    check_can_work(actor, former)
    Household.objects.select_for_update().get(pk=household.pk)
    if open_case(household):
        raise CaseAlreadyOpen("Dit gezin heeft al een open dossier.")
    case = cases.open_new_case(actor=actor, household=household, on=on)
    case.household = household
    team = team_in_charge(case)
    worker = cases.first_with_room(case, team, languages=languages_of(case), on=on)
    if worker is None:
        cases.inform(
            actor=actor,
            case=case,
            team=team,
            text="Teruggekeerd gezin zonder maatschappelijk werker: iedereen zit aan de norm.",
            kind=WorkItemKind.UNASSIGNED,
            on=on,
        )
        return case, None
    reason = "Voorgesteld bij het heropenen."
    assignment = cases.assign(
        actor=actor, case=case, team=team, worker=worker, reason=reason, on=on
    )
    return case, assignment
