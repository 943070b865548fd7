"""Speaking to providers: every attempt, and what a provider answered about one household."""

from django.db import models
from django.db.models import Q

from eenplan.housing.enums import CallChannel, CallResult, RefusalEffect
from eenplan.housing.models.providers import Offer
from eenplan.organisation.models import User
from eenplan.people.models import Household


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


class RefusalReason(models.Model):
    """Why a provider may say no to a household, and what follows: a table, changed as data.

    The effect is always on this offer and this household; nobody loses an offer by saying no.
    """

    code = models.CharField("code", max_length=20, unique=True)
    label = models.CharField("reden", max_length=120)
    effect = models.CharField("gevolg", max_length=10, choices=RefusalEffect)
    days = models.PositiveSmallIntegerField("dagen", null=True, blank=True)
    is_active = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name, verbose_name_plural = "reden van weigering", "redenen van weigering"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect=RefusalEffect.PARK, days__gte=1)
                | ~Q(effect=RefusalEffect.PARK) & Q(days=None),
                name="parked_for_some_days",
            ),
        ]

    def __str__(self):
        return self.label


class ProviderRefusal(models.Model):
    """A provider said no to one household; until when the two are not put together again.

    `parked_until` is the first day they may be; empty with the effect "reassess" until somebody
    looked at it anew (`reassessed_on`).
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="refusals")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    reason = models.ForeignKey(RefusalReason, models.PROTECT, related_name="+")
    refused_on = models.DateField("op")
    parked_until = models.DateField("niet voor", null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reassessed_on = models.DateField("opnieuw bekeken op", null=True, blank=True)
    reassessed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "weigering", "weigeringen"
        ordering = ["-refused_on", "-pk"]
        indexes = [models.Index(fields=["offer", "household"], name="refusals_of_pair")]
