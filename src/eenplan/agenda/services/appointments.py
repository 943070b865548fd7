"""Appointments: make, move, hold, cancel, and who did not come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.timezone import localtime

from eenplan.agenda import permissions, policies
from eenplan.agenda.enums import AppointmentState, MeetingPlace
from eenplan.agenda.errors import AppointmentRefused, DoubleBooked
from eenplan.agenda.models import Appointment, Visit
from eenplan.agenda.selectors.appointments import no_shows_in_a_row
from eenplan.agenda.selectors.staff import works_in
from eenplan.cases import services as cases
from eenplan.cases.selectors import open_case, team_in_charge
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import StaleVersion
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household

MOST_TRAVEL = 180


@dataclass(frozen=True)
class Plan:
    """What is agreed, apart from with whom: when, where, who goes, which interpreter."""

    starts_at: datetime
    ends_at: datetime
    place: str
    worker: User | None = None
    room: str = ""
    travel_before: int = 0
    travel_after: int = 0
    subject: str = ""
    questions: str = ""
    interpreter: str = ""
    interpreter_arranged: bool = False

    @property
    def busy_from(self) -> datetime:
        return self.starts_at - timedelta(minutes=self.travel_before)

    @property
    def busy_until(self) -> datetime:
        return self.ends_at + timedelta(minutes=self.travel_after)

    def columns(self) -> dict:
        """Return the plan as columns of an appointment, the way there and back counted in."""
        names = self.__dataclass_fields__
        return {name: getattr(self, name) for name in names} | {
            "busy_from": self.busy_from,
            "busy_until": self.busy_until,
        }


@transaction.atomic
def make(
    *,
    actor: Actor,
    team: Team,
    plan: Plan,
    at: datetime,
    household: Household | None = None,
    visit: Visit | None = None,
    name: str = "",
) -> Appointment:
    """Make an appointment for a worker or a room of a team.

    Two that are made at once for one worker: the EXCLUDE constraint lets one through, the way
    there and back included. Raises NotAllowed, AppointmentRefused, DoubleBooked, QueueRefused.
    """
    permissions.check_in_team(actor, team.pk, Capability.AGENDA_USE)
    _check(actor, team, plan, household, at)
    appointment = Appointment(
        team=team,
        household=household,
        visit=visit,
        name="" if household else name,
        made_by_id=actor.user_id or None,
        **plan.columns(),
    )
    _keep(actor, appointment)
    audit.record(
        actor,
        "agenda.appointment-made",
        appointment,
        worker=plan.worker and plan.worker.pk,
        starts_at=plan.starts_at.isoformat(),
    )
    return appointment


@transaction.atomic
def move(
    *, actor: Actor, appointment: Appointment, plan: Plan, at: datetime, version: int
) -> Appointment:
    """Change what was agreed while it still stands. Raises what `make` does and StaleVersion."""
    permissions.check_in_team(actor, appointment.team_id, Capability.AGENDA_USE)
    held = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if held.version != version:
        raise StaleVersion("Iemand anders wijzigde deze afspraak net. Kijk eerst wat er nu staat.")
    if held.state != AppointmentState.PLANNED:
        raise AppointmentRefused(f"Deze afspraak staat al op “{held.get_state_display()}”.")
    _check(actor, held.team, plan, held.household, at)
    before = held.starts_at
    for column, value in plan.columns().items():
        setattr(held, column, value)
    held.version = version + 1
    _keep(actor, held)
    audit.record(
        actor,
        "agenda.appointment-moved",
        held,
        before=before.isoformat(),
        starts_at=held.starts_at.isoformat(),
    )
    return held


def _check(actor: Actor, team: Team, plan: Plan, household: Household | None, at: datetime) -> None:
    policies.check_moment(plan.starts_at, plan.ends_at, at=at)
    on = localtime(plan.starts_at).date()
    if plan.worker is None and not plan.room:
        raise AppointmentRefused("Kies een medewerker of een lokaal.", "worker")
    if plan.worker and not works_in(plan.worker, team, on=on):
        raise AppointmentRefused(f"{plan.worker} werkt die dag niet in {team}.", "worker")
    if max(plan.travel_before, plan.travel_after) > MOST_TRAVEL:
        raise AppointmentRefused("Reken hoogstens drie uur voor een verplaatsing.", "travel_before")
    if plan.place == MeetingPlace.HOME and household is None:
        raise AppointmentRefused("Bij wie is het huisbezoek? Kies eerst een gezin.", "place")
    policies.check_not_kept_from(household, team, on=localtime(at).date())


def _keep(actor: Actor, appointment: Appointment) -> None:
    """Save, and say in words what stands in the way when the worker or the room is taken."""
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as error:
        broken = str(error)
        if "one_place_at_a_time" in broken:
            raise DoubleBooked(_taken(actor, appointment), "at") from None
        if "one_use_of_a_room" in broken:
            raise DoubleBooked(f"Lokaal {appointment.room} is dan al bezet.", "room") from None
        raise


def _taken(actor: Actor, wanted: Appointment) -> str:
    """Return why a worker cannot be there; the other appointment only as far as it is in sight."""
    other = (
        Appointment.objects.standing()
        .with_sight(actor)
        .filter(
            worker=wanted.worker_id,
            busy_from__lt=wanted.busy_until,
            busy_until__gt=wanted.busy_from,
        )
        .exclude(pk=wanted.pk)
        .select_related("household")
        .order_by("starts_at")
        .first()
    )
    in_sight = other and (
        other.team_id in actor.teams_with(Capability.AGENDA_USE) or other.worker_id == actor.user_id
    )
    if not in_sight:
        return f"{wanted.worker} is dan al bezet. Kies een ander moment."
    start, end = localtime(other.starts_at), localtime(other.ends_at)
    whom = f" met gezin {other.household.number}" if other.may_open else ""
    travel = other.travel_before or other.travel_after
    return (
        f"{wanted.worker} heeft dan al {other.get_place_display()}{whom}: {start:%d/%m} van "
        f"{start:%H:%M} tot {end:%H:%M}{', verplaatsing niet meegerekend' if travel else ''}. "
        "Kies een ander moment."
    )


@transaction.atomic
def settle(
    *,
    actor: Actor,
    appointment: Appointment,
    state: AppointmentState,
    at: datetime,
    reason: str = "",
) -> Appointment:
    """Say what became of an appointment: it was held, nobody came, or it is off (with a reason).

    After as many no-shows in a row as the norm says, whoever follows the case is told, once.
    Raises NotAllowed, AppointmentRefused.
    """
    permissions.check_in_team(actor, appointment.team_id, Capability.AGENDA_USE)
    policies.check_next_of_appointment(appointment.state, state)
    if state == AppointmentState.CANCELLED and not reason:
        raise AppointmentRefused("Schrijf waarom de afspraak niet doorgaat.", "reason")
    if state != AppointmentState.CANCELLED and appointment.starts_at > at:
        raise AppointmentRefused("Deze afspraak moet nog beginnen. U kunt ze wel afzeggen.")
    changed = Appointment.objects.filter(
        Q(state=appointment.state), pk=appointment.pk, version=appointment.version
    ).update(state=state, reason=reason, version=F("version") + 1)
    if not changed:
        raise AppointmentRefused("Iemand anders wijzigde deze afspraak net. Kijk opnieuw.")
    appointment.refresh_from_db()
    audit.record(actor, f"agenda.appointment-{state.lower()}", appointment, reason=reason)
    if state == AppointmentState.NO_SHOW:
        _follow_up(actor, appointment, at)
    return appointment


def _follow_up(actor: Actor, appointment: Appointment, at: datetime) -> None:
    """Tell whoever follows the case when somebody did not come for the Nth time in a row."""
    on = localtime(at).date()
    household = appointment.household
    case = open_case(household) if household else None
    team = team_in_charge(case) if case else None
    if team is None:
        return
    missed, limit = no_shows_in_a_row(household), int(norm("no_show_limit", on=on))
    if missed and missed % limit == 0:
        cases.inform(
            actor=actor,
            case=case,
            team=team,
            text=f"Kwam {missed} keer na elkaar niet opdagen, het laatst op "
            f"{localtime(appointment.starts_at):%d/%m om %H:%M}. Neem contact op: wat maakt komen "
            "moeilijk?",
            on=on,
        )
