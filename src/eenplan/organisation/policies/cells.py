"""What the life of a temporary cell allows: which state follows, when an evaluation is held."""

from datetime import date

from eenplan.organisation import errors
from eenplan.organisation.enums import CellState, TeamKind
from eenplan.organisation.lifecycle import NEXT
from eenplan.organisation.models import CellStatus, Evaluation, Mandate, Team


def check_decision(mandate: Mandate, *, on: date) -> None:
    """Raise CellRefused unless the decision is named, and taken already."""
    if not mandate.decision_number.strip():
        raise errors.CellRefused("Op welk besluit rust deze cel?", "decision_number")
    if mandate.decided_on is None or mandate.decided_on > on:
        raise errors.CellRefused("Kies de dag van het besluit: vandaag of vroeger.", "decided_on")
    if not mandate.text.strip():
        raise errors.CellRefused("Schrijf wat de cel moet doen.", "text")


def check_state_follows(team: Team, present: CellStatus | None, state: CellState) -> None:
    """Raise CellRefused unless a state may follow on the present one. Closing: check_can_close."""
    if team.kind != TeamKind.TEMPORARY_CELL:
        raise errors.CellRefused("Alleen een tijdelijke cel heeft een levensloop.")
    now = CellState(present.state) if present else CellState.OPENED
    if state == now and present:
        raise errors.AlreadySo(f"De cel is al {now.label}.")
    if state not in NEXT[now] and not (present is None and state == CellState.OPENED):
        raise errors.CellRefused(f"Na “{now.label}” kan niet “{state.label}” komen.", "state")


def check_can_close(team: Team, present: CellStatus | None) -> None:
    """Raise CellRefused unless a cell is being wound down; any other team may just end."""
    if team.kind != TeamKind.TEMPORARY_CELL or present is None:
        return
    if CellState.CLOSED not in NEXT[CellState(present.state)]:
        raise errors.CellRefused(
            f"Deze cel is nog “{present.get_state_display()}”. Zet haar eerst in afbouw.", "ends_on"
        )


def check_evaluation_day(team: Team, planned_on: date) -> None:
    """Raise CellRefused or DayTaken unless an evaluation can be planned on a day."""
    if planned_on <= team.starts_on:
        raise errors.CellRefused("De evaluatie komt na de start.", "planned_on")
    if team.ends_on and planned_on > team.ends_on:
        raise errors.CellRefused("De cel is er niet meer op die dag.", "planned_on")
    if Evaluation.objects.filter(team=team, planned_on=planned_on).exists():
        raise errors.CellRefused("Op die dag is al een evaluatie gepland.", "planned_on")


def check_held(evaluation: Evaluation, held_on: date, *, on: date) -> None:
    """Raise CellRefused unless an evaluation can have been held on a day."""
    if held_on > on:
        raise errors.CellRefused("Deze dag moet nog komen.", "held_on")
    if held_on < evaluation.team.starts_on:
        raise errors.CellRefused("Dat is voor de start van de cel.", "held_on")
