"""What stands in the way of a payment: stays abroad, and sanctions the committee decided.

Neither is changed once it is written. A correction is a row of its own that names the one it comes
in the place of; what a frozen run took off stays explained by the row that was there then.
"""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums_hindrances import Fault, Heard
from eenplan.benefits.models.decisions import Decision
from eenplan.core.periods import DatedQuerySet, DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User
from eenplan.people.models import Household, Person


class HindranceQuerySet(DatedQuerySet):
    def standing(self):
        """Return the rows that were not withdrawn or corrected."""
        return self.filter(withdrawn_at=None)


class Hindrance(DatedRow):
    """Something that takes days off what a person is paid, and who wrote it down."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="%(class)ss")
    person = models.ForeignKey(Person, models.PROTECT, related_name="%(class)ss")
    note = models.CharField("toelichting", max_length=400, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    noted_at = models.DateTimeField("genoteerd op")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField("waarom ingetrokken", max_length=400, blank=True)

    objects = HindranceQuerySet.as_manager()

    class Meta:
        abstract = True


def withdrawn_says_why(kind: str) -> models.CheckConstraint:
    """Return the promise that what was withdrawn says why."""
    return models.CheckConstraint(
        condition=Q(withdrawn_at=None, withdrawn_why="")
        | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
        name=f"{kind}_withdrawn_says_why",
    )


class StayAbroad(Hindrance):
    """Somebody who is paid a wage stays abroad; `ends_on` is the first day back, once known.

    Only who has a wage (trigger `abroad_of_who_has_a_grant`); the day back and the decision that
    lets the payment go on are filled in once (trigger `abroad_stays_as_written`).
    """

    reported_on = models.DateField("gemeld op")
    exceptional_by = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="stays_abroad"
    )

    class Meta:
        verbose_name, verbose_name_plural = (
            "verblijf in het buitenland",
            "verblijven in het buitenland",
        )
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="abroad_takes_days"
            ),
            one_at_a_time(
                "person",
                name="one_stay_abroad_at_a_time",
                message="Voor deze persoon staat dan al een verblijf in het buitenland.",
                condition=Q(withdrawn_at=None),
            ),
            withdrawn_says_why("abroad"),
        ]


class Sanction(Hindrance):
    """A suspension the committee decided and that was notified (RMI art. 30).

    It rests on a decision of this kind, about this person, and on a living wage (trigger
    `sanction_is_what_was_decided`).
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="sanctions")
    fault = models.CharField("waarvoor", max_length=12, choices=Fault)
    months = models.PositiveSmallIntegerField("maanden")
    percent = models.PositiveSmallIntegerField("procent", default=100)
    conditional = models.BooleanField("met uitstel", default=False)
    fact_on = models.DateField("dag van de feiten")
    notified_on = models.DateField("ter kennis gebracht op")
    earlier_on = models.DateField("vorige sanctie van", null=True, blank=True)
    notice_on = models.DateField("aangemaand op", null=True, blank=True)
    advice_on = models.DateField("advies van", null=True, blank=True)
    heard = models.CharField("hoorrecht", max_length=12, choices=Heard)
    heard_on = models.DateField("gehoord of uitgenodigd op")

    class Meta:
        verbose_name, verbose_name_plural = "sanctie", "sancties"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            no_period_backwards("sanction_not_backwards"),
            models.CheckConstraint(condition=Q(ends_on__isnull=False), name="sanction_ends"),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="sanction_of_a_part_or_all"
            ),
            models.CheckConstraint(
                condition=~Q(fault=Fault.PROJECT)
                | Q(notice_on__isnull=False, advice_on__gte=F("notice_on")),
                name="project_sanction_after_notice_and_advice",
            ),
            models.CheckConstraint(
                condition=Q(fact_on__lte=F("notified_on"), heard_on__lte=F("notified_on")),
                name="sanction_heard_before_notified",
            ),
            models.UniqueConstraint(
                "decision", condition=Q(withdrawn_at=None), name="one_sanction_a_decision"
            ),
            one_at_a_time(
                "person",
                name="one_sanction_at_a_time",
                message="Voor deze persoon loopt dan al een sanctie.",
                condition=Q(withdrawn_at=None, conditional=False),
            ),
            withdrawn_says_why("sanction"),
        ]
