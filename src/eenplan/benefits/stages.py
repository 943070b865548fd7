"""The stages of an application and the steps of its way, in the order a file goes through them."""

from django.db import models


class Stage(models.TextChoices):
    """How far an application is. Never stored: it follows from the rows (selectors/stages.py)."""

    RECEIVED = "RECEIVED", "ingeschreven"
    COMPETENT = "COMPETENT", "bevoegd, nog geen onderzoek"
    INVESTIGATING = "INVESTIGATING", "in onderzoek"
    REPORTED = "REPORTED", "onderzoek ondertekend"
    PROPOSING = "PROPOSING", "voorstel in opmaak"
    AT_HEAD = "AT_HEAD", "bij het hoofd"
    BACK = "BACK", "terug van het hoofd"
    AGREED = "AGREED", "klaar voor het comité"
    ON_AGENDA = "ON_AGENDA", "op de agenda"
    REJECTED = "REJECTED", "verworpen door het comité"
    DECIDED = "DECIDED", "beslist, nog niet ter kennis gebracht"
    NOTIFIED = "NOTIFIED", "ter kennis gebracht"
    PAID = "PAID", "betaald"
    TO_FORWARD = "TO_FORWARD", "door te zenden"
    FORWARDED = "FORWARDED", "doorgezonden"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"


# Nothing more is decided on these: the term to decide is over.
SETTLED = (Stage.DECIDED, Stage.NOTIFIED, Stage.PAID, Stage.FORWARDED, Stage.WITHDRAWN)
OPEN = tuple(stage for stage in Stage if stage not in SETTLED)

COLOURS = {
    **dict.fromkeys(Stage, "info"),
    Stage.RECEIVED: "warn",
    Stage.BACK: "warn",
    Stage.REJECTED: "warn",
    Stage.TO_FORWARD: "late",
    Stage.DECIDED: "warn",
    Stage.NOTIFIED: "good",
    Stage.PAID: "good",
    Stage.FORWARDED: "plain",
    Stage.WITHDRAWN: "plain",
}


#: What is to do now, in the words of who follows the household.
TO_DO = {
    Stage.RECEIVED: "nakijken of ons OCMW bevoegd is",
    Stage.COMPETENT: "het sociaal onderzoek beginnen",
    Stage.INVESTIGATING: "het onderzoek afwerken en ondertekenen",
    Stage.REPORTED: "een beslissing voorstellen",
    Stage.PROPOSING: "het voorstel voorleggen aan het hoofd",
    Stage.AT_HEAD: "wachten op het hoofd",
    Stage.BACK: "het voorstel aanpassen",
    Stage.AGREED: "wachten op een zitting van het comité",
    Stage.ON_AGENDA: "wachten op de zitting van het comité",
    Stage.REJECTED: "opnieuw een beslissing voorstellen",
    Stage.DECIDED: "de beslissing ter kennis brengen",
    Stage.TO_FORWARD: "doorzenden en de aanvrager verwittigen",
}


class Way(models.TextChoices):
    """A step of the way of a file, as the page of an application shows it."""

    REGISTER = "REGISTER", "Inschrijving"
    RECEIPT = "RECEIPT", "Ontvangstbewijs"
    COMPETENCE = "COMPETENCE", "Bevoegdheid"
    INQUIRY = "INQUIRY", "Sociaal onderzoek"
    CALCULATION = "CALCULATION", "Berekening"
    PROPOSAL = "PROPOSAL", "Voorstel"
    HEAD = "HEAD", "Akkoord van het hoofd"
    COMMITTEE = "COMMITTEE", "Comité"
    DECISION = "DECISION", "Beslissing"
    LETTER = "LETTER", "Brief"
    NOTIFICATION = "NOTIFICATION", "Kennisgeving"
    GRANT = "GRANT", "Toekenning"
    PAYMENT = "PAYMENT", "Eerste betaling"
    CLAIM = "CLAIM", "Terugvraag aan de Staat"


class TermKind(models.TextChoices):
    """A legal term an application runs through."""

    REGISTER = "REGISTER", "Inschrijven"
    RECEIPT = "RECEIPT", "Ontvangstbewijs geven"
    TRANSFER = "TRANSFER", "Doorzenden en verwittigen"
    DECISION = "DECISION", "Beslissen"
    NOTIFICATION = "NOTIFICATION", "Ter kennis brengen"
    FIRST_PAYMENT = "FIRST_PAYMENT", "Eerste betaling"
    GPMI = "GPMI", "GPMI sluiten"
