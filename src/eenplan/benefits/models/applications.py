"""The chronological register of applications, and what moves their legal term."""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums import AskedRight, Channel
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User
from eenplan.people.models import Household, Person


class Application(models.Model):
    """One request for help, entered in the register the day it is received (RMI art. 18 §2).

    The number and what was entered never change, and no row goes (trigger, migration 0001): a
    mistake is put right by a `RegisterCorrection` beside it. How far an application is follows from
    what was done with it (`selectors/stages.py`); it is never stored.
    """

    year = models.PositiveSmallIntegerField("jaar")
    serial = models.PositiveIntegerField("volgnummer")
    household = models.ForeignKey(Household, models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(
        Person, models.PROTECT, related_name="applications", verbose_name="aanvrager"
    )
    right = models.CharField("gevraagd recht", max_length=24, choices=AskedRight)
    channel = models.CharField("hoe", max_length=16, choices=Channel)
    handed_in_on = models.DateField("binnengekomen op")
    received_on = models.DateField("geldt als ontvangen op")  # art. 18 §2: next working day
    first_received_on = models.DateField("eerst ontvangen op", null=True, blank=True)
    sent_on = models.DateField("daar doorgezonden op", null=True, blank=True)  # art. 21 §1
    other_centre = models.CharField("doorgezonden door", max_length=160, blank=True)
    words = models.TextField("de vraag, in eigen woorden", max_length=4000, blank=True)
    is_urgent = models.BooleanField("dringend", default=False)
    registered_at = models.DateTimeField("ingeschreven op")
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    withdrawn_why = models.CharField("ingetrokken omdat", max_length=300, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "aanvraag", "aanvragen"
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint("year", "serial", name="one_application_per_number"),
            models.CheckConstraint(
                condition=Q(received_on__gte=F("handed_in_on")),
                name="received_when_handed_in_or_later",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.OTHER_CENTRE, first_received_on__isnull=False)
                & ~Q(other_centre="")
                | ~Q(channel=Channel.OTHER_CENTRE) & Q(first_received_on=None, other_centre=""),
                name="forwarded_application_keeps_its_first_day",
            ),
            models.CheckConstraint(
                condition=Q(first_received_on=None)
                | Q(first_received_on__lte=F("handed_in_on"))
                & (
                    Q(sent_on=None)
                    | Q(sent_on__gte=F("first_received_on"), sent_on__lte=F("handed_in_on"))
                ),
                name="forwarded_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="")
                | Q(withdrawn_on__gte=F("received_on")) & ~Q(withdrawn_why=""),
                name="withdrawal_says_why",
            ),
        ]

    def __str__(self):
        return f"Aanvraag {self.number}"

    @property
    def number(self) -> str:
        return f"A{self.year}/{self.serial:05d}"

    @property
    def is_reckoned(self) -> bool:
        """Whether the engine has an answer for it; other aid is proposed with reasons alone."""
        return self.right != AskedRight.OTHER_AID


class RegisterCorrection(models.Model):
    """What stood wrong in the register, what should have stood there, and who says so."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="corrections")
    field = models.CharField("gegeven", max_length=32)
    was = models.CharField("stond er", max_length=4000, blank=True)
    becomes = models.CharField("moet zijn", max_length=4000, blank=True)
    reason = models.CharField("waarom", max_length=400)
    made_at = models.DateTimeField("verbeterd op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "verbetering", "verbeteringen"
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(condition=~Q(was=F("becomes")), name="correction_corrects"),
        ]


class Suspension(DatedRow):
    """The legal term of an application stands still for a time: an interval, not a switch."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="suspensions")
    reason = models.CharField("reden", max_length=300)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "schorsing", "schorsingen"
        constraints = [
            no_period_backwards("suspension_not_backwards"),
            models.CheckConstraint(condition=~Q(reason=""), name="suspension_has_a_reason"),
            one_at_a_time(
                "application",
                name="one_suspension_at_a_time",
                message="De termijn is in die periode al geschorst.",
            ),
        ]


class CompetenceCheck(models.Model):
    """Whether this centre is the one to decide; if not, to which one the application goes.

    Of incompetence the chair may decide, the next session ratifies (RMI art. 18 §4).
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="competence")
    is_competent = models.BooleanField("bevoegd")
    ground = models.CharField("op grond van", max_length=400)
    decided_on = models.DateField("beslist op")
    is_by_chair = models.BooleanField("beslist door de voorzitter", default=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_centre = models.CharField("naar OCMW", max_length=160, blank=True)
    to_address = models.CharField("adres", max_length=300, blank=True)
    forwarded_on = models.DateField("doorgezonden op", null=True, blank=True)
    applicant_told_on = models.DateField("aanvrager verwittigd op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "bevoegdheid", "bevoegdheden"
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="competence_has_a_ground"),
            models.CheckConstraint(
                condition=Q(is_competent=True, to_centre="", forwarded_on=None)
                | Q(is_competent=False) & ~Q(to_centre=""),
                name="incompetent_centre_names_another",
            ),
            models.CheckConstraint(
                condition=Q(forwarded_on=None) | Q(forwarded_on__gte=F("decided_on")),
                name="forwarded_after_it_was_decided",
            ),
        ]
