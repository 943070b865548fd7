"""What a signal can be about, how urgent it is, and which state may follow which."""

from django.db import models


class SignalTheme(models.TextChoices):
    """What was noticed in the neighbourhood, and what a consultation there is about."""

    HOUSING = "HOUSING", "wonen"
    CHILDREN = "CHILDREN", "kinderen en opvang"
    SCHOOL = "SCHOOL", "school en jongeren"
    HEALTH = "HEALTH", "gezondheid"
    LONELINESS = "LONELINESS", "eenzaamheid"
    MONEY = "MONEY", "geld en schulden"
    LANGUAGE = "LANGUAGE", "taal"
    WORK = "WORK", "werk"
    SAFETY = "SAFETY", "veiligheid en overlast"
    ACCESS = "ACCESS", "toegang tot hulp"
    OTHER = "OTHER", "iets anders"


class Urgency(models.TextChoices):
    TODAY = "TODAY", "vandaag nog"
    SOON = "SOON", "deze week"
    NORMAL = "NORMAL", "kan even wachten"


class SignalState(models.TextChoices):
    NEW = "NEW", "nieuw"
    IN_HAND = "IN_HAND", "in behandeling"
    ANSWERED = "ANSWERED", "beantwoord"
    TO_POLICY = "TO_POLICY", "naar beleid"
    NO_ACTION = "NO_ACTION", "geen gevolg"


NEXT: dict[SignalState, set[SignalState]] = {
    SignalState.NEW: {
        SignalState.IN_HAND,
        SignalState.ANSWERED,
        SignalState.TO_POLICY,
        SignalState.NO_ACTION,
    },
    SignalState.IN_HAND: {
        SignalState.ANSWERED,
        SignalState.TO_POLICY,
        SignalState.NO_ACTION,
    },
    SignalState.ANSWERED: set(),
    SignalState.TO_POLICY: set(),
    SignalState.NO_ACTION: set(),
}
OPEN = (SignalState.NEW, SignalState.IN_HAND)
CLOSED = (SignalState.ANSWERED, SignalState.TO_POLICY, SignalState.NO_ACTION)
CLOSED_BY_HAND = (SignalState.ANSWERED, SignalState.NO_ACTION)  # the other comes with its point
SMALLEST_CELL = 5  # below this a count could point at somebody
