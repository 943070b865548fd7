"""The consent of a household to share something, with the days between which it holds."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from eenplan.network.enums import ConsentHow


class Consent(models.Model):
    """Who of the household agreed to share, how, in which language and until when."""

    consent_how = models.CharField("toestemming", max_length=8, choices=ConsentHow, blank=True)
    consent_by = models.CharField("gegeven door", max_length=650, blank=True)
    consent_language = models.CharField("in het", max_length=8, blank=True)
    consent_on = models.DateField("gegeven op", null=True, blank=True)
    consent_until = models.DateField("geldig tot", null=True, blank=True)
    consent_withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    consent_withdrawn_why = models.CharField("reden", max_length=200, blank=True)

    class Meta:
        abstract = True

    def consent_holds_on(self, day: date) -> bool:
        """Say whether something may be shared on a day."""
        given = self.consent_on is not None and self.consent_on <= day
        lasts = self.consent_until is not None and day < self.consent_until
        return given and lasts and self.consent_withdrawn_on is None


def whole_consent(name: str) -> models.CheckConstraint:
    """Return the promise that a consent says how, by whom, in which language and until when."""
    said = ~Q(consent_how="") & ~Q(consent_by="") & ~Q(consent_language="")
    dated = Q(consent_on__isnull=False, consent_until__gt=F("consent_on"))
    return models.CheckConstraint(condition=said & dated, name=name)


def whole_consent_or_none(name: str) -> models.CheckConstraint:
    """Return the promise that a consent is whole, or not there at all."""
    said = ~Q(consent_how="") & ~Q(consent_by="") & ~Q(consent_language="")
    dated = Q(consent_on__isnull=False, consent_until__gt=F("consent_on"))
    none = Q(consent_how="", consent_on=None, consent_until=None)
    return models.CheckConstraint(condition=none | said & dated, name=name)
