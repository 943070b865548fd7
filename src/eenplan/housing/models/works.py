"""What must still be done to a dwelling or one of its units before somebody can live there."""

from django.db import models
from django.db.models import Q

from eenplan.housing.enums_dwellings import WorkBy, WorkKind
from eenplan.housing.models.dwellings import Dwelling
from eenplan.housing.models.inspections import Inspection
from eenplan.housing.models.places import Place


class Work(models.Model):
    """Cleaning, refreshing or renovating: who does it, for how much, ready by when.

    Without a `place` it is about the whole dwelling. `inspection` is the verdict that asks for it.
    """

    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="works")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="works")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="works"
    )
    kind = models.CharField("soort", max_length=8, choices=WorkKind)
    what = models.CharField("wat", max_length=200)
    by = models.CharField("door", max_length=10, choices=WorkBy)
    who = models.CharField("wie", max_length=120, blank=True)
    cost_cents = models.PositiveIntegerField("geraamde kost (cent)", default=0)
    planned_on = models.DateField("begint op", null=True, blank=True)
    ready_on = models.DateField("klaar op", null=True, blank=True)
    done_on = models.DateField("gedaan op", null=True)
    dropped_on = models.DateField("geschrapt op", null=True)
    dropped_why = models.CharField("waarom geschrapt", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "werk", "werken"
        ordering = ["ready_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_on__gte=models.F("planned_on")), name="work_ready_after_start"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None), name="work_done_or_dropped"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None) | ~Q(dropped_why=""), name="dropped_work_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.what}"

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None
