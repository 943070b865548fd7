"""Which diploma allows which act on which day, and who has it."""

from django.db import models

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.enums import StaffAct
from eenplan.organisation.models.teams import User


class Diploma(models.Model):
    """A diploma that staff may have, accepted for something or not (yet)."""

    name = models.CharField("diploma", max_length=160, unique=True)

    class Meta:
        verbose_name, verbose_name_plural = "diploma", "diploma's"
        ordering = ["name"]

    def __str__(self):
        return self.name


class AcceptedDiploma(DatedRow):
    """From when until when a diploma is enough for an act, and where that is written."""

    act = models.CharField("handeling", max_length=24, choices=StaffAct)
    diploma = models.ForeignKey(Diploma, models.PROTECT, related_name="accepted")
    source = models.CharField("bron", max_length=200)
    is_verified = models.BooleanField("nagekeken in de wet", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "aanvaard diploma", "aanvaarde diploma's"
        constraints = [
            no_period_backwards("acceptance_not_backwards"),
            one_at_a_time(
                "act",
                "diploma",
                name="one_acceptance_at_a_time",
                message="Dit diploma is in die periode al aanvaard.",
            ),
        ]


class StaffQualification(DatedRow):
    """Somebody has a diploma: valid from a day, until a day when it lapses; who saw the proof."""

    user = models.ForeignKey(User, models.PROTECT, related_name="qualifications")
    diploma = models.ForeignKey(Diploma, models.PROTECT, related_name="holders")
    seen_on = models.DateField("bewijs gezien op")
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "bekwaamheid", "bekwaamheden"
        constraints = [
            no_period_backwards("qualification_not_backwards"),
            one_at_a_time(
                "user",
                "diploma",
                name="one_qualification_at_a_time",
                message="Dit diploma is voor deze persoon al genoteerd.",
            ),
        ]
