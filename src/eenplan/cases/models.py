"""The case: who holds it, what has to happen, what was said."""

from django.db import models
from django.db.models import F, Q

from eenplan.cases.enums import ContactKind, StepKind, StepOwner, WorkItemKind
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import Team, User
from eenplan.people.models import Household, Person


class Case(models.Model):
    """The help to one household, from the first question until it is closed."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="cases")
    opened_on = models.DateField("geopend op")
    closed_on = models.DateField("gesloten op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "dossier", "dossiers"
        constraints = [
            models.UniqueConstraint("household", condition=Q(closed_on=None), name="one_open_case"),
            models.CheckConstraint(
                condition=Q(closed_on__gte=F("opened_on")), name="case_not_backwards"
            ),
        ]

    def __str__(self):
        return f"Dossier {self.household.number}"


class Assignment(DatedRow):
    """The one case manager of a case, with who decided it and why."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("reden", max_length=400)
    overrule_reason = models.CharField("reden om boven de norm te gaan", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "toewijzing", "toewijzingen"
        constraints = [
            no_period_backwards("assignment_not_backwards"),
            one_at_a_time(
                "case",
                name="one_case_manager_at_a_time",
                message="Een gezin heeft één maatschappelijk werker.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker"], include=["case"], condition=Q(ends_on=None), name="held_now"
            )
        ]


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


class Contact(models.Model):
    """A conversation with the household."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    on = models.DateField("op")
    kind = models.CharField("hoe", max_length=12, choices=ContactKind)
    minutes = models.PositiveSmallIntegerField("duur in minuten", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="door")
    note = models.TextField("verslag", blank=True)
    is_sensitive = models.BooleanField("gevoelig", default=False)
    noted_at = models.DateTimeField("genoteerd", auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = "contact", "contacten"
        indexes = [models.Index(fields=["case", "-on"])]


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
