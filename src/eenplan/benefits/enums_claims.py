"""The words of the claims on the State: under which law, and on what ground it pays."""

from django.db import models


class StateLaw(models.TextChoices):
    """The law under which the State pays its part."""

    RMI = "RMI", "wet van 26 mei 2002 (leefloon)"
    L1965 = "L1965", "wet van 2 april 1965"


class ClaimCase(models.TextChoices):
    """Why the State pays what it pays. A finding of somebody, never derived from who a person is.

    The names are those of the engine's cases, but for NONE: aid of which the State pays nothing.
    """

    ORDINARY = "ORDINARY", "gewone toelage (ingeschreven in het bevolkingsregister)"
    HOMELESS = "HOMELESS", "verloor de hoedanigheid van dakloze (art. 41)"
    FOREIGNERS_REGISTER = (
        "FOREIGNERS_REGISTER",
        "ingeschreven in het vreemdelingenregister (art. 43)",
    )
    EXCLUDED_2026 = "EXCLUDED_2026", "verloor de werkloosheidsuitkering, aanvraag voor juli 2026"
    EXCLUDED_LATER = "EXCLUDED_LATER", "verloor de werkloosheidsuitkering, aanvraag vanaf juli 2026"
    NON_BELGIAN = "NON_BELGIAN", "niet in het bevolkingsregister, 100 % (wet 1965, art. 5 §1)"
    ASYLUM_ELSEWHERE = "ASYLUM_ELSEWHERE", "verzoeker die elders verblijft, 50 % (art. 5 §2)"
    DISSUASION = "DISSUASION", "onvoldoende opvang, 0 % (art. 5 §2bis)"
    NONE = "NONE", "de Staat betaalt deze steun niet terug"


UNDER_RMI = (
    ClaimCase.ORDINARY,
    ClaimCase.HOMELESS,
    ClaimCase.FOREIGNERS_REGISTER,
    ClaimCase.EXCLUDED_2026,
    ClaimCase.EXCLUDED_LATER,
)
UNDER_1965 = (
    ClaimCase.NON_BELGIAN,
    ClaimCase.ASYLUM_ELSEWHERE,
    ClaimCase.DISSUASION,
    ClaimCase.NONE,
)
WITH_FIRST_DAY = (ClaimCase.HOMELESS, ClaimCase.FOREIGNERS_REGISTER)
WITH_REQUEST = (ClaimCase.EXCLUDED_2026, ClaimCase.EXCLUDED_LATER)


class DeadlineKind(models.TextChoices):
    """What must be sent, or signed, before a day."""

    NOTICE = "NOTICE", "kennisgeving van de steun"
    REPORT = "REPORT", "mededeling aan de minister"
    STATEMENT = "STATEMENT", "kostenstaat van een kwartaal"
    PROJECT = "PROJECT", "GPMI sluiten"
