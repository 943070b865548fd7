"""The road to work per adult and to school per child, as dated rows of the plan."""

from django.db import models
from django.db.models import Q

from eenplan.cases.enums import ActivationStage, SchoolKind, SchoolState
from eenplan.cases.models.case import Case
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User
from eenplan.people.models import Person
from eenplan.territory.models import Area


class Activation(DatedRow):
    """Where an adult stands on the road to work, for a time."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="activations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="activations")
    stage = models.CharField("stand", max_length=12, choices=ActivationStage)
    note = models.CharField("toelichting", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="door")

    class Meta:
        verbose_name, verbose_name_plural = "activering", "activeringen"
        constraints = [
            no_period_backwards("activation_not_backwards"),
            one_at_a_time(
                "case",
                "person",
                name="one_stage_at_a_time",
                message="Iemand staat op één plaats in de keten naar werk.",
                condition=~Q(stage=ActivationStage.LANGUAGE),
            ),
            one_at_a_time(
                "case",
                "person",
                name="one_language_coaching_at_a_time",
                message="Iemand volgt één taalcoaching tegelijk.",
                condition=Q(stage=ActivationStage.LANGUAGE),
            ),
        ]


class Schooling(DatedRow):
    """Where a child goes to school, or that a school is looked for, for a time.

    Where the school lies counts when a home is looked for near it. Who only knows the neighbourhood
    gives that: the point is then somewhere in its middle, and `is_exact` says that it is not.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="schoolings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="schoolings")
    state = models.CharField("stand", max_length=10, choices=SchoolState)
    kind = models.CharField("soort", max_length=8, choices=SchoolKind)
    school = models.CharField("school", max_length=120, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wijk"
    )
    longitude = models.FloatField("lengtegraad", null=True, blank=True)
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    is_exact = models.BooleanField("juiste plek", default=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="door")

    class Meta:
        verbose_name, verbose_name_plural = "school", "scholen"
        constraints = [
            no_period_backwards("schooling_not_backwards"),
            one_at_a_time(
                "case",
                "person",
                name="one_school_at_a_time",
                message="Een kind gaat naar één school tegelijk.",
            ),
            models.CheckConstraint(
                condition=Q(state=SchoolState.LOOKING) | ~Q(school=""),
                name="enrolled_pupil_has_a_school",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None, is_exact=False)
                | Q(
                    # Said in words, for what is compared with nothing is neither true nor false.
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__range=(-180, 180),
                    latitude__range=(-90, 90),
                ),
                name="school_is_somewhere_on_earth",
            ),
        ]
