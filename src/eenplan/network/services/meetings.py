"""Planning a meeting, changing it, holding it, cancelling it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import F

from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.directory.models import Partner
from eenplan.network.meeting_access import check_runs
from eenplan.network.meeting_errors import MeetingChanged, MeetingRefused, Overlaps
from eenplan.network.meeting_kinds import MeetingState
from eenplan.network.models import Meeting, Participant
from eenplan.network.selectors.meetings import overlapping
from eenplan.organisation.models import User
from eenplan.territory.models import Area

FURTHEST = timedelta(days=366)
NOTHING_TO_DISCUSS = "Niets op de agenda"


@dataclass(frozen=True)
class Plan:
    """What a meeting is about, when and where, and who is asked."""

    area: Area
    theme: str
    chair: User
    day: date
    starts_at: time
    ends_at: time
    place: str
    partners: Sequence[Partner] = ()
    participants: Sequence[User] = ()
    series: str = ""
    overlap_reason: str = ""

    def columns(self) -> dict:
        """Return the plan as columns of a meeting."""
        return {
            "area": self.area,
            "theme": self.theme,
            "series": self.series.strip(),
            "chair": self.chair,
            "on": self.day,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": self.place.strip(),
            "overlap_reason": self.overlap_reason.strip(),
        }


@transaction.atomic
def plan_meeting(*, actor: Actor, plan: Plan, on: date) -> Meeting:
    """Plan a meeting; next to one that looks like it only with a reason.

    Raises NotAllowed, MeetingRefused, Overlaps.
    """
    actor.must(Capability.MEETING_HOLD)
    _lock(plan.area)
    _check(plan, on, but=None)
    meeting = Meeting.objects.create(**plan.columns(), planned_by_id=actor.user_id or None)
    _ask(meeting, plan)
    audit.record(actor, "network.meeting-planned", meeting, day=plan.day, area=plan.area.pk)
    return meeting


@transaction.atomic
def change_meeting(
    *, actor: Actor, meeting: Meeting, version: int, plan: Plan, on: date
) -> Meeting:
    """Move a planned meeting, or ask others to it.

    Raises NotAllowed, MeetingRefused, Overlaps, MeetingChanged.
    """
    check_runs(actor, meeting)
    _lock(plan.area)
    _check(plan, on, but=meeting.pk)
    _change(meeting, version, **plan.columns())
    _ask(meeting, plan)
    audit.record(actor, "network.meeting-changed", meeting, day=plan.day)
    return meeting


def _lock(area: Area) -> None:
    """Two who plan for one neighbourhood at once: the second sees the meeting of the first."""
    list(Area.objects.select_for_update().filter(pk=area.pk).values_list("pk"))


def _check(plan: Plan, on: date, *, but: int | None) -> None:
    if not on <= plan.day <= on + FURTHEST:
        raise MeetingRefused("Kies een dag vanaf vandaag, hoogstens een jaar ver.", "on")
    if plan.ends_at <= plan.starts_at:
        raise MeetingRefused("Het einde ligt niet na het begin.", "ends_at")
    others = overlapping(
        area=plan.area,
        theme=plan.theme,
        partners=[partner.pk for partner in plan.partners],
        day=plan.day,
        series=plan.series.strip(),
        on=on,
        but=but,
    )
    if others and not plan.overlap_reason.strip():
        raise Overlaps(
            "Er is al een overleg over dit thema in deze wijk, met minstens de helft van deze "
            "partners. Sluit daarbij aan, of schrijf waarom dit overleg er toch komt."
        )


def _ask(meeting: Meeting, plan: Plan) -> None:
    meeting.partners.set(plan.partners)
    users = {user.pk for user in plan.participants} | {plan.chair.pk}
    meeting.participants.exclude(user__in=users).delete()
    known = set(meeting.participants.values_list("user", flat=True))
    Participant.objects.bulk_create(
        Participant(meeting=meeting, user_id=pk) for pk in sorted(users - known)
    )


@transaction.atomic
def cancel_meeting(
    *, actor: Actor, meeting: Meeting, version: int, reason: str, on: date
) -> Meeting:
    """Cancel a planned meeting, with a reason. Raises NotAllowed, MeetingRefused, MeetingChanged.

    `on` is the day it was cancelled, for the audit line.
    """
    check_runs(actor, meeting)
    if not reason.strip():
        raise MeetingRefused("Schrijf waarom het overleg niet doorgaat.", "reason")
    _change(meeting, version, state=MeetingState.CANCELLED, cancel_reason=reason.strip())
    audit.record(actor, "network.meeting-cancelled", meeting, why=reason, on=on)
    return meeting


@transaction.atomic
def hold_meeting(
    *,
    actor: Actor,
    meeting: Meeting,
    version: int,
    starts_at: time,
    ends_at: time,
    were_there: Collection[int],
    on: date,
) -> Meeting:
    """Write down that a meeting was held, how long it took and which colleagues were there.

    Raises NotAllowed, MeetingRefused, MeetingChanged.
    """
    check_runs(actor, meeting)
    if on < meeting.on:
        raise MeetingRefused("Dit overleg moet nog plaatsvinden.")
    if ends_at <= starts_at:
        raise MeetingRefused("Het einde ligt niet na het begin.", "ends_at")
    if not were_there:
        raise MeetingRefused("Niemand was er? Schrap dan het overleg.", "were_there")
    _change(meeting, version, state=MeetingState.HELD, starts_at=starts_at, ends_at=ends_at)
    meeting.participants.filter(user__in=were_there).update(was_there=True)
    meeting.participants.exclude(user__in=were_there).update(was_there=False)
    audit.record(actor, "network.meeting-held", meeting, there=len(set(were_there)))
    return meeting


def _change(meeting: Meeting, version: int, **changes) -> None:
    """Write on a planned meeting as it was read. Raises MeetingRefused, MeetingChanged."""
    row = Meeting.objects.filter(pk=meeting.pk, version=version, state=MeetingState.PLANNED)
    if not row.update(**changes, version=F("version") + 1):
        meeting.refresh_from_db()
        if meeting.state != MeetingState.PLANNED:
            raise MeetingRefused(f"Dit overleg is al {meeting.get_state_display()}.")
        raise MeetingChanged("Een collega wijzigde dit overleg net. Kijk na wat er nu staat.")
    meeting.refresh_from_db()
