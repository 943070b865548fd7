"""Letters as they were sent, and how they reached somebody."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums import Delivery, LetterKind
from eenplan.benefits.models.applications import Application
from eenplan.benefits.models.decisions import Decision
from eenplan.organisation.models import User
from eenplan.people.models import Household

OF_AN_APPLICATION = (LetterKind.RECEIPT, LetterKind.FORWARDED, LetterKind.FORWARDED_TOLD)
EBOX_SINCE = date(2024, 4, 21)  # RMI art. 21 §4


class Letter(models.Model):
    """A letter, kept as it was made (trigger). The Dutch text counts, the rest is a courtesy."""

    kind = models.CharField("soort", max_length=16, choices=LetterKind)
    household = models.ForeignKey(Household, models.PROTECT, related_name="letters")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    language = models.CharField("taal van de vertaling", max_length=8, default="nl")
    is_checked = models.BooleanField("vertaling nagelezen", default=False)
    told = models.JSONField("wat erin staat")
    pdf = models.BinaryField("document")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    why = models.CharField("waarom opnieuw", max_length=400, blank=True)
    earlier_lacked = models.BooleanField("de vorige brief was niet volledig", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "brief", "brieven"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="letter_has_fingerprint"
            ),
            models.CheckConstraint(
                condition=~Q(kind=LetterKind.DECISION) | Q(decision__isnull=False),
                name="letter_of_a_decision_names_it",
            ),
            models.UniqueConstraint(
                "decision",
                condition=Q(kind=LetterKind.DECISION, replaces=None),
                name="one_first_letter_of_a_decision",
            ),
            models.UniqueConstraint(
                "application",
                "kind",
                condition=Q(kind__in=OF_AN_APPLICATION, replaces=None),
                name="one_first_letter_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, why="", earlier_lacked=False)
                | Q(replaces__isnull=False) & ~Q(why=""),
                name="corrected_letter_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} van {self.made_at:%d/%m/%Y}"


class Notification(models.Model):
    """A letter went out, and when it is known to have come; from then on the appeal term runs.

    A decision goes by registered letter, eBox or against receipt, and never in a letter that was
    replaced before it went out (trigger `told_as_the_law_asks`).
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="notification")
    how = models.CharField("hoe", max_length=12, choices=Delivery)
    sent_on = models.DateField("verzonden op")
    reference = models.CharField("nummer van de zending", max_length=60, blank=True)
    received_on = models.DateField("ontvangen op", null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "kennisgeving", "kennisgevingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("sent_on")),
                name="received_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(how=Delivery.EBOX) | Q(sent_on__gte=EBOX_SINCE),
                name="ebox_since_it_is_allowed",
            ),
        ]
