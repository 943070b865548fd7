"""Speaking to providers: every attempt, and what a provider answered about one household."""

from django.db import models

from eenplan.housing.enums import CallChannel, CallResult
from eenplan.housing.models.providers import Offer
from eenplan.organisation.models import User


class OfferCall(models.Model):
    """One attempt to speak to the provider of an offer: when, who, and what came of it.

    A call is never changed: what was said later is another call.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="calls")
    called_on = models.DateField("op")
    channel = models.CharField("via", max_length=8, choices=CallChannel)
    result = models.CharField("resultaat", max_length=16, choices=CallResult)
    agreed = models.CharField("afspraak", max_length=500, blank=True)
    call_back_on = models.DateField("terugbellen op", null=True, blank=True)
    called_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "gesprek", "gesprekken"
        ordering = ["-called_on", "-pk"]
        indexes = [models.Index(fields=["offer", "-called_on"], name="calls_of_offer")]
