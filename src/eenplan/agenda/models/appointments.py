"""Appointments: a worker or a room, somebody, a moment and the way there."""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Lower

from eenplan.agenda.enums import AppointmentState, MeetingPlace
from eenplan.agenda.models.queue import Visit
from eenplan.agenda.models.spans import span
from eenplan.core.access import Actor, Capability
from eenplan.organisation.models import Team, User
from eenplan.people.enums import Language
from eenplan.people.models import Household


class AppointmentQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """Return the appointments of the teams whose agenda the actor uses, and the own ones."""
        teams = actor.teams_with(Capability.AGENDA_USE)
        return self.filter(Q(team__in=teams) | Q(worker=actor.user_id))

    def with_sight(self, actor: Actor):
        """Annotate `may_open`: the household is known and the actor may open its file."""
        open_to = Household.objects.visible_to(actor).filter(pk=OuterRef("household_id"))
        return self.annotate(may_open=Exists(open_to))

    def standing(self):
        """Return those that were not cancelled: they take the worker's time."""
        return self.exclude(state=AppointmentState.CANCELLED)


def _travel(column: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(column) * Value(timedelta(minutes=1)), output_field=DurationField())


class Appointment(models.Model):
    """A moment agreed with somebody. `busy_from` and `busy_until` count the way there and back."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="appointments")
    worker = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    room = models.CharField("lokaal", max_length=40, blank=True)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    name = models.CharField("met wie", max_length=60, blank=True)  # of who has no file
    subject = models.CharField("waarover", max_length=200, blank=True)
    questions = models.TextField("wat wilt u vragen", blank=True)
    place = models.CharField("waar", max_length=8, choices=MeetingPlace)
    starts_at = models.DateTimeField("van")
    ends_at = models.DateTimeField("tot")
    travel_before = models.PositiveSmallIntegerField("heen (minuten)", default=0)
    travel_after = models.PositiveSmallIntegerField("terug (minuten)", default=0)
    busy_from = models.DateTimeField("bezet van")
    busy_until = models.DateTimeField("bezet tot")
    interpreter = models.CharField("tolk voor", max_length=8, choices=Language, blank=True)
    interpreter_arranged = models.BooleanField("tolk is geregeld", default=False)
    state = models.CharField(
        "stand", max_length=12, choices=AppointmentState, default=AppointmentState.PLANNED
    )
    reason = models.CharField("reden", max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField("versie", default=1)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "afspraak", "afspraken"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="appointment_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | ~Q(room=""),
                name="appointment_of_a_worker_or_a_room",
            ),
            models.CheckConstraint(
                condition=~Q(state=AppointmentState.CANCELLED) | ~Q(reason=""),
                name="cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    starts_at=F("busy_from") + _travel("travel_before"),
                    busy_until=F("ends_at") + _travel("travel_after"),
                ),
                name="busy_counts_the_way",
            ),
            ExclusionConstraint(
                name="one_place_at_a_time",
                expressions=[
                    ("worker", RangeOperators.EQUAL),
                    (span("busy_from", "busy_until"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(state=AppointmentState.CANCELLED),
                violation_error_message="Deze medewerker is dan al bezet.",
            ),
            ExclusionConstraint(
                name="one_use_of_a_room",
                expressions=[
                    ("team", RangeOperators.EQUAL),
                    (Lower("room"), RangeOperators.EQUAL),
                    (span("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(state=AppointmentState.CANCELLED) & ~Q(room=""),
                violation_error_message="Dit lokaal is dan al bezet.",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "starts_at"]),
            models.Index(fields=["household", "starts_at"]),
        ]

    def __str__(self):
        return self.get_place_display()
