"""Somebody else than who has the right is paid: a landlord, or an account under budget help."""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums_money import PayeeBasis, PayeeKind
from eenplan.benefits.models.applications import Application
from eenplan.benefits.models.decisions import Decision
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User


class PaidTo(DatedRow):
    """What is granted on an application goes to somebody else, from a day until another.

    On the written consent of the client, or on a decision about this client (trigger). It follows
    the application, so that a revision does not bring the money elsewhere. The account waits for
    a second person, as every account does; nothing of it is changed later.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="paid_to")
    kind = models.CharField("aan wie", max_length=10, choices=PayeeKind)
    holder = models.CharField("op naam van", max_length=70)
    iban = models.CharField("rekeningnummer", max_length=34)
    basis = models.CharField("op grond van", max_length=10, choices=PayeeBasis)
    consent_on = models.DateField("toestemming getekend op", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="paid_to"
    )
    proof = models.CharField("bewijs gezien", max_length=200)
    entered_at = models.DateTimeField("ingevoerd op")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_why = models.CharField("waarom beëindigd", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "betaling aan een derde", "betalingen aan een derde"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            no_period_backwards("paid_to_not_backwards"),
            one_at_a_time(
                "application",
                name="paid_to_one_at_a_time",
                message="Deze steun gaat dan al naar iemand anders.",
            ),
            models.CheckConstraint(
                condition=Q(basis=PayeeBasis.CONSENT, consent_on__isnull=False, decision=None)
                | Q(basis=PayeeBasis.DECISION, consent_on=None, decision__isnull=False),
                name="paid_to_rests_on_consent_or_decision",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="paid_to_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(entered_by=None)
                | ~Q(confirmed_by=F("entered_by")),
                name="paid_to_confirmed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None, ended_why="") | Q(ends_on__isnull=False),
                name="paid_to_ended_on_a_day",
            ),
        ]
