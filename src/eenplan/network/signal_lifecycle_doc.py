"""The lifecycles of signals and meetings for docs/reference/lifecycles.md."""

from eenplan.core.lifecycle_doc import lifecycle
from eenplan.network.meeting_kinds import MEETING_NEXT, MeetingState
from eenplan.network.signal_kinds import NEXT, SignalState


def signal_lifecycle() -> str:
    """Return which state of a signal may follow which."""
    about = (
        "Whoever closes a signal writes what is told to who gave it; without any action also why."
        " It goes to the policy makers only as part of a point."
    )
    return lifecycle("A signal", about, SignalState, NEXT)


def meeting_lifecycle() -> str:
    """Return which state of a neighbourhood meeting may follow which."""
    about = "A cancelled meeting says why. Held it is from its day on, with who was there."
    return lifecycle("A neighbourhood meeting", about, MeetingState, MEETING_NEXT)
