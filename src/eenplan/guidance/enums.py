"""The words of plans: by whom a step is, what kind of day it has, which part of life it is in."""

from django.db import models


class StepOwner(models.TextChoices):
    FAMILY = "FAMILY", "gezin"
    DESK = "DESK", "onthaal"
    CASE_MANAGER = "CASE_MANAGER", "maatschappelijk werker"
    PARTNER = "PARTNER", "partner"
    HELPER = "HELPER", "vrijwilliger of helper"


class RuleKind(models.TextChoices):
    """How hard the day of a step is. Only law and safety ask for more than a reason to wait."""

    TARGET = "TARGET", "streefdag"
    NORM = "NORM", "norm van de gemeente"
    LEGAL = "LEGAL", "wettelijke termijn"
    SAFETY = "SAFETY", "veiligheid"


BINDING = (RuleKind.LEGAL, RuleKind.SAFETY)


class LifeDomain(models.TextChoices):
    HOUSING = "HOUSING", "wonen"
    INCOME = "INCOME", "inkomen en administratie"
    WORK = "WORK", "werk en activering"
    LANGUAGE = "LANGUAGE", "taal en opleiding"
    HEALTH = "HEALTH", "gezondheid"
    FAMILY = "FAMILY", "gezin en kinderen"
    NETWORK = "NETWORK", "netwerk en vrije tijd"
    SAFETY = "SAFETY", "veiligheid en recht"


class ForWhom(models.TextChoices):
    """Whether a listed step or goal is there once, or once for each of some of the persons."""

    HOUSEHOLD = "household", "het gezin"
    PERSON = "person", "elke persoon"
    ADULT = "adult", "elke volwassene (18+)"
    CHILD = "child", "elk kind (onder 18)"
    PUPIL = "pupil", "elk kind dat naar school gaat"
    TWELVE = "twelve", "elke persoon vanaf 12 jaar"


class Evidence(models.TextChoices):
    """How well the rule behind a step is founded; only A and B count as verified."""

    A = "A", "A: gelezen in de wet zelf"
    B = "B", "B: gelezen op een officiële pagina"
    C = "C", "C: uit een vakbron"
    D = "D", "D: niet nagekeken"
    OWN = "own", "eigen voorstel, zonder bron"


VERIFIED = (Evidence.A, Evidence.B)


class ListKind(models.TextChoices):
    ROUTE = "ROUTE", "stappen na aankomst"
    GOALS = "GOALS", "doelen met stappen"
