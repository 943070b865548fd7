"""Visits after a household moved in: planned as dated rows, held with who interpreted."""

from django.db import models
from django.db.models import F, Q

from eenplan.cases.models import WorkItem
from eenplan.housing.models.stays import Stay
from eenplan.housing.stay_kinds import FollowUpKind, GuestInterpreter, YesNo
from eenplan.organisation.models import User
from eenplan.people.enums import Language


class FollowUpVisit(models.Model):
    """A visit to a stay: to be held between two days, and once held, what was found.

    A visit to the guests says who interpreted and whether they were spoken to alone; the database
    insists. `told_coordinator_on` and `told_housing_on` say how far a missed visit has escalated.
    """

    stay = models.ForeignKey(Stay, models.CASCADE, related_name="visits")
    kind = models.CharField("soort", max_length=8, choices=FollowUpKind)
    from_on = models.DateField("vanaf")
    due_on = models.DateField("uiterlijk")
    tried = models.PositiveSmallIntegerField("niemand thuis of geen antwoord", default=0)
    last_tried_on = models.DateField("laatste poging", null=True, blank=True)
    held_on = models.DateField("gehouden op", null=True, blank=True)
    held_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    spoken_alone = models.BooleanField("gast alleen gesproken", null=True)
    not_alone_why = models.CharField("waarom niet alleen", max_length=200, blank=True)
    interpreter = models.CharField("wie tolkte", max_length=12, blank=True)
    language = models.CharField("taal", max_length=8, choices=Language, blank=True)
    host_spoken = models.BooleanField("ook de gastheer of eigenaar gesproken", default=False)
    lives_there = models.CharField("woont er echt", max_length=3, choices=YesNo, blank=True)
    has_papers = models.CharField("heeft eigen papieren", max_length=3, choices=YesNo, blank=True)
    works_for_host = models.CharField("werkt voor gastheer", max_length=3, blank=True)
    findings = models.TextField("wat zag en hoorde u", max_length=4000, blank=True)
    told_coordinator_on = models.DateField("gemeld aan de coördinator op", null=True)
    told_housing_on = models.DateField("gemeld aan huisvesting op", null=True)
    alarm = models.ForeignKey(WorkItem, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "opvolgbezoek", "opvolgbezoeken"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("from_on")), name="visit_window_not_backwards"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None)
                | Q(kind=FollowUpKind.HOST)
                | Q(interpreter__in=GuestInterpreter.values, spoken_alone__isnull=False)
                & ~Q(language=""),
                name="welfare_visit_says_who_interpreted",
            ),
            models.CheckConstraint(
                condition=Q(held_on=None)
                | Q(spoken_alone=None)
                | Q(spoken_alone=True)
                | ~Q(not_alone_why=""),
                name="not_alone_says_why",
            ),
            models.UniqueConstraint(
                "stay",
                "kind",
                condition=Q(held_on=None) & ~Q(kind=FollowUpKind.EXTRA),
                name="one_visit_of_a_kind_to_come",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(held_on=None), name="visits_to_hold")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} bij verblijf {self.stay_id}"

    @property
    def household(self):
        return self.stay.household

    @property
    def interpreted_by(self) -> str:
        """Return who interpreted, in words."""
        return GuestInterpreter(self.interpreter).label if self.interpreter else ""

    @property
    def is_for_host(self) -> bool:
        return self.kind == FollowUpKind.HOST
