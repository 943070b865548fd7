"""Staff that moves: a call for volunteers, who answered, what is left open, who may come."""

from django.db import models
from django.db.models import Q

from eenplan.organisation.enums import AnswerState, Role
from eenplan.organisation.models.teams import Membership, Team, User


class StaffCall(models.Model):
    """A team asks who of the staff wants to come and work in it."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="calls")
    places = models.PositiveSmallIntegerField("plaatsen")
    text = models.TextField("oproep", max_length=4000)
    opened_on = models.DateField("geopend op")
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    last_day = models.DateField("kandidaat stellen tot en met")
    closed_on = models.DateField("gesloten op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "oproep", "oproepen"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="call_has_places"),
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("opened_on")), name="call_not_backwards"
            ),
        ]


class CallAnswer(models.Model):
    """Somebody of the staff answered a call; the coordinator accepts or not."""

    call = models.ForeignKey(StaffCall, models.PROTECT, related_name="answers")
    user = models.ForeignKey(User, models.PROTECT, related_name="call_answers")
    applied_on = models.DateField("kandidaat sinds")
    motivation = models.CharField("motivatie", max_length=1000, blank=True)
    state = models.CharField(
        "toestand", max_length=10, choices=AnswerState, default=AnswerState.APPLIED
    )
    decided_on = models.DateField("beslist op", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("reden", max_length=300, blank=True)
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, blank=True, related_name="call_answer"
    )

    class Meta:
        verbose_name, verbose_name_plural = "kandidaat", "kandidaten"
        constraints = [
            models.UniqueConstraint("call", "user", name="one_answer_to_a_call"),
            models.CheckConstraint(
                condition=Q(membership=None) | Q(state=AnswerState.ACCEPTED),
                name="membership_only_when_accepted",
            ),
        ]


class Vacancy(models.Model):
    """A seat somebody left: who comes instead, and when; or why nobody does."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="vacancies")
    role = models.CharField("rol", max_length=30, choices=Role)
    fraction = models.DecimalField("deel van voltijds", max_digits=3, decimal_places=2, default=0)
    since = models.DateField("open sinds")
    left_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="left_seats")
    went_to = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    filled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="filled_seats"
    )
    settled_on = models.DateField("ingevuld of vervallen op", null=True, blank=True)
    note = models.CharField("opmerking", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "vacature", "vacatures"
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None, filled_by=None)
                | Q(settled_on__gte=models.F("since")) & (Q(filled_by__isnull=False) | ~Q(note="")),
                name="settled_vacancy_says_how",
            )
        ]


class ReserveCandidate(models.Model):
    """Somebody who passed a selection and may be called for a time (seed 002)."""

    name = models.CharField("naam", max_length=160)
    role = models.CharField("voor de rol", max_length=30, choices=Role)
    since = models.DateField("in de reserve sinds")
    valid_until = models.DateField("geldig tot en met")
    taken_up_on = models.DateField("aangeworven op", null=True, blank=True)
    vacancy = models.OneToOneField(
        Vacancy, models.PROTECT, null=True, blank=True, related_name="candidate"
    )
    note = models.CharField("opmerking", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "kandidaat in de reserve", "wervingsreserve"
        ordering = ["valid_until", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=models.F("since")), name="reserve_not_backwards"
            ),
            models.CheckConstraint(
                condition=Q(vacancy=None) | Q(taken_up_on__isnull=False),
                name="taken_up_for_a_vacancy_on_a_day",
            ),
        ]
