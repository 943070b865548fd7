from django.db import models


class VisitState(models.TextChoices):
    """Where somebody at the desk is: waiting, called, or gone and how."""

    WAITING = "WAITING", "wacht"
    CALLED = "CALLED", "opgeroepen"
    ANSWERED = "ANSWERED", "geholpen"
    REFERRED = "REFERRED", "doorverwezen"
    CASE = "CASE", "wordt een dossier"
    APPOINTMENT = "APPOINTMENT", "afspraak gemaakt"
    LEFT = "LEFT", "weg zonder hulp"


IN_THE_QUEUE = (VisitState.WAITING, VisitState.CALLED)
OUTCOMES = (
    VisitState.ANSWERED,
    VisitState.REFERRED,
    VisitState.CASE,
    VisitState.APPOINTMENT,
    VisitState.LEFT,
)


class Topic(models.TextChoices):
    """What somebody comes to the desk for."""

    MONEY = "MONEY", "geld en leefloon"
    ENERGY = "ENERGY", "energie en schulden"
    HOUSING = "HOUSING", "wonen"
    PAPERS = "PAPERS", "verblijf en papieren"
    HEALTH = "HEALTH", "gezondheid"
    FAMILY = "FAMILY", "gezin en school"
    WORK = "WORK", "werk en opleiding"
    LETTER = "LETTER", "hulp bij een brief"
    APPOINTMENT = "APPOINTMENT", "komt voor een afspraak"
    OTHER = "OTHER", "iets anders"


class BlockKind(models.TextChoices):
    """What hours are planned for: files undisturbed, or whoever walks in."""

    FILES = "FILES", "dossieruren"
    WALK_IN = "WALK_IN", "inloopuren"


class Weekday(models.IntegerChoices):
    MONDAY = 1, "maandag"
    TUESDAY = 2, "dinsdag"
    WEDNESDAY = 3, "woensdag"
    THURSDAY = 4, "donderdag"
    FRIDAY = 5, "vrijdag"
    SATURDAY = 6, "zaterdag"
    SUNDAY = 7, "zondag"


class MeetingPlace(models.TextChoices):
    CENTRE = "CENTRE", "in het wijkcentrum"
    HOME = "HOME", "huisbezoek"
    PHONE = "PHONE", "telefoon"
    VIDEO = "VIDEO", "videogesprek"


class AppointmentState(models.TextChoices):
    PLANNED = "PLANNED", "gepland"
    HELD = "HELD", "doorgegaan"
    NO_SHOW = "NO_SHOW", "niet komen opdagen"
    CANCELLED = "CANCELLED", "afgezegd"
