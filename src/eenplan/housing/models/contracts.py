"""What was agreed about a dwelling, and what it costs."""

from django.db import models
from django.db.models import F, Q

from eenplan.core.periods import DatedRow, one_at_a_time
from eenplan.housing.enums_dwellings import CostKind
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.places import Place
from eenplan.housing.models.works import Work
from eenplan.organisation.models import User


class Contract(DatedRow):
    """The agreement with the provider about a dwelling; one at a time."""

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="contracts")
    rent_cents = models.PositiveIntegerField("huur per maand (cent)", default=0)
    deposit_cents = models.PositiveIntegerField("waarborg (cent)", default=0)
    deposit_paid_on = models.DateField("waarborg betaald op", null=True, blank=True)
    deposit_returned_on = models.DateField("waarborg teruggekregen op", null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField("opzegtermijn (maanden)", default=0)
    signed_on = models.DateField("getekend op", null=True, blank=True)
    signed_by = models.CharField("getekend door", max_length=200, blank=True)
    note = models.CharField("opmerking", max_length=300, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "contract", "contracten"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="contract_not_backwards"
            ),
            models.CheckConstraint(
                condition=Q(deposit_returned_on=None)
                | Q(deposit_returned_on__gte=F("deposit_paid_on"), deposit_paid_on__isnull=False),
                name="deposit_returned_after_payment",
            ),
            one_at_a_time(
                "dwelling",
                name="one_contract_at_a_time",
                message="Er loopt in die periode al een contract.",
            ),
        ]

    def __str__(self):
        return f"contract {self.pk}"


class CostLine(models.Model):
    """One amount that was paid or got back. Never changed: a wrong line is taken back by another.

    `amount_cents` is negative for what comes back. A trigger refuses to change or delete a line.
    """

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="costs")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="costs")
    work = models.ForeignKey(Work, models.PROTECT, null=True, blank=True, related_name="costs")
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, blank=True, related_name="costs"
    )
    month = models.DateField("maand", null=True, blank=True)  # of a rent: its first day
    kind = models.CharField("soort", max_length=8, choices=CostKind)
    amount_cents = models.BigIntegerField("bedrag (cent)")
    booked_on = models.DateField("datum")
    what = models.CharField("wat", max_length=200)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction"
    )
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "kost", "kosten"
        ordering = ["-booked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="cost_is_not_nothing"),
            models.UniqueConstraint(
                fields=["contract", "month"],
                condition=Q(corrects=None),
                name="rent_of_a_month_once",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.what}"
