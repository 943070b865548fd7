"""What waits for somebody."""

from django.db import models
from django.db.models import Q

from eenplan.cases.enums import WorkItemKind
from eenplan.cases.models.case import Case
from eenplan.organisation.models import Team, User


class WorkItem(models.Model):
    """Something that waits for one person, or for whoever of a team takes it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="work_items")
    worker = models.ForeignKey(User, models.PROTECT, null=True, related_name="work_items")
    team = models.ForeignKey(Team, models.PROTECT, related_name="work_items")
    kind = models.CharField("soort", max_length=12, choices=WorkItemKind, default=WorkItemKind.NEWS)
    text = models.CharField("wat", max_length=800)
    since = models.DateField("sinds")
    done_on = models.DateField("afgehandeld op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "werkpunt", "werkpunten"
        indexes = [
            models.Index(fields=["worker"], condition=Q(done_on=None), name="waiting_for_worker"),
            models.Index(fields=["team"], condition=Q(done_on=None), name="waiting_for_team"),
        ]
