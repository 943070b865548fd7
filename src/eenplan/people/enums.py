from django.db import models


class Sex(models.TextChoices):
    FEMALE = "F", "vrouw"
    MALE = "M", "man"
    OTHER = "X", "anders of onbekend"


class Relation(models.TextChoices):
    """To the reference person of the household."""

    REFERENCE = "REFERENCE", "referentiepersoon"
    PARTNER = "PARTNER", "partner"
    CHILD = "CHILD", "kind"
    PARENT = "PARENT", "ouder of schoonouder"
    OTHER_RELATIVE = "OTHER_RELATIVE", "ander familielid"
    NO_RELATIVE = "NO_RELATIVE", "geen familie"


class BirthDatePrecision(models.TextChoices):
    KNOWN = "KNOWN", "zeker"
    APPROXIMATE = "APPROXIMATE", "ongeveer"


class DocumentKind(models.TextChoices):
    PASSPORT = "PASSPORT", "internationaal paspoort"
    ID_CARD = "ID_CARD", "identiteitskaart"
    BIRTH_CERTIFICATE = "BIRTH_CERTIFICATE", "geboorteakte"
    RESIDENCE_PERMIT = "RESIDENCE_PERMIT", "verblijfskaart"
    NONE = "NONE", "geen document bij zich"


class NeedCode(models.TextChoices):
    MEDICAL = "MEDICAL", "medisch"
    MOBILITY = "MOBILITY", "mobiliteit"
    TRAUMA = "TRAUMA", "trauma"


class ContactChannel(models.TextChoices):
    PHONE = "PHONE", "telefoon"
    SMS = "SMS", "sms"
    WHATSAPP = "WHATSAPP", "WhatsApp, Viber of Telegram"
    EMAIL = "EMAIL", "e-mail"
    LETTER = "LETTER", "brief"
    VISIT = "VISIT", "aan huis"


class NightShelter(models.TextChoices):
    """Where the household sleeps tonight."""

    NONE = "NONE", "nergens: geen dak vannacht"
    HOTEL = "HOTEL", "hotel (tijdelijk)"
    FRIENDS = "FRIENDS", "bij vrienden of familie (tijdelijk)"
    OWN_HOME = "OWN_HOME", "eigen woning"
    HOST = "HOST", "bij een gastgezin"
    RECEPTION = "RECEPTION", "in onze opvang"


SEEKS_A_PLACE = (NightShelter.NONE, NightShelter.HOTEL, NightShelter.FRIENDS)


class Language(models.TextChoices):
    """BCP 47 codes of the languages offered on forms."""

    UKRAINIAN = "uk", "Oekraïens"
    RUSSIAN = "ru", "Russisch"
    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "Engels"
    FRENCH = "fr", "Frans"
    GERMAN = "de", "Duits"
    POLISH = "pl", "Pools"
    ROMANIAN = "ro", "Roemeens"
    TURKISH = "tr", "Turks"
    ARABIC = "ar", "Arabisch"
    FARSI = "fa", "Farsi"
    DARI = "prs", "Dari"
    PASHTO = "ps", "Pasjtoe"
    TIGRINYA = "ti", "Tigrinya"
    SPANISH = "es", "Spaans"
    ROMANI = "rom", "Romani"
    KURDISH = "ku", "Koerdisch"
    SOMALI = "so", "Somalisch"
    ALBANIAN = "sq", "Albanees"
    BULGARIAN = "bg", "Bulgaars"
    GEORGIAN = "ka", "Georgisch"
    ARMENIAN = "hy", "Armeens"
    PORTUGUESE = "pt", "Portugees"
    ITALIAN = "it", "Italiaans"
    BERBER = "ber", "Berbers"
