"""Which state of a referral may follow which. docs/reference/lifecycles.md is drawn from it."""

from eenplan.network.enums import ReferralState as S

NEXT: dict[S, set[S]] = {
    S.SENT: {S.ACCEPTED, S.REFUSED, S.DONE, S.WITHDRAWN},
    S.ACCEPTED: {S.DONE, S.REFUSED, S.WITHDRAWN},
    S.REFUSED: set(),
    S.DONE: set(),
    S.WITHDRAWN: set(),
}
PENDING = (S.SENT, S.ACCEPTED)  # somebody outside still has it
ANSWERS = (S.ACCEPTED, S.REFUSED, S.DONE)  # what the receiver may say
SAYS_WHY = (S.REFUSED, S.WITHDRAWN)
