"""From a grant to money on an account: bank details, the run, its payments, the bank's answer."""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums_money import BankFileKind, Component, PaymentState, RunState
from eenplan.benefits.models.decisions import Grant
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User
from eenplan.people.models import Person

GONE = (PaymentState.REJECTED, PaymentState.RETURNED, PaymentState.CANCELLED)


class BankDetails(DatedRow):
    """The account somebody is paid on. A new one waits for a second person before a run uses it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="bank_details")
    iban = models.CharField("rekeningnummer", max_length=34)
    holder = models.CharField("op naam van", max_length=70)
    proof = models.CharField("bewijs gezien", max_length=200, blank=True)
    entered_at = models.DateTimeField("ingevoerd op")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "rekening", "rekeningen"
        constraints = [
            no_period_backwards("bank_details_not_backwards"),
            one_at_a_time(
                "person", name="one_account_at_a_time", message="Er is dan al een rekening."
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(entered_by=None)
                | ~Q(confirmed_by=F("entered_by")),
                name="account_confirmed_by_somebody_else",
            ),
        ]


class PaymentRun(models.Model):
    """Payments that go to the bank together: one file, made once, approved by who did not make it.

    The bytes of the file follow from the frozen payments alone; `sha256` is theirs from the freeze.
    """

    year = models.PositiveSmallIntegerField("jaar")
    serial = models.PositiveIntegerField("volgnummer")
    component = models.CharField("wat", max_length=24, choices=Component, blank=True)
    period = models.DateField("voor de periode van")
    wished_on = models.DateField("gewenste betaaldag")
    pay_on = models.DateField("betaaldag")  # before weekends and holidays
    state = models.CharField("stand", max_length=14, choices=RunState, default=RunState.OPEN)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("gemaakt op")
    frozen_at = models.DateTimeField("bevroren op", null=True, blank=True)
    payments_count = models.PositiveIntegerField("betalingen", null=True, blank=True)
    total_cents = models.BigIntegerField("totaal", null=True, blank=True)
    sha256 = models.CharField("vingerafdruk", max_length=64, blank=True)
    debtor = models.JSONField("betaald van", default=dict)  # name, account, bic, as they were then
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField("goedgekeurd op", null=True, blank=True)
    exported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    exported_at = models.DateTimeField("naar de bank op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "betaalrun", "betaalruns"
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint("year", "serial", name="one_run_per_number"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(made_by=None) | ~Q(approved_by=F("made_by")),
                name="run_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(RunState.OPEN, RunState.CANCELLED))
                | Q(frozen_at__isnull=False, total_cents__isnull=False)
                & Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="frozen_run_has_its_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(RunState.OPEN, RunState.FROZEN, RunState.CANCELLED))
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="nothing_leaves_unapproved",
            ),
            models.UniqueConstraint(
                "period",
                "component",
                condition=Q(state=RunState.OPEN),
                name="one_open_run_per_period",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.CANCELLED) | Q(exported_at=None),
                name="what_left_is_not_cancelled",
            ),
        ]

    def __str__(self):
        return f"Betaalrun {self.number}"

    @property
    def number(self) -> str:
        return f"P{self.year}/{self.serial:03d}"

    @property
    def message_id(self) -> str:
        """Return what the bank knows the run by; it refuses the same one twice."""
        return f"EENPLAN-{self.year}-{self.serial:05d}"


class Payment(models.Model):
    """What one grant pays for one period. Once: a payment the bank sent back may be made again.

    `snapshot` is what was known when the run was frozen (household, grant, amounts, account): what
    changes afterwards changes no payment.
    """

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="payments")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="payments")
    component = models.CharField("wat", max_length=24, choices=Component)
    period = models.DateField("periode van")
    gross_cents = models.BigIntegerField("bedrag")
    withheld_cents = models.BigIntegerField("ingehouden", default=0)
    net_cents = models.BigIntegerField("te betalen")
    holder = models.CharField("op naam van", max_length=70)
    iban = models.CharField("rekeningnummer", max_length=34)
    end_to_end = models.CharField("kenmerk", max_length=35, unique=True)
    snapshot = models.JSONField("stand bij het bevriezen")
    state = models.CharField(
        "stand", max_length=10, choices=PaymentState, default=PaymentState.PLANNED
    )
    bank_reason = models.CharField("reden van de bank", max_length=140, blank=True)
    settled_on = models.DateField("uitbetaald op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "betaling", "betalingen"
        ordering = ["run", "end_to_end"]
        constraints = [
            models.UniqueConstraint(
                "grant",
                "period",
                "component",
                condition=~Q(state__in=GONE),
                name="paid_once_per_period",
            ),
            models.CheckConstraint(
                condition=Q(net_cents=F("gross_cents") - F("withheld_cents"), net_cents__gte=0)
                & Q(withheld_cents__gte=0),
                name="paid_is_due_less_withheld",
            ),
        ]


class BankFile(models.Model):
    """A message of the bank that was read in; the same bytes again change nothing."""

    kind = models.CharField("soort", max_length=10, choices=BankFileKind)
    sha256 = models.CharField("vingerafdruk", max_length=64, unique=True)
    name = models.CharField("bestand", max_length=200)
    message_id = models.CharField("kenmerk van de bank", max_length=70)
    content = models.BinaryField("inhoud")
    read_at = models.DateTimeField("ingelezen op")
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    matched = models.PositiveIntegerField("herkend", default=0)
    unmatched = models.JSONField("niet herkend", default=list)

    class Meta:
        verbose_name, verbose_name_plural = "bericht van de bank", "berichten van de bank"
        ordering = ["-read_at", "-pk"]


class Recovery(models.Model):
    """An amount to get back from a client by a decision, and the instalments agreed on."""

    decision = models.OneToOneField(
        "benefits.Decision", models.PROTECT, related_name="recovery", verbose_name="beslissing"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="recoveries")
    amount_cents = models.BigIntegerField("bedrag")
    instalment_cents = models.BigIntegerField("per maand")
    starts_on = models.DateField("vanaf")
    agreed_on = models.DateField("afgesproken op", null=True, blank=True)
    waived_cents = models.BigIntegerField("kwijtgescholden", default=0)

    class Meta:
        verbose_name, verbose_name_plural = "terugvordering", "terugvorderingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0, instalment_cents__gt=0)
                & Q(waived_cents__gte=0, waived_cents__lte=F("amount_cents")),
                name="recovery_has_amounts",
            )
        ]
