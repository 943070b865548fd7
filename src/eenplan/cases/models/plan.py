"""What has to happen for a household: together the steps are its plan."""

from django.db import models
from django.db.models import Q

from eenplan.cases.enums import StepKind, StepOwner
from eenplan.cases.models.case import Case
from eenplan.organisation.models import User
from eenplan.people.models import Person


class Step(models.Model):
    """One thing to do for the household, with an owner and a day. Steps together are the plan."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="steps")
    kind = models.CharField("soort", max_length=12, choices=StepKind, default=StepKind.ROUTE)
    code = models.CharField("code van de route", max_length=40, blank=True)
    title = models.CharField("stap", max_length=500)
    owner = models.CharField("door", max_length=16, choices=StepOwner)
    due_on = models.DateField("tegen", null=True, blank=True)
    rule = models.CharField("waarom tegen dan", max_length=200, blank=True)
    rule_verified = models.BooleanField("regel nagekeken", default=False)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    done_on = models.DateField("gedaan op", null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    result = models.CharField("resultaat", max_length=300, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "stap", "stappen"
        ordering = ["position", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_by__isnull=False) | ~Q(result=""),
                name="done_step_says_by_whom",
            )
        ]
        indexes = [
            models.Index(fields=["case", "due_on"], condition=Q(done_on=None), name="steps_to_do")
        ]

    def __str__(self):
        return self.title
