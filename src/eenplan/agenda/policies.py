"""What is refused in some situations, whoever asks."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from eenplan.agenda.enums import AppointmentState, VisitState
from eenplan.agenda.errors import AppointmentRefused, NoLongerThere, QueueRefused
from eenplan.agenda.lifecycle import NEXT_OF_APPOINTMENT, NEXT_OF_VISIT
from eenplan.organisation.models import Team, TeamArea
from eenplan.people.models import Household

AHEAD = timedelta(days=366)
LONGEST = timedelta(hours=10)


def is_kept_from(household: Household, team: Team, *, on: date) -> bool:
    """Say whether a team may not know of a household: helped elsewhere, and its neighbours.

    Not so when that very team has it in its care.
    """
    if not household.helped_elsewhere or household.is_in_care_of([team.pk]):
        return False
    return TeamArea.objects.on(on).filter(team=team, area=household.area_id).exists()


def check_not_kept_from(household: Household | None, team: Team, *, on: date) -> None:
    """Raise QueueRefused for a household that its own neighbourhood must not meet here."""
    if household and is_kept_from(household, team, on=on):
        raise QueueRefused(
            "Dit gezin wil niet in de eigen wijk geholpen worden: koppel het niet aan dit team.",
            "household",
        )


def check_next_of_visit(state: str, to: VisitState) -> None:
    """Raise NoLongerThere unless a visit may go from one state to the other."""
    if to not in NEXT_OF_VISIT.get(VisitState(state), set()):
        raise NoLongerThere(
            f"Deze bezoeker staat nu op “{VisitState(state).label}”. Kijk opnieuw in de wachtrij."
        )


def check_next_of_appointment(state: str, to: AppointmentState) -> None:
    """Raise AppointmentRefused unless an appointment may go from one state to the other."""
    now = AppointmentState(state)
    if to not in NEXT_OF_APPOINTMENT.get(now, set()):
        raise AppointmentRefused(f"Deze afspraak staat al op “{now.label}”.")


def check_moment(starts_at: datetime, ends_at: datetime, *, at: datetime) -> None:
    """Raise AppointmentRefused for a moment nobody can mean: backwards, endless, far away."""
    if ends_at <= starts_at:
        raise AppointmentRefused("Een afspraak eindigt nadat ze begint.", "minutes")
    if ends_at - starts_at > LONGEST:
        raise AppointmentRefused("Een afspraak duurt hoogstens tien uur.", "minutes")
    if localtime(starts_at).date() < localtime(at).date():
        raise AppointmentRefused("Deze dag is voorbij. Kies vandaag of later.", "on")
    if starts_at > at + AHEAD:
        raise AppointmentRefused("Dat is meer dan een jaar vooruit. Kijk het jaar na.", "on")
