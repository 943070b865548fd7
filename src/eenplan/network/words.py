"""The colour of each state on the screen; the word itself always stands beside it."""

from eenplan.network.enums import QuestionState, ReferralState

COLOURS = {
    ReferralState.SENT: "info",
    ReferralState.ACCEPTED: "good",
    ReferralState.REFUSED: "late",
    ReferralState.DONE: "plain",
    ReferralState.WITHDRAWN: "quiet",
    QuestionState.OPEN: "info",
    QuestionState.ANSWERED: "good",
}
