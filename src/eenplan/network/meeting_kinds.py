"""The states of a neighbourhood meeting, what stands on its agenda, and why a case may."""

from django.db import models


class MeetingState(models.TextChoices):
    PLANNED = "PLANNED", "gepland"
    HELD = "HELD", "gehouden"
    CANCELLED = "CANCELLED", "geschrapt"


MEETING_NEXT: dict[MeetingState, set[MeetingState]] = {
    MeetingState.PLANNED: {MeetingState.HELD, MeetingState.CANCELLED},
    MeetingState.HELD: set(),
    MeetingState.CANCELLED: set(),
}


class ItemKind(models.TextChoices):
    CASE = "CASE", "dossier"
    THEME = "THEME", "thema"
    SIGNAL = "SIGNAL", "signaal"


class Ground(models.TextChoices):
    """Why a household may be talked about in this company. No lawyer has checked these yet."""

    CONSENT = "CONSENT", "het gezin stemt in dat wij dit met deze partners bespreken"
    COLLEAGUES = "COLLEAGUES", "alleen met collega's: partners zijn er op dat moment niet bij"
    ANONYMOUS = "ANONYMOUS", "zonder naam of herkenbare gegevens"
    SHARED_SECRECY = "SHARED_SECRECY", "gedeeld beroepsgeheim met wie hetzelfde gezin helpt"
    DANGER = "DANGER", "ernstig gevaar"


NEEDS_WORDS = {Ground.CONSENT, Ground.SHARED_SECRECY, Ground.DANGER}  # by whom, since when, why
