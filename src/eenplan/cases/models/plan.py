"""What has to happen for a household and why: goals and steps, together the plan."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from eenplan.cases.enums import GoalState, LifeDomain, RuleKind, StepChangeKind, StepKind, StepOwner
from eenplan.cases.models.case import Case
from eenplan.guidance.enums import BINDING
from eenplan.guidance.models import ListedGoal, ListedStep
from eenplan.organisation.models import User
from eenplan.people.enums import Language
from eenplan.people.models import Person


class Goal(models.Model):
    """What the household wants to reach, in its own words and in Dutch.

    Without `person` it is the household's. `text_is_behind` says that the words changed and the
    Dutch text did not.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="goals")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="goals")
    domain = models.CharField("levensdomein", max_length=12, choices=LifeDomain)
    words = models.CharField("in de eigen woorden", max_length=1000, blank=True)
    language = models.CharField("taal van die woorden", max_length=8, choices=Language, blank=True)
    text = models.CharField("in het Nederlands", max_length=1000)
    text_is_behind = models.BooleanField("Nederlandse tekst loopt achter", default=False)
    listed = models.ForeignKey(
        ListedGoal, models.PROTECT, null=True, blank=True, related_name="goals"
    )
    code = models.CharField("code van het sjabloon", max_length=90, blank=True)
    state = models.CharField("toestand", max_length=8, choices=GoalState, default=GoalState.OPEN)
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot", null=True, blank=True)
    end_reason = models.CharField("reden", max_length=300, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "doel", "doelen"
        ordering = ["domain", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=GoalState.OPEN, ends_on=None)
                | ~Q(state=GoalState.OPEN) & Q(ends_on__isnull=False),
                name="closed_goal_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=GoalState.DROPPED) | ~Q(end_reason=""),
                name="dropped_goal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="goal_not_backwards"
            ),
            models.UniqueConstraint(
                fields=["case", "code", "person"],
                condition=Q(state=GoalState.OPEN) & ~Q(code=""),
                nulls_distinct=False,
                name="one_open_goal_per_template",
            ),
        ]

    def __str__(self):
        return self.text


class StepQuerySet(models.QuerySet):
    def to_do(self):
        """Return the steps that are neither done nor dropped."""
        return self.filter(done_on=None)


class Step(models.Model):
    """One thing to do for the household, by somebody and by a day.

    `person` is for whom it is, `responsible` the family member who does it. A step that was let
    go has a day in `done_on` too, and says why in `dropped_because`: it is never deleted.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="steps")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="steps")
    kind = models.CharField("soort", max_length=12, choices=StepKind, default=StepKind.ROUTE)
    listed = models.ForeignKey(
        ListedStep, models.PROTECT, null=True, blank=True, related_name="steps"
    )
    code = models.CharField("code van de route", max_length=40, blank=True)
    title = models.CharField("stap", max_length=500)
    owner = models.CharField("door", max_length=16, choices=StepOwner)
    responsible = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="own_steps"
    )
    owner_name = models.CharField("naam van de partner of helper", max_length=120, blank=True)
    due_on = models.DateField("tegen", null=True, blank=True)
    rule = models.CharField("waarom tegen dan", max_length=400, blank=True)
    rule_kind = models.CharField(
        "soort dag", max_length=8, choices=RuleKind, default=RuleKind.TARGET
    )
    rule_verified = models.BooleanField("regel nagekeken", default=False)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    drop_proposed_on = models.DateField("voorstel om te schrappen", null=True, blank=True)
    done_on = models.DateField("afgehandeld op", null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    result = models.CharField("resultaat", max_length=300, blank=True)
    dropped_because = models.CharField("geschrapt omdat", max_length=300, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "stap", "stappen"
        ordering = ["position", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None)
                | Q(done_by__isnull=False)
                | ~Q(result="")
                | ~Q(dropped_because=""),
                name="done_step_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(dropped_because="") | Q(done_on__isnull=False),
                name="dropped_step_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(responsible=None) | Q(owner=StepOwner.FAMILY),
                name="family_member_does_family_step",
            ),
            models.UniqueConstraint(
                fields=["case", "code", "person"],
                condition=Q(done_on=None) & ~Q(code=""),
                nulls_distinct=False,
                name="one_open_step_per_code",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "due_on"], condition=Q(done_on=None), name="steps_to_do")
        ]

    def __str__(self):
        return self.title

    @property
    def is_dropped(self) -> bool:
        return bool(self.dropped_because)

    @property
    def is_binding(self) -> bool:
        """Whether its day is set by law or for safety."""
        return self.rule_kind in BINDING

    @property
    def by_whom(self) -> str:
        """Who does it, by name where a name is known."""
        if self.responsible:
            return str(self.responsible)
        if self.owner_name:
            return f"{self.owner_name} ({self.get_owner_display()})"
        return self.get_owner_display()

    def is_late(self, on: date) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < on


class StepChange(models.Model):
    """A step was postponed or changed: what it was, by whom, why. The old day stays readable."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="changes")
    kind = models.CharField("wat", max_length=10, choices=StepChangeKind)
    on = models.DateField("op")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="door")
    title_before = models.CharField("stap voordien", max_length=500, blank=True)
    due_before = models.DateField("dag voordien", null=True, blank=True)
    due_after = models.DateField("dag nadien", null=True, blank=True)
    reason = models.CharField("reden", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "wijziging van een stap", "wijzigingen van stappen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=StepChangeKind.POSTPONED) | ~Q(reason=""),
                name="postponed_step_says_why",
            )
        ]
