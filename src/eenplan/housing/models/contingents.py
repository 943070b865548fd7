"""The blocks in which reception grows."""

from django.db import models
from django.db.models import Q

from eenplan.organisation.models import User

MISSING = {
    "places": "plaatsen",
    "workers": "voltijdse maatschappelijk werkers",
    "budget": "euro budget",
}


class Contingent(models.Model):
    """A block of reception places opened together, with its own budget (seed 004, point 7).

    `shortfall` is what was missing when it was opened all the same (places, workers, budget: how
    many); then there is a reason.
    """

    serial = models.PositiveSmallIntegerField("nummer", unique=True)
    opened_on = models.DateField("geopend op")
    families = models.PositiveSmallIntegerField("gezinnen")
    budget_cents = models.PositiveBigIntegerField("budget (cent)")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    shortfall = models.JSONField("tekort bij het openen", default=dict, blank=True)
    overrule_reason = models.CharField("reden om toch te openen", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "contingent", "contingenten"
        ordering = ["serial"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shortfall={}) | ~Q(overrule_reason=""),
                name="short_contingent_has_reason",
            ),
        ]

    @property
    def missing(self) -> str:
        """What was short when it was opened, in words."""
        return ", ".join(
            f"{number.replace('.', ',')} {MISSING.get(what, what)}"
            for what, number in self.shortfall.items()
        )

    def __str__(self):
        return f"contingent {self.serial}"
