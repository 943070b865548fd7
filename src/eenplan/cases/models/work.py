"""What waits for somebody, and what was put off for a while."""

from django.db import models
from django.db.models import F, Q

from eenplan.cases.enums import WorkItemKind
from eenplan.cases.models.case import Case
from eenplan.cases.models.plan import Step
from eenplan.core.periods import DatedRow, one_at_a_time
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
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door"
    )  # nobody, when what it waited for happened by itself

    class Meta:
        verbose_name, verbose_name_plural = "werkpunt", "werkpunten"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(done_on__isnull=False),
                name="who_handled_it_has_a_day",
            )
        ]
        indexes = [
            models.Index(fields=["worker"], condition=Q(done_on=None), name="waiting_for_worker"),
            models.Index(fields=["team"], condition=Q(done_on=None), name="waiting_for_team"),
            models.Index(fields=["done_by", "done_on"], name="handled_by"),
        ]


class Snooze(DatedRow):
    """A worker puts something off, with a reason; on `ends_on` it is back by itself.

    About one thing: a step, a work item, or a case that is quiet. It holds for this worker only.
    """

    worker = models.ForeignKey(User, models.PROTECT, related_name="snoozes")
    step = models.ForeignKey(Step, models.CASCADE, null=True, blank=True, related_name="snoozes")
    item = models.ForeignKey(
        WorkItem, models.CASCADE, null=True, blank=True, related_name="snoozes"
    )
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="snoozes")
    reason = models.CharField("reden", max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = "uitstel", "uitstel"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False, ends_on__gte=F("starts_on")),
                name="snooze_comes_back",
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=False, item=None, case=None)
                | Q(step=None, item__isnull=False, case=None)
                | Q(step=None, item=None, case__isnull=False),
                name="snooze_is_about_one_thing",
            ),
            *(
                one_at_a_time(
                    "worker",
                    about,
                    name=f"one_snooze_per_{about}",
                    message="Dit staat al uitgesteld.",
                )
                for about in ("step", "item", "case")
            ),
        ]
        indexes = [models.Index(fields=["worker", "ends_on"], name="snoozed_by")]
