"""Who else works with a household, since when, and whether we may talk to each other."""

from django.db import models
from django.db.models import Q

from eenplan.core.periods import DatedRow, no_period_backwards
from eenplan.directory.enums import Theme
from eenplan.directory.models import Service
from eenplan.network.models.consent import Consent, whole_consent_or_none
from eenplan.network.models.referrals import Referral
from eenplan.organisation.models import User
from eenplan.people.models import Household


class HouseholdTie(DatedRow, Consent):
    """A service, or somebody outside the social map, that works with a household for a time."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="ties")
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="ties")
    other_name = models.CharField("wie", max_length=160, blank=True)
    theme = models.CharField("thema", max_length=20, choices=Theme)
    role = models.CharField("wat doet die", max_length=200)
    contact_person = models.CharField("contactpersoon", max_length=160, blank=True)
    contact_details = models.CharField("te bereiken via", max_length=160, blank=True)
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, blank=True, related_name="ties"
    )
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField("reden van het einde", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "band met een dienst", "banden met diensten"
        constraints = [
            no_period_backwards("tie_not_backwards"),
            whole_consent_or_none("tie_has_whole_consent_or_none"),
            models.CheckConstraint(
                condition=Q(service__isnull=False, other_name="")
                | (Q(service=None) & ~Q(other_name="")),
                name="tie_is_with_one",
            ),
            models.UniqueConstraint(
                "household",
                "service",
                condition=Q(ends_on=None, service__isnull=False),
                name="tie_noted_once",
            ),
        ]
        indexes = [models.Index(fields=["household"], condition=Q(ends_on=None), name="ties_now")]

    @property
    def provider(self) -> str:
        """The name of who works with the household."""
        return str(self.service) if self.service_id else self.other_name
