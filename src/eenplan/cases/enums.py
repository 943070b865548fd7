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
    NOTE = "NOTE", "notitie, geen contact"  # nobody was spoken to: a quiet household stays quiet


class Interpreter(models.TextChoices):
    """Who put the words of one into the language of the other."""

    NONE = "NONE", "niemand: geen tolk nodig"
    FAMILY = "FAMILY", "een familielid"
    VOLUNTEER = "VOLUNTEER", "een vrijwilliger"
    PROFESSIONAL = "PROFESSIONAL", "een professionele tolk"
    COLLEAGUE = "COLLEAGUE", "een collega"


class WorkItemKind(models.TextChoices):
    """What sort of thing waits: news for whoever follows the case, or a case to give out."""

    NEWS = "NEWS", "bericht"
    UNASSIGNED = "UNASSIGNED", "toe te wijzen"
