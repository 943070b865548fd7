"""The agreement both sides sign, kept as it was given."""

from django.db import models
from django.db.models import Q

from eenplan.housing.models.proposals import Proposal
from eenplan.organisation.models import User


class Agreement(models.Model):
    """The document of one proposal: Dutch beside the language of the household, as PDF.

    Until both signed it may be made anew. From then on a trigger (migration 0006) keeps the bytes.
    """

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="agreement")
    language = models.CharField("taal van het gezin", max_length=8)
    is_checked = models.BooleanField("vertaling nagelezen", default=False)
    texts_version = models.CharField("versie van de teksten", max_length=20)
    pdf = models.BinaryField("document")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    household_signed_on = models.DateField("ondertekend door het gezin", null=True, blank=True)
    provider_signed_on = models.DateField("ondertekend door de aanbieder", null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "overeenkomst", "overeenkomsten"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="agreement_has_fingerprint"
            )
        ]

    @property
    def is_signed(self) -> bool:
        return bool(self.household_signed_on and self.provider_signed_on)
