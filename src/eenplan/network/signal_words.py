"""The colour of each state of signals and meetings; the word itself always stands beside it."""

from eenplan.network.meeting_kinds import MeetingState
from eenplan.network.signal_kinds import SignalState, Urgency

COLOURS = {
    SignalState.NEW: "warn",
    SignalState.IN_HAND: "info",
    SignalState.ANSWERED: "good",
    SignalState.TO_POLICY: "plain",
    SignalState.NO_ACTION: "quiet",
    Urgency.TODAY: "late",
    Urgency.SOON: "warn",
    MeetingState.PLANNED: "info",
    MeetingState.HELD: "good",
    MeetingState.CANCELLED: "quiet",
}
