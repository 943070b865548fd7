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
