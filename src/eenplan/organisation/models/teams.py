"""Teams, the areas they serve and the people who work in them."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.enums import Role, TargetGroup, TeamKind
from eenplan.territory.models import Area


class User(AbstractUser):
    """Somebody who signs in. What the person may do follows from dated team memberships."""

    languages = ArrayField(
        models.CharField(max_length=8), verbose_name="spreekt", default=list, blank=True
    )

    class Meta:
        verbose_name, verbose_name_plural = "gebruiker", "gebruikers"

    def __str__(self):
        return self.get_full_name() or self.username


MONDAY_TO_FRIDAY = "12345"  # as ISO numbers the days of the week


class Team(DatedRow):
    """A neighbourhood team, the central team, or a cell that is there for a while (cells.py)."""

    name = models.CharField("naam", max_length=80, unique=True)
    kind = models.CharField("soort", max_length=20, choices=TeamKind)
    areas = models.ManyToManyField(
        Area, related_name="teams", blank=True, verbose_name="wijken", through="TeamArea"
    )
    target_group = models.CharField("doelgroep", max_length=30, choices=TargetGroup, blank=True)
    open_days = models.CharField("open op", max_length=7, default=MONDAY_TO_FRIDAY)

    class Meta:
        verbose_name, verbose_name_plural = "team", "teams"
        ordering = ["name"]
        constraints = [
            no_period_backwards("team_not_backwards"),
            models.CheckConstraint(
                condition=Q(open_days__regex="^[1-7]{1,7}$"), name="team_is_open_some_day"
            ),
            models.CheckConstraint(
                condition=~Q(kind=TeamKind.TEMPORARY_CELL) | ~Q(target_group=""),
                name="cell_has_target_group",
            ),
            one_at_a_time(
                "target_group",
                name="one_cell_per_target_group",
                condition=Q(kind=TeamKind.TEMPORARY_CELL),
                message="Er is voor deze doelgroep al een tijdelijke cel in die periode.",
            ),
        ]

    def __str__(self):
        return self.name


class TeamArea(DatedRow):
    """The team that serves an area; one team at a time, so that an address has one answer."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="team_areas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="team_areas")

    class Meta:
        constraints = [
            no_period_backwards("team_area_not_backwards"),
            one_at_a_time(
                "area", name="one_team_per_area", message="Deze wijk hoort al bij een team."
            ),
        ]


class Membership(DatedRow):
    """Somebody works in a team in a role, with a part of full time for households."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    role = models.CharField("rol", max_length=30, choices=Role)
    case_fraction = models.DecimalField(
        "deel van voltijds voor gezinnen", max_digits=3, decimal_places=2, default=0
    )

    class Meta:
        verbose_name, verbose_name_plural = "lidmaatschap", "lidmaatschappen"
        constraints = [
            no_period_backwards("membership_not_backwards"),
            models.CheckConstraint(
                condition=Q(case_fraction__gte=0, case_fraction__lte=1),
                name="fraction_of_full_time",
            ),
            one_at_a_time(
                "user",
                "team",
                "role",
                name="one_membership_at_a_time",
                message="Deze persoon heeft die rol al in dit team.",
            ),
        ]

    def __str__(self):
        return f"{self.user} – {self.get_role_display()} ({self.team})"
