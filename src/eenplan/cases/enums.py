from django.db import models

from eenplan.guidance.enums import LifeDomain, RuleKind, StepOwner

__all__ = [
    "ActivationStage",
    "AdviceAnswer",
    "AdviceKind",
    "ContactKind",
    "GoalState",
    "Interpreter",
    "LifeDomain",
    "MoveState",
    "RuleKind",
    "SchoolKind",
    "SchoolState",
    "StepChangeKind",
    "StepKind",
    "StepOwner",
    "WorkItemKind",
]


class StepKind(models.TextChoices):
    ROUTE = "ROUTE", "stap"
    HOME_VISIT = "HOME_VISIT", "huisbezoek"
    PROMISE = "PROMISE", "belofte"
    TASK = "TASK", "afspraak"


class StepChangeKind(models.TextChoices):
    """What happened to a step between planning and finishing it."""

    CHANGED = "CHANGED", "gewijzigd"
    POSTPONED = "POSTPONED", "uitgesteld"
    KEPT = "KEPT", "behouden"
    REFRESHED = "REFRESHED", "bijgewerkt naar de lijst"


class GoalState(models.TextChoices):
    OPEN = "OPEN", "open"
    REACHED = "REACHED", "bereikt"
    DROPPED = "DROPPED", "losgelaten"


class ActivationStage(models.TextChoices):
    """Where an adult stands on the road to work; language coaching may run beside the others."""

    SCREENING = "SCREENING", "screening"
    COACHING = "COACHING", "jobcoaching"
    ARTICLE_60 = "ARTICLE_60", "tewerkstelling artikel 60"
    WORKPLACE = "WORKPLACE", "werkplek"
    WORKING = "WORKING", "aan het werk"
    PAUSED = "PAUSED", "voorlopig niet"
    LANGUAGE = "LANGUAGE", "taalcoaching"


class SchoolState(models.TextChoices):
    LOOKING = "LOOKING", "zoekt een school"
    ENROLLED = "ENROLLED", "ingeschreven"
    ATTENDS = "ATTENDS", "gaat naar school"


class SchoolKind(models.TextChoices):
    REGULAR = "REGULAR", "gewoon onderwijs"
    OKAN = "OKAN", "onthaalonderwijs (OKAN)"
    SPECIAL = "SPECIAL", "buitengewoon onderwijs"


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
    """What sort of thing waits: news for whoever follows the case, a case to give out, something
    for who gives out cases, whoever follows this one, or what ended because the case closed.
    """

    NEWS = "NEWS", "bericht"
    UNASSIGNED = "UNASSIGNED", "toe te wijzen"
    COORDINATION = "COORDINATION", "voor de coördinator"
    SECOND_LOOK = "SECOND_LOOK", "tweede blik"
    CLOSING = "CLOSING", "door het sluiten"


class MoveState(models.TextChoices):
    """What became of a case that was proposed to change hands."""

    PROPOSED = "PROPOSED", "voorgesteld"
    ACCEPTED = "ACCEPTED", "aanvaard"
    SKIPPED = "SKIPPED", "overgeslagen"


class AdviceKind(models.TextChoices):
    GROW = "GROW", "uitbreiden"
    KEEP = "KEEP", "houden zoals het is"
    SHRINK = "SHRINK", "inkrimpen"


class AdviceAnswer(models.TextChoices):
    ACCEPTED = "ACCEPTED", "aanvaard"
    REJECTED = "REJECTED", "niet gevolgd"


class ClosingReason(models.TextChoices):
    GOALS = "GOALS", "het gezin kan verder zonder ons"
    MOVED = "MOVED", "verhuisd naar een andere gemeente"
    RETURNED = "RETURNED", "terug naar het land van herkomst"
    OWN_WISH = "OWN_WISH", "het gezin wil geen hulp meer"
    NO_CONTACT = "NO_CONTACT", "geen contact meer mogelijk"
    DECEASED = "DECEASED", "overleden"
    MISTAKE = "MISTAKE", "bij vergissing geopend"


class HandoverState(models.TextChoices):
    PROPOSED = "PROPOSED", "wacht op antwoord"
    ACCEPTED = "ACCEPTED", "aanvaard"
    REFUSED = "REFUSED", "niet aanvaard"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    LAPSED = "LAPSED", "vervallen"


class LineState(models.TextChoices):
    """How far one case of a handover of many is."""

    WAITING = "WAITING", "te doen"
    DONE = "DONE", "gedaan"
    SKIPPED = "SKIPPED", "overgeslagen"
