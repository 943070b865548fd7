"""What a run is filled with: the grants it looks at, what is withheld, and the file it became."""

from django.db import models
from django.db.models import Q

from eenplan.benefits.enums_money import CandidateState, HeldReason
from eenplan.benefits.models.decisions import Grant
from eenplan.benefits.models.payments import Payment, PaymentRun, Recovery
from eenplan.organisation.models import User


class RunCandidate(models.Model):
    """A grant that holds in the period of a run: paid in it, or not and why.

    Workers take the waiting ones in pieces. Of a frozen run they stay as they are (trigger
    `frozen_candidates_stay`), and none waits (trigger `frozen_run_is_complete`).
    """

    run = models.ForeignKey(PaymentRun, models.CASCADE, related_name="candidates")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="candidacies")
    state = models.CharField(
        "stand", max_length=10, choices=CandidateState, default=CandidateState.WAITING
    )
    reason = models.CharField("reden", max_length=16, choices=HeldReason, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField("vrijgegeven op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "kandidaat", "kandidaten"
        ordering = ["grant"]
        constraints = [
            models.UniqueConstraint("run", "grant", name="one_candidate_per_grant"),
            models.CheckConstraint(
                condition=Q(state=CandidateState.HELD) & ~Q(reason="")
                | ~Q(state=CandidateState.HELD) & Q(reason=""),
                name="held_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="released_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["run", "state", "grant"], name="candidate_of_run")]


class Withholding(models.Model):
    """What of a payment is kept for a recovery, or for an advance that was paid before.

    `carried`: it was withheld for this period already, from a payment the bank sent back.
    """

    payment = models.ForeignKey(Payment, models.CASCADE, related_name="withholdings")
    recovery = models.ForeignKey(Recovery, models.PROTECT, null=True, related_name="withholdings")
    advance = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="settled_by")
    cents = models.BigIntegerField("bedrag")
    carried = models.BooleanField("eerder ingehouden", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "inhouding", "inhoudingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(recovery__isnull=False, advance=None)
                | Q(recovery=None, advance__isnull=False),
                name="withheld_for_one_thing",
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="withheld_is_something"),
            models.UniqueConstraint("payment", "recovery", name="withheld_once_for_a_recovery"),
            models.UniqueConstraint("payment", "advance", name="withheld_once_for_an_advance"),
        ]


class RunFile(models.Model):
    """The bytes for the bank, made once at the freeze; `content` holds them compressed."""

    run = models.OneToOneField(PaymentRun, models.PROTECT, related_name="file")
    content = models.BinaryField("inhoud")
    size = models.PositiveIntegerField("grootte")
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name, verbose_name_plural = "betaalbestand", "betaalbestanden"
