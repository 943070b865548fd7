"""Signals of a year, what goes to policy, and meetings in the neighbourhood of the demo."""

from datetime import date, time, timedelta
from random import Random

from eenplan.cases.models import Assignment, Case
from eenplan.directory.models import Partner
from eenplan.journeys.demo import signal_words as words
from eenplan.journeys.demo.teams import Staff
from eenplan.journeys.demo.town import DemoTown
from eenplan.network.meeting_kinds import Ground, ItemKind, MeetingState
from eenplan.network.models import AgendaItem, Meeting, Participant, PolicyPoint, Signal
from eenplan.network.signal_kinds import SignalState as S, SignalTheme, Urgency
from eenplan.organisation.enums import Role
from eenplan.organisation.models import Membership, User
from eenplan.organisation.selectors import norm
from eenplan.territory.models import Area

FEWEST, MOST = 34, 2000
ONE_PER = 12  # households
DAYS = 360
OPEN_DAYS, LATE_DAYS = 16, 50  # younger signals are still open; of these some are late
OFTEN = 0.5  # of the signals are about what goes to policy
GIVERS = ("milan", "celine", "femke", "lien", "bram")


def draw_signals(town: DemoTown, staff: Staff, rng: Random, *, households: int, on: date) -> None:
    """Write the signals, the points made of them and the meetings of the first neighbourhood."""
    signals = _signals(town.areas, staff, rng, households, on)
    Signal.objects.bulk_create(signals)
    _points(town.areas[0], staff, on)
    _meetings(town.areas, staff, on)


def _signals(areas, staff: Staff, rng: Random, households: int, on: date) -> list[Signal]:
    count = min(MOST, max(FEWEST, households // ONE_PER))
    handlers = _handlers()
    norm_days = int(norm("signal_days", on=on))
    return [_signal(n, areas, staff, handlers, norm_days, rng, on) for n in range(count)]


def _handlers() -> dict[int, User]:
    """Return a coordinator for every neighbourhood that has one."""
    rows = Membership.objects.filter(role=Role.TEAM_COORDINATOR).select_related("user")
    found = {}
    for row in rows.prefetch_related("team__team_areas"):
        for served in row.team.team_areas.all():
            found.setdefault(served.area_id, row.user)
    return found


def _signal(number, areas, staff, handlers, norm_days, rng: Random, on: date) -> Signal:
    often = rng.random() < OFTEN
    points = [theme for theme, *_ in words.POINTS]
    theme = rng.choice(points if often else list(words.NOTICED))
    area = areas[0] if often else rng.choice([*areas, None])
    text, summary = rng.choice(words.NOTICED[theme])
    given_on = on - timedelta(days=int(DAYS * rng.random() ** 1.6))
    urgency = rng.choices(list(Urgency), (1, 2, 7))[0]
    days = {Urgency.TODAY: 0, Urgency.SOON: min(7, norm_days)}.get(urgency, norm_days)
    signal = Signal(
        theme=theme,
        area=area,
        urgency=urgency,
        text=text,
        about=rng.choice(words.ABOUT),
        reach="in het wijkcentrum" if rng.random() < 0.5 else "",
        given_by=staff.cast[rng.choice(GIVERS)],
        given_on=given_on,
        due_on=given_on + timedelta(days=days),
        summary=summary,
    )
    handler = handlers.get(area.pk if area else None, staff.cast["dirk"])
    _follow_up(signal, handler, number, rng, on)
    return signal


def _follow_up(signal: Signal, handler: User, number: int, rng: Random, on: date) -> None:
    """Give a signal the state it would have by now; some of a few weeks ago are late."""
    age = (on - signal.given_on).days
    if age < OPEN_DAYS or (age < LATE_DAYS and number % 3 == 0):
        if number % 2:
            signal.state, signal.owner = S.IN_HAND, handler
        return
    signal.owner = handler
    signal.closed_on = min(on, signal.given_on + timedelta(days=rng.randrange(1, 20)))
    signal.state, signal.feedback = S.ANSWERED, rng.choice(words.FEEDBACK)
    if number % 7 == 0:
        signal.state, signal.feedback = S.NO_ACTION, words.NO_ACTION
        signal.reason = "Het gezin wordt al gevolgd."


def _points(area: Area, staff: Staff, on: date) -> None:
    """Put together what came back most in the first neighbourhood; one point has its answer."""
    for number, (theme, title, text, answer) in enumerate(words.POINTS):
        made_on = on - timedelta(days=20 + 25 * number)
        point = PolicyPoint.objects.create(
            title=title,
            text=text,
            made_on=made_on,
            made_by=staff.cast["dirk"],
            answer=answer,
            answered_on=made_on + timedelta(days=15) if answer else None,
            answered_by=staff.cast["joris"] if answer else None,
        )
        rows = Signal.objects.filter(area=area, theme=theme, closed_on__lte=made_on)
        rows = rows.filter(state=S.ANSWERED)
        rows.update(state=S.TO_POLICY, feedback=words.TO_POLICY, point=point)


# -- Meetings --------------------------------------------------------------------------------------
def _meetings(areas, staff: Staff, on: date) -> None:
    """Write a meeting that was held, one of this week, one with nothing on it, and one called off.

    They are of the first neighbourhood; the last is of the next one.
    """
    cast = staff.cast
    held = _meeting(
        areas[0], SignalTheme.CHILDREN, on - timedelta(days=18), cast, MeetingState.HELD
    )
    coming = _meeting(areas[0], SignalTheme.HOUSING, on + timedelta(days=2), cast)
    _meeting(areas[0], SignalTheme.LONELINESS, on + timedelta(days=1), cast)
    off = _meeting(areas[1 % len(areas)], SignalTheme.MONEY, on - timedelta(days=5), cast)
    off.state, off.cancel_reason = MeetingState.CANCELLED, "Niets op de agenda"
    off.save(update_fields=["state", "cancel_reason"])
    cases = _cases_of(cast["amira"], areas[0])
    _held_agenda(held, cases[:2], cast)
    _coming_agenda(coming, cases[-2:], areas[0], cast)


def _meeting(area, theme, day: date, cast, state=MeetingState.PLANNED) -> Meeting:
    meeting = Meeting.objects.create(
        area=area,
        theme=theme,
        series=f"Wijkoverleg {area.name}" if state == MeetingState.HELD else "",
        chair=cast["dirk"],
        on=day,
        starts_at=time(9, 30),
        ends_at=time(11),
        place=f"Wijkcentrum {area.name}",
        state=state,
        planned_by=cast["dirk"],
    )
    meeting.partners.set(Partner.objects.filter(team=None).order_by("pk")[:3])
    Participant.objects.bulk_create(
        Participant(meeting=meeting, user=cast[name]) for name in ("dirk", "amira", "bram")
    )
    return meeting


def _cases_of(worker: User, area: Area) -> list[Case]:
    held = Assignment.objects.open().filter(worker=worker).values("case")
    rows = Case.objects.filter(pk__in=held, closed_on=None, household__area=area)
    return list(rows.filter(household__helped_elsewhere=False).order_by("pk")[:4])


def _held_agenda(meeting: Meeting, cases: list[Case], cast) -> None:
    facts = {"meeting": meeting, "decided_on": meeting.on, "decided_by": cast["dirk"]}
    due_on = meeting.on + timedelta(days=21)
    AgendaItem.objects.create(
        **facts,
        position=1,
        kind=ItemKind.THEME,
        title="Opvang tijdens de taalles",
        note="De school heeft een lokaal vrij op dinsdag. Twee vrijwilligers willen helpen.",
        minutes=25,
        decision="Proef met opvang op dinsdag, tot de krokusvakantie",
        owner=cast["dirk"],
        due_on=due_on,
    )
    for position, case in enumerate(cases, start=2):
        AgendaItem.objects.create(
            **facts,
            position=position,
            kind=ItemKind.CASE,
            case=case,
            why="Geen opvang voor de jongste",
            ground=Ground.CONSENT,
            ground_note="De moeder stemde mondeling in, op het vorige huisbezoek.",
            put_by=cast["amira"],
            note="Het kinderdagverblijf heeft een plaats vanaf volgende maand.",
            minutes=15,
            decision="Samen met het gezin inschrijven in het kinderdagverblijf",
            owner=cast["amira"],
            due_on=due_on,
        )


def _coming_agenda(meeting: Meeting, cases: list[Case], area: Area, cast) -> None:
    AgendaItem.objects.create(
        meeting=meeting, position=1, kind=ItemKind.THEME, title="Controles in de wijk vanaf januari"
    )
    for position, case in enumerate(cases, start=2):
        AgendaItem.objects.create(
            meeting=meeting,
            position=position,
            kind=ItemKind.CASE,
            case=case,
            why="De huur loopt af en er is nog geen andere woning",
            ground=Ground.ANONYMOUS,
            put_by=cast["amira"],
        )
    signal = Signal.objects.filter(area=area, closed_on=None).order_by("due_on", "pk").first()
    if signal:
        AgendaItem.objects.create(
            meeting=meeting, position=9, kind=ItemKind.SIGNAL, signal=signal, put_by=cast["dirk"]
        )
