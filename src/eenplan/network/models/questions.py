"""A question to an expert: help without handing the household over."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from eenplan.cases.models import Case
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.directory.enums import Theme
from eenplan.network.enums import QuestionState
from eenplan.organisation.models import Team, User


class Helpdesk(DatedRow):
    """The team that answers the questions on a theme, for a time."""

    theme = models.CharField("thema", max_length=20, choices=Theme)
    team = models.ForeignKey(Team, models.PROTECT, related_name="helpdesks")

    class Meta:
        verbose_name, verbose_name_plural = "helpdesk", "helpdesks"
        constraints = [
            no_period_backwards("helpdesk_not_backwards"),
            one_at_a_time(
                "theme", name="one_helpdesk_per_theme", message="Dit thema heeft al een helpdesk."
            ),
        ]


class Question(models.Model):
    """Asked of an expert, about a case or in general. The expert sees the text and the facts."""

    theme = models.CharField("thema", max_length=20, choices=Theme)
    team = models.ForeignKey(Team, models.PROTECT, related_name="questions")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="questions")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="questions")
    text = models.TextField("vraag", max_length=4000)
    facts = models.JSONField("meegegeven feiten", default=list)  # pairs of label and text
    asked_on = models.DateField("gesteld op")
    due_on = models.DateField("antwoord tegen")
    state = models.CharField(
        "stand", max_length=10, choices=QuestionState, default=QuestionState.OPEN
    )
    withdrawn_why = models.CharField("reden", max_length=300, blank=True)
    read_on = models.DateField("antwoord gelezen op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "vraag", "vragen"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")), name="question_due_after_asking"
            )
        ]
        indexes = [
            models.Index(
                fields=["team", "due_on"], condition=Q(state=QuestionState.OPEN), name="open_asked"
            )
        ]

    def is_overdue(self, day: date) -> bool:
        """Say whether an answer should have come before a day."""
        return self.state == QuestionState.OPEN and self.due_on < day


class Answer(models.Model):
    """What an expert wrote: the answer, or what a colleague added to it."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField("antwoord", max_length=8000)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on = models.DateField("op")
    at = models.DateTimeField("genoteerd", auto_now_add=True)
    is_addition = models.BooleanField("aanvulling", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "antwoord", "antwoorden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "question", condition=Q(is_addition=False), name="one_answer_per_question"
            )
        ]


class ReusableAnswer(models.Model):
    """A question and its answer in words that tell of no household, for colleagues to find."""

    question = models.OneToOneField(Question, models.PROTECT, related_name="reusable")
    theme = models.CharField("thema", max_length=20, choices=Theme)
    asked = models.TextField("vraag", max_length=2000)
    answer = models.TextField("antwoord", max_length=8000)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on = models.DateField("sinds")
    withdrawn_on = models.DateField("niet meer juist sinds", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "herbruikbaar antwoord", "herbruikbare antwoorden"
