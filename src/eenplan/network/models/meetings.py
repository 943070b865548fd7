"""A meeting with partners about a neighbourhood: who comes, what is on it, what is decided."""

from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from eenplan.cases.models import Case
from eenplan.directory.models import Partner
from eenplan.network.meeting_kinds import Ground, ItemKind, MeetingState
from eenplan.network.models.signals import Signal
from eenplan.network.signal_kinds import SignalTheme
from eenplan.organisation.models import User
from eenplan.territory.models import Area


class Meeting(models.Model):
    """Colleagues and partners of one neighbourhood about one theme, on one day."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="meetings", verbose_name="wijk")
    theme = models.CharField("thema", max_length=12, choices=SignalTheme)
    series = models.CharField("reeks", max_length=80, blank=True)
    chair = models.ForeignKey(
        User, models.PROTECT, related_name="meetings_chaired", verbose_name="voorzitter"
    )
    on = models.DateField("datum")
    starts_at = models.TimeField("van")
    ends_at = models.TimeField("tot")
    place = models.CharField("waar", max_length=120)
    partners = models.ManyToManyField(Partner, related_name="meetings", blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=MeetingState, default=MeetingState.PLANNED
    )
    cancel_reason = models.CharField("waarom geschrapt", max_length=200, blank=True)
    overlap_reason = models.CharField(
        "waarom toch, naast een ander overleg", max_length=200, blank=True
    )
    planned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "wijkoverleg", "wijkoverleg"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_not_backwards"
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CANCELLED) ^ Q(cancel_reason=""),
                name="cancelled_meeting_says_why",
            ),
        ]
        indexes = [models.Index(fields=["area", "theme", "on"], name="meetings_alike")]

    def __str__(self):
        return f"Wijkoverleg {self.area} · {self.get_theme_display()}"

    @property
    def minutes(self) -> int:
        """How long it takes, in minutes."""
        start, end = (datetime.combine(date.min, at) for at in (self.starts_at, self.ends_at))
        return int((end - start) / timedelta(minutes=1))


class Participant(models.Model):
    """A colleague who is asked to a meeting, and whether he or she was there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    user = models.ForeignKey(User, models.PROTECT, related_name="meetings")
    was_there = models.BooleanField("was er", default=True)

    class Meta:
        verbose_name, verbose_name_plural = "deelnemer", "deelnemers"
        constraints = [models.UniqueConstraint("meeting", "user", name="asked_to_meeting_once")]


class AgendaItem(models.Model):
    """One thing to talk about: a case with the ground to do so, a theme, or a signal."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    kind = models.CharField("soort", max_length=8, choices=ItemKind)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    signal = models.ForeignKey(
        Signal, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    title = models.CharField("thema", max_length=160, blank=True)
    why = models.CharField("waarom op de agenda", max_length=400, blank=True)
    ground = models.CharField("grond", max_length=16, choices=Ground, blank=True)
    ground_note = models.CharField("toelichting bij de grond", max_length=300, blank=True)
    put_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.TextField("besproken", max_length=4000, blank=True)
    minutes = models.PositiveSmallIntegerField(
        "minuten", null=True, blank=True, validators=[MaxValueValidator(480)]
    )
    decision = models.CharField("besluit", max_length=400, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door"
    )
    due_on = models.DateField("tegen", null=True, blank=True)
    decided_on = models.DateField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "agendapunt", "agendapunten"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ItemKind.CASE, case__isnull=False, signal=None)
                | Q(kind=ItemKind.SIGNAL, case=None, signal__isnull=False)
                | (Q(kind=ItemKind.THEME, case=None, signal=None) & ~Q(title="")),
                name="agenda_item_is_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.CASE) | ~Q(ground=""), name="case_item_has_ground"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None)
                | (~Q(decision="") & Q(decided_on__isnull=False, owner__isnull=False)),
                name="decision_has_owner_and_day",
            ),
            models.UniqueConstraint("meeting", "case", name="case_once_on_an_agenda"),
            models.UniqueConstraint("meeting", "signal", name="signal_once_on_an_agenda"),
        ]


class WishToDiscuss(models.Model):
    """The case manager asks to talk about a case at the next meeting of its neighbourhood."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="wishes_to_discuss")
    why = models.CharField("waarover", max_length=400)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField("gevraagd op")
    settled_on = models.DateField("op een agenda gezet op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "bespreekvraag", "bespreekvragen"
        constraints = [
            models.UniqueConstraint("case", condition=Q(settled_on=None), name="asked_once")
        ]
