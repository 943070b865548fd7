"""The ledger: entries whose lines sum to zero, never changed, put right by a reversal."""

from django.db import models
from django.db.models import Q

from eenplan.benefits.enums_money import Account, EntryKind
from eenplan.benefits.models.decisions import Grant
from eenplan.organisation.models import User
from eenplan.people.models import Household


class JournalEntry(models.Model):
    """One fact of money, in two lines or more. Append-only (trigger).

    `key` names the fact (`due:grant 12:2026-11-01`): the same fact is booked once, whoever tries
    again after a crash. Its lines sum to zero, looked at when the transaction ends (deferred
    trigger `lines_sum_to_zero`).
    """

    kind = models.CharField("soort", max_length=12, choices=EntryKind)
    key = models.CharField("feit", max_length=120, unique=True)
    booked_on = models.DateField("geboekt op")
    text = models.CharField("omschrijving", max_length=200)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "boeking", "boekingen"
        ordering = ["-booked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EntryKind.REVERSAL, reverses__isnull=False)
                | ~Q(kind=EntryKind.REVERSAL) & Q(reverses=None),
                name="reversal_names_its_entry",
            )
        ]


class JournalLine(models.Model):
    """An amount on an account: above zero is debit, below is credit. Whole cents."""

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="lines")
    account = models.CharField("rekening", max_length=12, choices=Account)
    cents = models.BigIntegerField("bedrag")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="lines")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="lines")
    period = models.DateField("voor de periode van", null=True)
    recovery = models.ForeignKey(
        "benefits.Recovery", models.PROTECT, null=True, related_name="lines"
    )

    class Meta:
        verbose_name, verbose_name_plural = "boekingslijn", "boekingslijnen"
        constraints = [models.CheckConstraint(condition=~Q(cents=0), name="line_has_an_amount")]
        indexes = [
            models.Index(fields=["household", "account"], name="line_of_household"),
            models.Index(fields=["grant", "period"], name="line_of_grant"),
        ]

    @property
    def credit(self) -> int:
        return -self.cents
