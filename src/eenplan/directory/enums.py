from django.db import models


class Theme(models.TextChoices):
    """What a service, a question or a referral is about."""

    HOUSING = "HOUSING", "wonen"
    FOREIGNERS_LAW = "FOREIGNERS_LAW", "vreemdelingenrecht"
    HEALTH = "HEALTH", "gezondheid"
    LEGAL = "LEGAL", "juridisch"
    PSYCHOLOGICAL = "PSYCHOLOGICAL", "psychologisch"
    WORK = "WORK", "werk"
    LANGUAGE = "LANGUAGE", "taal"
    CHILDREN = "CHILDREN", "kinderen en school"
    INCOME = "INCOME", "inkomen"
    ENERGY_DEBTS = "ENERGY_DEBTS", "energie en schulden"
    MEETING_PLACE = "MEETING_PLACE", "ontmoeting"
    OTHER = "OTHER", "andere"


class PartnerKind(models.TextChoices):
    CENTRAL_SERVICE = "CENTRAL_SERVICE", "eigen centrale dienst"
    PUBLIC = "PUBLIC", "overheid"
    WELFARE = "WELFARE", "welzijnsorganisatie"
    HEALTH_CARE = "HEALTH_CARE", "zorgverlener"
    HEALTH_FUND = "HEALTH_FUND", "ziekenfonds"
    SCHOOL = "SCHOOL", "school"
    LANGUAGE_SCHOOL = "LANGUAGE_SCHOOL", "taalschool"
    WORK = "WORK", "werk en opleiding"
    HOUSING = "HOUSING", "woonorganisatie"
    NEIGHBOURHOOD = "NEIGHBOURHOOD", "buurtwerk of vereniging"
    OTHER = "OTHER", "andere"


class Weekday(models.IntegerChoices):
    """Days of the week as `date.isoweekday()` numbers them."""

    MONDAY = 1, "maandag"
    TUESDAY = 2, "dinsdag"
    WEDNESDAY = 3, "woensdag"
    THURSDAY = 4, "donderdag"
    FRIDAY = 5, "vrijdag"
    SATURDAY = 6, "zaterdag"
    SUNDAY = 7, "zondag"
