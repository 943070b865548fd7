"""The words of what follows on a stay: visits, reports, ends and other homes."""

from django.db import models


class FollowUpKind(models.TextChoices):
    """Which visit of the rhythm. The host is visited too: nobody keeps a house for strangers up."""

    FIRST = "FIRST", "eerste bezoek"
    SECOND = "SECOND", "bezoek na vier weken"
    MONTHLY = "MONTHLY", "maandelijks bezoek"
    HOST = "HOST", "gesprek met de gastheer of gastvrouw"
    EXTRA = "EXTRA", "extra bezoek"


class GuestInterpreter(models.TextChoices):
    """Who may put the words of a guest into Dutch on a visit about how things go."""

    PHONE = "PHONE", "tolk per telefoon of video"
    INDEPENDENT = "INDEPENDENT", "onafhankelijke tolk ter plaatse"
    WORKER = "WORKER", "ik of een collega spreekt de taal"
    NOT_NEEDED = "NOT_NEEDED", "niet nodig: het gezin sprak zelf de genoteerde taal met mij"


class WrongInterpreter(models.TextChoices):
    """Who never interprets there: the answer would not be free. On the form, never stored."""

    HOST = "HOST", "de gastheer of gastvrouw"
    LANDLORD = "LANDLORD", "de eigenaar of huisbaas"
    EMPLOYER = "EMPLOYER", "de werkgever"
    FAMILY = "FAMILY", "een familielid of een kind"


class YesNo(models.TextChoices):
    UNKNOWN = "", "niet gevraagd of niet duidelijk"
    YES = "YES", "ja"
    NO = "NO", "nee"


class IncidentKind(models.TextChoices):
    INCIDENT = "INCIDENT", "incident"
    GUEST = "GUEST", "klacht van een gast"
    HOST = "HOST", "klacht van de gastheer of eigenaar"
    WORRY = "WORRY", "zorg van een medewerker of buur"


class IncidentSubject(models.TextChoices):
    VIOLENCE = "VIOLENCE", "geweld of dreiging"
    SEXUAL = "SEXUAL", "seksueel grensoverschrijdend gedrag"
    EXPLOITATION = "EXPLOITATION", "werk of gunsten in ruil voor het verblijf"
    DOCUMENTS = "DOCUMENTS", "papieren of telefoon afgenomen"
    MONEY = "MONEY", "geld gevraagd dat niet is afgesproken"
    PRIVACY = "PRIVACY", "geen eigen kamer of slot, geen privacy"
    DWELLING = "DWELLING", "de woning is niet in orde"
    CONFLICT = "CONFLICT", "conflict of huisregels"
    NEIGHBOURS = "NEIGHBOURS", "buren"
    OTHER = "OTHER", "iets anders"


class Seriousness(models.TextChoices):
    LOW = "LOW", "niet dringend"
    SERIOUS = "SERIOUS", "ernstig"
    ACUTE = "ACUTE", "nu gevaar"


class EndKind(models.TextChoices):
    """Why a stay ended. `BREAKDOWNS` are those nobody wanted."""

    AGREED = "AGREED", "zoals afgesproken"
    OWN_CHOICE = "OWN_CHOICE", "het gezin koos zelf iets anders"
    MOVED_BY_US = "MOVED_BY_US", "verhuisd naar een andere plaats van ons"
    CONFLICT = "CONFLICT", "het liep mis tussen gast en gastheer of medebewoners"
    HOST_STOPPED = "HOST_STOPPED", "de gastheer of eigenaar stopte vroeger"
    UNSAFE = "UNSAFE", "onveilig: stop"
    DWELLING = "DWELLING", "de woning kon niet meer gebruikt worden"
    LEFT_UNKNOWN = "LEFT_UNKNOWN", "vertrokken zonder bericht"
    CORRECTION = "CORRECTION", "verkeerd genoteerd"


BREAKDOWNS = (
    EndKind.CONFLICT,
    EndKind.HOST_STOPPED,
    EndKind.UNSAFE,
    EndKind.DWELLING,
    EndKind.LEFT_UNKNOWN,
)


class ExitTo(models.TextChoices):
    """Where a household went to live."""

    PRIVATE_RENT = "PRIVATE_RENT", "huurt op de private markt"
    SOCIAL_RENT = "SOCIAL_RENT", "sociale woning"
    OUR_PLACE = "OUR_PLACE", "andere plaats van ons"
    HOST = "HOST", "gastgezin, zelf gevonden"
    FAMILY = "FAMILY", "bij familie of vrienden"
    EMERGENCY = "EMERGENCY", "noodopvang of hotel"
    STREET = "STREET", "geen dak"
    OTHER_TOWN = "OTHER_TOWN", "andere gemeente"
    ABROAD = "ABROAD", "ander land"
    RETURNED = "RETURNED", "terug naar het land van herkomst"
    CARE = "CARE", "ziekenhuis, zorg of instelling"
    UNKNOWN = "UNKNOWN", "niet gekend"


class RehousingReason(models.TextChoices):
    """Why a household needs another home."""

    STOPPED = "STOPPED", "de opvang is stilgelegd"
    LOST = "LOST", "verliet de opvang zonder eigen woning"
    RAN_OUT = "RAN_OUT", "het verblijf liep af"
    ENDS_SOON = "ENDS_SOON", "het verblijf loopt binnenkort af"
    UNSUITED = "UNSUITED", "de plaats past niet (meer)"
    PLACE_GOES = "PLACE_GOES", "de plaats valt weg"


class RehousingOutcome(models.TextChoices):
    PLACED = "PLACED", "kreeg een andere plaats van ons"
    OWN_HOME = "OWN_HOME", "vond zelf een woning"
    STAYS = "STAYS", "kan blijven waar het is"
    GONE = "GONE", "vertrok"


class Tried(models.TextChoices):
    """What was tried for a household that needs another home."""

    OWN_PLACES = "OWN_PLACES", "eigen plaatsen bekeken"
    EMERGENCY = "EMERGENCY", "noodopvang of hotel gevraagd"
    PARTNER = "PARTNER", "partner gevraagd"
    REGION = "REGION", "buurgemeente of Fedasil gevraagd"
    FAMILY = "FAMILY", "netwerk van het gezin gevraagd"
    OTHER = "OTHER", "iets anders"


class AbsenceReason(models.TextChoices):
    UNKNOWN = "UNKNOWN", "niet gekend: niet gezien"
    FAMILY = "FAMILY", "op bezoek bij familie of vrienden"
    WORK = "WORK", "werk of nachtdienst"
    HOSPITAL = "HOSPITAL", "ziekenhuis"
    ABROAD = "ABROAD", "in het buitenland"
    OTHER = "OTHER", "andere reden"
