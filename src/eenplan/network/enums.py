from django.db import models


class ReferralState(models.TextChoices):
    SENT = "SENT", "verstuurd"
    ACCEPTED = "ACCEPTED", "aanvaard"
    REFUSED = "REFUSED", "geweigerd"
    DONE = "DONE", "afgerond"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"


class QuestionState(models.TextChoices):
    OPEN = "OPEN", "wacht op antwoord"
    ANSWERED = "ANSWERED", "beantwoord"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"


class DataBlock(models.TextChoices):
    """What of a household may be shown to who is asked to help; each is chosen by itself."""

    NAMES = "NAMES", "Namen"
    BIRTH_DATES = "BIRTH_DATES", "Geboortedata"
    LANGUAGES = "LANGUAGES", "Talen"
    PHONE = "PHONE", "Telefoon"
    NEEDS = "NEEDS", "Specifieke noden"


class Fact(models.TextChoices):
    """What an expert may be told of a household: nothing by which it can be recognised."""

    COMPOSITION = "COMPOSITION", "Hoeveel volwassenen en kinderen"
    AGES = "AGES", "Leeftijden"
    NATIONALITIES = "NATIONALITIES", "Nationaliteiten"
    LANGUAGES = "LANGUAGES", "Talen"
    TARGET_GROUP = "TARGET_GROUP", "Doelgroep"
    SLEEPS = "SLEEPS", "Waar het gezin slaapt"
    ARRIVED = "ARRIVED", "Maand van aankomst"
    DOCUMENTS = "DOCUMENTS", "Soorten identiteitsdocumenten"


class ConsentHow(models.TextChoices):
    SPOKEN = "SPOKEN", "mondeling"
    SIGNED = "SIGNED", "ondertekend"
