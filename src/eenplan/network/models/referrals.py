"""A referral: the household is sent on, with what may be shared, and somebody has to answer."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from eenplan.cases.models import Case
from eenplan.directory.models import Service
from eenplan.network.enums import DataBlock, ReferralState
from eenplan.network.lifecycle import PENDING
from eenplan.network.models.consent import Consent, whole_consent
from eenplan.organisation.models import Team, User


class Referral(Consent):
    """A case sent to a service outside, or to a team inside, that has to answer.

    `packet` is what the receiver sees of the household: written down when it was sent, so that
    nothing that was noted later is ever shown without consent.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="referrals_received"
    )
    reason = models.TextField("reden", max_length=2000)
    asked = models.TextField("wat vragen we", max_length=2000)
    shared = ArrayField(
        models.CharField(max_length=16, choices=DataBlock), verbose_name="gedeeld", default=list
    )
    packet = models.JSONField("wat de ontvanger ziet", default=list)
    needs_consent = models.BooleanField("aparte toestemming voor noden", default=False)
    service_note = models.CharField("opmerking bij de dienst", max_length=300, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=ReferralState, default=ReferralState.SENT
    )
    sent_on = models.DateField("verstuurd op")
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="referrals_sent")
    answer_by = models.DateField("antwoord tegen")
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
    escalated_on = models.DateField("gemeld aan de coördinator op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "doorverwijzing", "doorverwijzingen"
        constraints = [
            whole_consent("referral_has_consent"),
            models.CheckConstraint(
                condition=Q(service__isnull=False, team=None) | Q(service=None, team__isnull=False),
                name="referral_has_one_receiver",
            ),
            models.CheckConstraint(
                condition=~Q(shared__contains=[DataBlock.NEEDS]) | Q(needs_consent=True),
                name="needs_only_with_own_consent",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("sent_on")), name="answer_after_sending"
            ),
            models.UniqueConstraint(
                "case",
                "service",
                condition=Q(state__in=PENDING, service__isnull=False),
                name="referred_to_service_once",
            ),
            models.UniqueConstraint(
                "case",
                "team",
                condition=Q(state__in=PENDING, team__isnull=False),
                name="referred_to_team_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], condition=Q(state=ReferralState.SENT), name="unanswered"
            )
        ]

    def __str__(self):
        return f"doorverwijzing naar {self.receiver}"

    @property
    def receiver(self) -> str:
        """The name of who is asked to help."""
        return str(self.service or self.team)

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING

    def is_overdue(self, day: date) -> bool:
        """Say whether an answer should have come before a day."""
        return self.state == ReferralState.SENT and self.answer_by < day


class ReferralEvent(models.Model):
    """One line of a referral's history: which state, since when, by whom and why."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="events")
    state = models.CharField("stand", max_length=10, choices=ReferralState)
    on = models.DateField("op")
    at = models.DateTimeField("genoteerd", auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField("door", max_length=160)  # a partner has no account
    why = models.TextField("uitleg", max_length=2000, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "stand", "standen"
        ordering = ["pk"]


class ReferralLink(models.Model):
    """The one way in for a partner without account; only a hash of it is kept."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="links")
    token_hash = models.CharField("hash", max_length=64, unique=True)
    made_on = models.DateField("gemaakt op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_on = models.DateField("geldig tot")
    revoked_on = models.DateField("ingetrokken op", null=True, blank=True)
    used_on = models.DateField("gebruikt op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "eenmalige link", "eenmalige links"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "referral", condition=Q(revoked_on=None, used_on=None), name="one_living_link"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("made_on")), name="link_not_backwards"
            ),
        ]
