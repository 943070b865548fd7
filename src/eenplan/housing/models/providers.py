"""Who offers places, and what they promised: the offer, apart from the bricks."""

from django.db import models

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.housing.enums import HoldKind, ProviderKind
from eenplan.organisation.models import User


class Provider(models.Model):
    """A person or organisation that offers places; the centre itself is one too.

    Telephone and account number are kept in one notation, so that two providers who share one are
    noticed.
    """

    name = models.CharField("naam", max_length=120)
    kind = models.CharField(
        "soort aanbieder", max_length=12, choices=ProviderKind, default=ProviderKind.PERSON
    )
    phone = models.CharField("telefoon", max_length=20, blank=True, db_index=True)
    email = models.EmailField("e-mail", blank=True, db_index=True)
    iban = models.CharField("rekeningnummer", max_length=34, blank=True, db_index=True)
    language = models.CharField("taal", max_length=8, default="nl")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "aanbieder", "aanbieders"
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class Offer(models.Model):
    """The promise of a provider about one dwelling, and when it was last heard that it stands.

    How far an offer is (called, checked, ready, lived in) is never stored: it follows from the
    calls, inspections, checks and stays. Only what interrupts it is written down (`OfferHold`).
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="offers")
    received_on = models.DateField("ontvangen op")
    confirmed_on = models.DateField("laatst bevestigd op")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "aanbod", "aanbiedingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_on__gte=models.F("received_on")),
                name="offer_confirmed_after_receipt",
            ),
        ]

    def __str__(self):
        return f"aanbod {self.pk} van {self.provider}"


class OfferHold(DatedRow):
    """Why an offer is not proposed for a time: paused, silent, withdrawn, or stopped by us."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="holds")
    kind = models.CharField("soort", max_length=12, choices=HoldKind)
    reason = models.CharField("reden", max_length=200, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "onderbreking", "onderbrekingen"
        constraints = [
            no_period_backwards("hold_not_backwards"),
            one_at_a_time(
                "offer", name="one_hold_at_a_time", message="Dit aanbod is al onderbroken."
            ),
        ]
