"""The words the rights use: what is asked, what is found, what is decided."""

from django.db import models


class AskedRight(models.TextChoices):
    """What an application asks for."""

    LIVING_WAGE = "LIVING_WAGE", "leefloon"
    EQUIVALENT = "EQUIVALENT", "equivalent leefloon"
    INSTALLATION_PREMIUM = "INSTALLATION_PREMIUM", "installatiepremie"
    OTHER_AID = "OTHER_AID", "andere financiële steun"


class Channel(models.TextChoices):
    """How an application came in."""

    DESK = "DESK", "aan de balie"
    HOME_VISIT = "HOME_VISIT", "bij een huisbezoek"
    PHONE = "PHONE", "telefoon"
    LETTER = "LETTER", "brief"
    ELECTRONIC = "ELECTRONIC", "elektronisch"
    OTHER_CENTRE = "OTHER_CENTRE", "doorgezonden door een ander OCMW"


class Section(models.TextChoices):
    """A part of the social report, in the order it is read."""

    IDENTITY = "IDENTITY", "Wie vraagt hulp"
    HOUSEHOLD = "HOUSEHOLD", "Gezin en wie er woont"
    STAY = "STAY", "Verblijf en bevoegdheid"
    REQUEST = "REQUEST", "De vraag"
    HOME = "HOME", "Wonen en huisbezoek"
    WORK = "WORK", "Werk, opleiding en bereidheid"
    MEANS = "MEANS", "Bestaansmiddelen"
    OTHER_RIGHTS = "OTHER_RIGHTS", "Andere rechten"
    CONCLUSION = "CONCLUSION", "Besluit van het onderzoek"


class FindingSource(models.TextChoices):
    """Where a finding comes from."""

    FILE = "FILE", "het dossier"
    CLIENT = "CLIENT", "verklaring van de cliënt"
    DOCUMENT = "DOCUMENT", "document"
    REGISTER = "REGISTER", "register of kruispuntbank"
    HOME_VISIT = "HOME_VISIT", "huisbezoek"
    OTHER = "OTHER", "andere bron"


class EvidenceState(models.TextChoices):
    """What became of a proof that was asked for."""

    ASKED = "ASKED", "gevraagd"
    SEEN = "SEEN", "gezien"
    NOT_NEEDED = "NOT_NEEDED", "niet nodig"
    NOT_TO_BE_HAD = "NOT_TO_BE_HAD", "niet te krijgen"


class ProposalKind(models.TextChoices):
    """What the committee is asked to decide."""

    GRANT = "GRANT", "toekennen"
    REFUSE = "REFUSE", "weigeren"
    REVISE = "REVISE", "herzien"
    STOP = "STOP", "stopzetten"
    RECOVER = "RECOVER", "terugvorderen"
    WAIVE = "WAIVE", "afzien van terugvordering"
    SANCTION = "SANCTION", "schorsen als sanctie"
    ABROAD = "ABROAD", "blijven betalen in het buitenland"
    INCOMPETENT = "INCOMPETENT", "onbevoegd verklaren"


class Rhythm(models.TextChoices):
    """How often is paid, as fixed in the decision (RMI art. 23 §1)."""

    WEEKLY = "WEEKLY", "wekelijks"
    FORTNIGHTLY = "FORTNIGHTLY", "om de twee weken"
    MONTHLY = "MONTHLY", "maandelijks"
    ONCE = "ONCE", "eenmalig"


class HeadAnswer(models.TextChoices):
    """What the head of the team says to a proposal."""

    AGREED = "AGREED", "akkoord"
    BACK = "BACK", "terug naar de maatschappelijk werker"


class Outcome(models.TextChoices):
    """What a session made of an item."""

    ACCEPTED = "ACCEPTED", "goedgekeurd"
    REJECTED = "REJECTED", "verworpen"
    POSTPONED = "POSTPONED", "uitgesteld"


class ReviewReason(models.TextChoices):
    """Why a decision must be looked at again."""

    HOUSEHOLD_CHANGED = "HOUSEHOLD_CHANGED", "het gezin is veranderd"
    RATE_CHANGED = "RATE_CHANGED", "de bedragen zijn veranderd"
    YEARLY = "YEARLY", "jaarlijks onderzoek"
    GUIDELINE_CHANGED = "GUIDELINE_CHANGED", "de richtlijn is veranderd"
    NEW_FACTS = "NEW_FACTS", "nieuwe feiten"
    NOT_RATIFIED = "NOT_RATIFIED", "het comité bekrachtigde niet"
    PAID_OTHERWISE = "PAID_OTHERWISE", "er is al iets anders betaald"


class AppealOutcome(models.TextChoices):
    """What the labour court, or the client, made of an appeal."""

    UPHELD = "UPHELD", "de beslissing blijft"
    CHANGED = "CHANGED", "de rechtbank wijzigt de beslissing"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"


class LetterKind(models.TextChoices):
    """What a letter is for."""

    RECEIPT = "RECEIPT", "ontvangstbewijs"
    FORWARDED = "FORWARDED", "doorzending aan een ander OCMW"
    FORWARDED_TOLD = "FORWARDED_TOLD", "bericht van doorzending"
    DECISION = "DECISION", "beslissing"
    STATEMENT = "STATEMENT", "overzicht van betalingen"


class Delivery(models.TextChoices):
    """How a letter reached somebody (RMI art. 21 §4)."""

    REGISTERED = "REGISTERED", "aangetekende brief"
    EBOX = "EBOX", "aangetekende eBox"
    HANDED = "HANDED", "tegen ontvangstbewijs"
    POST = "POST", "gewone brief"


class ReadingVerdict(models.TextChoices):
    """What a second reader finds of a decision."""

    IN_LINE = "IN_LINE", "volgens de richtlijn"
    REASONED = "REASONED", "afwijking, goed gemotiveerd"
    NOT_REASONED = "NOT_REASONED", "afwijking zonder goede reden"
    ERROR = "ERROR", "fout"


class ProjectKind(models.TextChoices):
    """The kind of individualised project (GPMI), as the State tells them apart (RMI art. 43/2)."""

    ONCE = "ONCE", "eerste GPMI"
    STUDENT = "STUDENT", "GPMI studies"
    FAR = "FAR", "tweede jaar, ver van integratie"
    VULNERABLE = "VULNERABLE", "tweede GPMI, kwetsbaar"
    YOUNG = "YOUNG", "jonger dan 25 of student (2021)"
