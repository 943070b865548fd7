"""The words of the money: accounts, runs, what the bank says, what the State owes."""

from django.db import models


class Account(models.TextChoices):
    """An account of the ledger."""

    AID = "AID", "toegekende steun"
    PAYABLE = "PAYABLE", "te betalen aan cliënten"
    IN_TRANSIT = "IN_TRANSIT", "onderweg bij de bank"
    BANK = "BANK", "bank"
    RECEIVABLE = "RECEIVABLE", "terug te vorderen van cliënten"
    WAIVED = "WAIVED", "afgezien van terugvordering"


class EntryKind(models.TextChoices):
    """What an entry books."""

    DUE = "DUE", "steun verschuldigd"
    SENT = "SENT", "naar de bank"
    SETTLED = "SETTLED", "uitbetaald"
    RETURNED = "RETURNED", "teruggekeerd"
    REJECTED = "REJECTED", "geweigerd door de bank"
    ADVANCE = "ADVANCE", "voorschot"
    RECOVERY = "RECOVERY", "terugvordering"
    REPAID = "REPAID", "terugbetaald door de cliënt"
    WITHHELD = "WITHHELD", "ingehouden"
    WAIVER = "WAIVER", "afgezien van terugvordering"
    REVERSAL = "REVERSAL", "tegenboeking"


class Component(models.TextChoices):
    """What a grant pays."""

    LIVING_WAGE = "LIVING_WAGE", "leefloon"
    EQUIVALENT = "EQUIVALENT", "equivalent leefloon"
    INSTALLATION_PREMIUM = "INSTALLATION_PREMIUM", "installatiepremie"
    OTHER_AID = "OTHER_AID", "andere financiële steun"
    ADVANCE = "ADVANCE", "voorschot"


class RunState(models.TextChoices):
    """Where a payment run is. What may follow: lifecycle.py."""

    OPEN = "OPEN", "open"
    FROZEN = "FROZEN", "bevroren"
    APPROVED = "APPROVED", "goedgekeurd"
    EXPORTED = "EXPORTED", "naar de bank"
    ACKNOWLEDGED = "ACKNOWLEDGED", "ontvangen door de bank"
    SETTLED = "SETTLED", "afgerond"
    CANCELLED = "CANCELLED", "geannuleerd"


class CandidateState(models.TextChoices):
    """What became of a grant in a run."""

    WAITING = "WAITING", "nog te berekenen"
    PAID = "PAID", "in de betaalrun"
    HELD = "HELD", "tegengehouden"
    NOTHING = "NOTHING", "niets te betalen"


class HeldReason(models.TextChoices):
    """Why a grant is not paid in a run."""

    NO_ACCOUNT = "NO_ACCOUNT", "geen rekening gekend"
    NOT_CONFIRMED = "NOT_CONFIRMED", "rekening nog niet bevestigd"
    JUST_CHANGED = "JUST_CHANGED", "rekening kort voor de run gewijzigd"
    PAID_ELSEWHERE = "PAID_ELSEWHERE", "staat al in een andere betaalrun"
    NO_RULE = "NO_RULE", "het bedrag kan niet berekend worden"


class PaymentState(models.TextChoices):
    """Where one payment is."""

    PLANNED = "PLANNED", "klaar"
    SENT = "SENT", "naar de bank"
    SETTLED = "SETTLED", "uitbetaald"
    REJECTED = "REJECTED", "geweigerd door de bank"
    RETURNED = "RETURNED", "teruggekeerd"
    CANCELLED = "CANCELLED", "geannuleerd"


class BankFileKind(models.TextChoices):
    """A message of the bank (ISO 20022)."""

    STATUS = "STATUS", "statusbericht (pain.002)"
    STATEMENT = "STATEMENT", "rekeninguittreksel (camt.053)"


class ClaimState(models.TextChoices):
    """Where a claim on the State is."""

    OPEN = "OPEN", "nog niet ingediend"
    NOTIFIED = "NOTIFIED", "gemeld"
    CLAIMED = "CLAIMED", "ingediend"
    ACCEPTED = "ACCEPTED", "aanvaard"
    REFUSED = "REFUSED", "geweigerd"
    LOST = "LOST", "verloren"


class PayeeKind(models.TextChoices):
    """Who is paid in the place of who has the right."""

    LANDLORD = "LANDLORD", "verhuurder"
    BUDGET = "BUDGET", "rekening in budgetbeheer"
    OTHER = "OTHER", "iemand anders"


class PayeeBasis(models.TextChoices):
    """Why somebody else may be paid."""

    CONSENT = "CONSENT", "schriftelijke toestemming van de cliënt"
    DECISION = "DECISION", "een beslissing van het comité"
