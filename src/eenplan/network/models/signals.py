"""What somebody noticed in a neighbourhood, what was done with it, what goes to policy."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from eenplan.network.signal_kinds import CLOSED, OPEN, SignalState, SignalTheme, Urgency
from eenplan.organisation.models import User
from eenplan.people.models import Household
from eenplan.territory.models import Area


class PolicyPoint(models.Model):
    """What several signals say together, in words without persons, put to the policy makers."""

    title = models.CharField("punt", max_length=160)
    text = models.TextField("wat is er aan de hand?", max_length=4000)
    made_on = models.DateField("gemaakt op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = models.TextField("antwoord van het beleid", max_length=4000, blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "punt voor het beleid", "punten voor het beleid"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__gte=F("made_on"))),
                name="policy_answer_has_a_day",
            )
        ]

    def __str__(self):
        return self.title


class Signal(models.Model):
    """Something noticed by somebody who need not see files; free words about a household at most.

    `summary` says it in words without persons: all that is shown to who reads no files.
    """

    theme = models.CharField("thema", max_length=12, choices=SignalTheme)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="signals", verbose_name="wijk"
    )
    urgency = models.CharField(
        "hoe dringend", max_length=8, choices=Urgency, default=Urgency.NORMAL
    )
    text = models.TextField("wat is er opgemerkt?", max_length=4000)
    about = models.CharField("over welk gezin?", max_length=400, blank=True)
    reach = models.CharField("bereikbaar via", max_length=200, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="signals")
    given_on = models.DateField("gegeven op")
    due_on = models.DateField("opvolgen tegen")
    state = models.CharField("stand", max_length=10, choices=SignalState, default=SignalState.NEW)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgevolgd door"
    )
    summary = models.CharField("zonder personen", max_length=300, blank=True)
    feedback = models.TextField("terugkoppeling", max_length=2000, blank=True)
    reason = models.CharField("waarom geen gevolg", max_length=400, blank=True)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="signals"
    )
    point = models.ForeignKey(
        PolicyPoint, models.PROTECT, null=True, blank=True, related_name="signals"
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "signaal", "signalen"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("given_on")), name="signal_due_after_giving"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_on=None)
                | (Q(state__in=CLOSED, closed_on__gte=F("given_on")) & ~Q(feedback="")),
                name="closed_signal_has_feedback",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignalState.IN_HAND) | Q(owner__isnull=False),
                name="signal_in_hand_has_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignalState.TO_POLICY) | Q(point__isnull=False),
                name="signal_to_policy_has_point",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignalState.NO_ACTION) | ~Q(reason=""),
                name="no_action_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "theme", "given_on"], name="signals_clustered"),
            models.Index(fields=["due_on"], condition=Q(state__in=OPEN), name="signals_to_handle"),
        ]

    def __str__(self):
        return f"signaal over {self.get_theme_display()} van {self.given_on:%d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_overdue(self, day: date) -> bool:
        """Say whether something should have been done before a day."""
        return self.is_open and self.due_on < day
