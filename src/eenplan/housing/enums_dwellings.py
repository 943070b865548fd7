"""The words of dwellings: what an inspection says, what works and contracts are about."""

from django.db import models


class Answer(models.TextChoices):
    """What was seen. Unknown stays unknown: it is never read as yes."""

    YES = "YES", "ja"
    NO = "NO", "nee"
    UNKNOWN = "UNKNOWN", "weet niet"
    NOT_APPLICABLE = "NA", "niet van toepassing"


class Category(models.TextChoices):
    """How bad a defect is, as the technical report has it."""

    MINOR = "I", "klein"
    SERIOUS = "II", "ernstig"
    DANGER = "III", "gevaar"


class InspectionKind(models.TextChoices):
    """Seen by us with the checklist, or taken over from somebody else."""

    VISIT = "VISIT", "eigen controle"
    TAKEN_OVER = "TAKEN_OVER", "overgenomen"


class Verdict(models.TextChoices):
    APPROVED = "APPROVED", "goedgekeurd"
    AFTER_WORKS = "AFTER_WORKS", "goedgekeurd na werken"
    REFUSED = "REFUSED", "geweigerd"


class WorkKind(models.TextChoices):
    CLEAN = "CLEAN", "kuisen"
    REFRESH = "REFRESH", "opfrissen"
    RENOVATE = "RENOVATE", "renoveren"


class WorkBy(models.TextChoices):
    OWN_CREW = "OWN_CREW", "eigen ploeg"
    CONTRACTOR = "CONTRACTOR", "aannemer"
    PROVIDER = "PROVIDER", "aanbieder"


class CostKind(models.TextChoices):
    RENT = "RENT", "huur"
    DEPOSIT = "DEPOSIT", "waarborg"
    WORKS = "WORKS", "werken"
    OTHER = "OTHER", "andere kosten"
