from django.db import models

from eenplan.organisation.enums import PlaceKind, ReceptionForm

__all__ = [
    "AnsweredThrough",
    "BondKind",
    "CallChannel",
    "CallResult",
    "CheckVerdict",
    "Composition",
    "Gate",
    "HoldKind",
    "HomeNeed",
    "MemberRole",
    "OfferStage",
    "LookKind",
    "LookReason",
    "OverrideKind",
    "PlaceKind",
    "PlaceSituation",
    "PlaceState",
    "ProposalState",
    "ProviderKind",
    "ReceptionForm",
    "RefusalEffect",
    "TombstoneVerdict",
    "Wish",
    "Side",
]


class ProviderKind(models.TextChoices):
    PERSON = "PERSON", "particulier"
    ORGANISATION = "ORGANISATION", "organisatie"
    OWN = "OWN", "eigen bestuur"


class HoldKind(models.TextChoices):
    """What interrupts an offer. Frozen is ours: the stop that also asks for other homes."""

    PAUSED = "PAUSED", "gepauzeerd"
    DORMANT = "DORMANT", "slapend"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    FROZEN = "FROZEN", "stilgelegd"


class Composition(models.TextChoices):
    """Who may share a dwelling with several households."""

    ANYBODY = "ANYBODY", "iedereen"
    WOMEN = "WOMEN", "vrouwen, ook met kinderen"
    FAMILIES = "FAMILIES", "gezinnen"
    MEN = "MEN", "mannen"


class PlaceState(models.TextChoices):
    OFFERED = "OFFERED", "aangeboden"
    NOT_INSPECTED = "NOT_INSPECTED", "nog niet gecontroleerd"
    TO_CLEAN = "TO_CLEAN", "te kuisen"
    TO_REFRESH = "TO_REFRESH", "op te frissen"
    TO_RENOVATE = "TO_RENOVATE", "te renoveren"
    READY = "READY", "klaar"
    CLOSED = "CLOSED", "gesloten"


class PlaceSituation(models.TextChoices):
    """What one wants to know of a place on a day; every place is in exactly one. Never stored."""

    FREE = "vrij", "vrij en klaar"
    TAKEN = "bezet", "bezet"
    NOT_READY = "niet-klaar", "niet klaar"
    FORM_CLOSED = "vorm-gesloten", "opvangvorm of soort gesloten"
    WITHDRAWN = "gesloten", "plaats gesloten"


class CallChannel(models.TextChoices):
    """How a provider is spoken to."""

    PHONE = "PHONE", "telefoon"
    EMAIL = "EMAIL", "e-mail"
    VISIT = "VISIT", "bezoek"


class CallResult(models.TextChoices):
    """What came of one attempt to speak to a provider."""

    CONFIRMED = "CONFIRMED", "bereikt: het aanbod staat nog"
    THINKING = "THINKING", "bereikt: denkt nog na"
    PAUSE = "PAUSE", "bereikt: wil een pauze"
    WITHDRAW = "WITHDRAW", "bereikt: trekt het aanbod in"
    NO_ANSWER = "NO_ANSWER", "niet bereikt"
    SENT = "SENT", "bericht gestuurd, nog geen antwoord"
    WRONG_CONTACT = "WRONG_CONTACT", "nummer of adres klopt niet"


REACHED = (CallResult.CONFIRMED, CallResult.THINKING, CallResult.PAUSE, CallResult.WITHDRAW)


class Wish(models.TextChoices):
    """The only wishes a provider may have about guests, besides size and languages.

    Origin, religion, looks, sex and age of women are no wishes here: there is no word for them, and
    the database holds no other (`wishes_from_the_white_list`).
    """

    FIXED_DATES = "FIXED_DATES", "vaste data, niet langer"
    PETS_LIVE_HERE = "PETS_LIVE_HERE", "er wonen huisdieren"
    VEGETARIAN = "VEGETARIAN", "vegetarische keuken"
    NO_PORK = "NO_PORK", "keuken zonder varkensvlees"
    FOOD_ALLERGY = "FOOD_ALLERGY", "voedselallergie in huis"
    QUIET = "QUIET", "rustig huis"


class OfferStage(models.TextChoices):
    """How far an offer is. Never stored: selectors/stages.py reads it from the rows."""

    OFFERED = "OFFERED", "aangeboden"
    CALLED = "CALLED", "gebeld"
    DWELLING_CHECKED = "DWELLING_CHECKED", "huis gecontroleerd"
    PEOPLE_CHECKED = "PEOPLE_CHECKED", "mensen gecontroleerd"
    READY = "READY", "klaar"
    PROPOSED = "PROPOSED", "voorgesteld"
    AGREED = "AGREED", "beide akkoord"
    STAY = "STAY", "bewoond"
    FOLLOW_UP = "FOLLOW_UP", "in opvolging"
    ENDED = "ENDED", "beëindigd"
    PAUSED = "PAUSED", "gepauzeerd"
    DORMANT = "DORMANT", "slapend"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    FROZEN = "FROZEN", "stilgelegd"


class MemberRole(models.TextChoices):
    """Why somebody counts as one of a host household."""

    LIVES_THERE = "LIVES_THERE", "woont er"
    STAYS_OFTEN = "STAYS_OFTEN", "verblijft er vaak"


class CheckVerdict(models.TextChoices):
    POSITIVE = "POSITIVE", "in orde"
    NEGATIVE = "NEGATIVE", "niet in orde"


class TombstoneVerdict(models.TextChoices):
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    REJECTED = "REJECTED", "afgewezen"


class Side(models.TextChoices):
    """Whose answer it is: the household that would live there, or who offers the place."""

    HOUSEHOLD = "HOUSEHOLD", "het gezin"
    PROVIDER = "PROVIDER", "de aanbieder"


class AnsweredThrough(models.TextChoices):
    """Who put the words over. Nobody with an interest of his own: no host, landlord or employer."""

    NOBODY = "NOBODY", "niemand: zelfde taal"
    PROFESSIONAL = "PROFESSIONAL", "een professionele tolk"
    PHONE = "PHONE", "een telefoontolk"
    COLLEAGUE = "COLLEAGUE", "een collega"
    VOLUNTEER = "VOLUNTEER", "een vrijwilliger die hier los van staat"


class RefusalEffect(models.TextChoices):
    """What a refusal does afterwards; the place of a household in the queue never changes."""

    NONE = "NONE", "geen gevolg"
    PARK = "PARK", "een tijd niet voorstellen"
    REASSESS = "REASSESS", "niet tot het opnieuw bekeken is"


class LookKind(models.TextChoices):
    """Why a second person looks."""

    PLACEMENT = "PLACEMENT", "tweede blik"
    SAFETY = "SAFETY", "blik van de vertrouwenspersoon veiligheid"


class LookReason(models.TextChoices):
    """What makes a second look needed."""

    FIRST_OF_HOUSEHOLD = "FIRST_OF_HOUSEHOLD", "eerste plaats van dit gezin"
    FIRST_AT_PROVIDER = "FIRST_AT_PROVIDER", "eerste gezin bij deze aanbieder"
    OVERRIDE = "OVERRIDE", "afwijking van het voorstel"
    SAFETY = "SAFETY", "afwijking van een veiligheidsregel"


class OverrideKind(models.TextChoices):
    """In what somebody departed from what was proposed."""

    LOWER_RANK = "LOWER_RANK", "niet de eerste keuze"
    SAFETY = "SAFETY", "veiligheidsregel"


class ProposalState(models.TextChoices):
    """How far a proposal is. Never stored: it follows from the facts, and from the hour."""

    RUNNING = "loopt", "loopt"
    READY = "klaar", "klaar voor het verblijf"
    STAY = "verblijf", "werd een verblijf"
    EXPIRED = "vervallen", "vervallen: reservatie voorbij"
    NO_HOUSEHOLD = "gezin-nee", "het gezin wil niet"
    NO_PROVIDER = "aanbieder-nee", "de aanbieder wil niet"
    NO_SECOND = "tweede-nee", "afgekeurd bij de tweede blik"
    WITHDRAWN = "ingetrokken", "ingetrokken"


class Gate(models.TextChoices):
    """What a proposal waits for first."""

    SAFETY_LOOK = "veiligheid", "blik van de vertrouwenspersoon veiligheid"
    SECOND_LOOK = "tweede-blik", "tweede blik"
    MEETING = "kennismaking", "kennismaking"
    HOUSEHOLD = "gezin", "antwoord van het gezin"
    PROVIDER = "aanbieder", "antwoord van de aanbieder"
    AGREEMENT = "overeenkomst", "ondertekende overeenkomst"
    STAY = "verblijf", "begin van het verblijf"


class HomeNeed(models.TextChoices):
    """What would help in a home. A white list, the twin of what an offer may say of itself."""

    QUIET = "QUIET", "rustig huis"
    VEGETARIAN = "VEGETARIAN", "vegetarische keuken"
    NO_PORK = "NO_PORK", "keuken zonder varkensvlees"


class BondKind(models.TextChoices):
    """How two households go together: near is one neighbourhood, and both or neither."""

    NEAR = "NEAR", "samen in één wijk, of samen wachten"
    SAME_HOUSE = "SAME_HOUSE", "samen in één huis, of samen wachten"
    APART = "APART", "mogen elkaar niet tegenkomen"
