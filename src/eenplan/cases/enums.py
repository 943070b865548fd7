from django.db import models


class StepOwner(models.TextChoices):
    FAMILY = "FAMILY", "gezin"
    DESK = "DESK", "onthaal"
    CASE_MANAGER = "CASE_MANAGER", "maatschappelijk werker"
    PARTNER = "PARTNER", "partner"


class StepKind(models.TextChoices):
    ROUTE = "ROUTE", "stap"
    HOME_VISIT = "HOME_VISIT", "huisbezoek"
    PROMISE = "PROMISE", "belofte"


class ContactKind(models.TextChoices):
    DESK = "DESK", "aan het loket"
    PHONE = "PHONE", "telefoon"
    HOME_VISIT = "HOME_VISIT", "huisbezoek"
    VIDEO = "VIDEO", "videogesprek"
    OUTREACH = "OUTREACH", "op straat of in de wijk"
    LETTER = "LETTER", "brief of bericht"


class WorkItemKind(models.TextChoices):
    """What sort of thing waits: news for whoever follows the case, or a case to give out."""

    NEWS = "NEWS", "bericht"
    UNASSIGNED = "UNASSIGNED", "toe te wijzen"
