from django.db import models

from eenplan.organisation.enums import PlaceKind, ReceptionForm

__all__ = [
    "Composition",
    "HoldKind",
    "PlaceKind",
    "PlaceSituation",
    "PlaceState",
    "ProviderKind",
    "ReceptionForm",
]


class ProviderKind(models.TextChoices):
    PERSON = "PERSON", "particulier"
    ORGANISATION = "ORGANISATION", "organisatie"
    OWN = "OWN", "eigen bestuur"


class HoldKind(models.TextChoices):
    """What interrupts an offer. Frozen is ours: the stop that also asks for other homes."""

    PAUSED = "PAUSED", "gepauzeerd"
    DORMANT = "DORMANT", "slapend"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    FROZEN = "FROZEN", "stilgelegd"


class Composition(models.TextChoices):
    """Who may share a dwelling with several households."""

    ANYBODY = "ANYBODY", "iedereen"
    WOMEN = "WOMEN", "vrouwen, ook met kinderen"
    FAMILIES = "FAMILIES", "gezinnen"
    MEN = "MEN", "mannen"


class PlaceState(models.TextChoices):
    OFFERED = "OFFERED", "aangeboden"
    NOT_INSPECTED = "NOT_INSPECTED", "nog niet gecontroleerd"
    TO_CLEAN = "TO_CLEAN", "te kuisen"
    TO_REFRESH = "TO_REFRESH", "op te frissen"
    TO_RENOVATE = "TO_RENOVATE", "te renoveren"
    READY = "READY", "klaar"
    CLOSED = "CLOSED", "gesloten"


class PlaceSituation(models.TextChoices):
    """What one wants to know of a place on a day; every place is in exactly one. Never stored."""

    FREE = "vrij", "vrij en klaar"
    TAKEN = "bezet", "bezet"
    NOT_READY = "niet-klaar", "niet klaar"
    FORM_CLOSED = "vorm-gesloten", "opvangvorm of soort gesloten"
    WITHDRAWN = "gesloten", "plaats gesloten"
