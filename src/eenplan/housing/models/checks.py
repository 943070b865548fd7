"""The people half of a host family: who lives there, and the outcome of the check of each."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from eenplan.core.periods import DatedQuerySet, DatedRow, no_period_backwards
from eenplan.housing.enums import CheckVerdict, MemberRole, TombstoneVerdict
from eenplan.housing.models.providers import Offer
from eenplan.organisation.models import User

ADULT_AT = 18


def born_by(day: date) -> date:
    """Return the last birth date of somebody who is eighteen on a day."""
    try:
        return day.replace(year=day.year - ADULT_AT)
    except ValueError:  # 29 February, in a year that has none
        return day.replace(year=day.year - ADULT_AT, day=28)


class HostMemberQuerySet(DatedQuerySet):
    def adults_on(self, day: date):
        """Return who belongs to a host household on a day and is an adult then."""
        adult = Q(birth_date__lte=born_by(day)) | Q(birth_date=None, is_minor=False)
        return self.on(day).filter(adult)


class HostMember(DatedRow):
    """An adult of a host household, somebody who stays there often, or a minor of 13 or older.

    Who turns eighteen is an adult from that day, and needs a check then.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="members")
    name = models.CharField("naam", max_length=120)
    role = models.CharField(
        "woont of verblijft", max_length=12, choices=MemberRole, default=MemberRole.LIVES_THERE
    )
    birth_date = models.DateField("geboortedatum", null=True, blank=True)
    is_minor = models.BooleanField("13 tot 17 jaar", default=False)

    objects = HostMemberQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "huisgenoot van de gastheer", "huisgenoten"
        ordering = ["pk"]
        constraints = [no_period_backwards("host_member_not_backwards")]

    def __str__(self):
        return self.name

    def adult_from(self) -> date | None:
        """Return the day from which this person counts as an adult; None: not known, a minor."""
        if self.birth_date is None:
            return None if self.is_minor else self.starts_on
        born = self.birth_date
        try:
            return born.replace(year=born.year + ADULT_AT)
        except ValueError:  # born on 29 February
            return date(born.year + ADULT_AT, 3, 1)

    def is_adult_on(self, day: date) -> bool:
        """Say whether this person counts as an adult on a day."""
        first = self.adult_from()
        return first is not None and first <= day


class CheckType(DatedRow):
    """A check a host must pass from a day on, in one country. The law behind it is a sentence.

    `is_verified` is only set by who compared the basis with the law. What is required here is the
    municipality's choice: the types of other countries stand in the same table.
    """

    country = models.CharField("land", max_length=2)
    code = models.CharField("code", max_length=20)
    label = models.CharField("soort controle", max_length=120)
    basis = models.CharField("grondslag", max_length=300, blank=True)
    is_verified = models.BooleanField("vergeleken met de wet", default=False)
    is_required = models.BooleanField("hier verplicht", default=True)
    for_minors = models.BooleanField("voor wie 13 tot 17 jaar is", default=False)
    valid_days = models.PositiveSmallIntegerField("geldig (dagen)", default=365)

    class Meta:
        verbose_name, verbose_name_plural = "soort controle", "soorten controles"
        ordering = ["country", "label", "starts_on"]
        constraints = [
            no_period_backwards("check_type_not_backwards"),
            models.CheckConstraint(condition=Q(valid_days__gte=1), name="check_type_lasts"),
        ]

    def __str__(self):
        return self.label


class HostCheck(models.Model):
    """The outcome of one check of one person. The paper itself is shown, never kept.

    `valid_until` is the last day on which it counts. `reason` is for the role SAFEGUARDING only,
    and only there when the verdict is negative.
    """

    member = models.ForeignKey(HostMember, models.PROTECT, related_name="checks")
    type = models.ForeignKey(CheckType, models.PROTECT, related_name="checks")
    shown_on = models.DateField("getoond op")
    valid_until = models.DateField("geldig tot en met")
    verdict = models.CharField("oordeel", max_length=8, choices=CheckVerdict)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("reden", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "controle van een persoon", "controles van personen"
        ordering = ["-shown_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("shown_on")), name="check_not_backwards"
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(verdict=CheckVerdict.NEGATIVE),
                name="only_a_refused_check_has_a_reason",
            ),
        ]


class Tombstone(models.Model):
    """What stays of a withdrawn or rejected offer: enough to notice that it comes back.

    A keyed hash of name and address, or of name and birth date, from which nobody can be read; the
    class of the verdict; and the day it is forgotten as well.
    """

    digest = models.CharField("vingerafdruk", max_length=64, db_index=True)
    verdict = models.CharField("oordeel", max_length=10, choices=TombstoneVerdict)
    made_on = models.DateField("gemaakt op")
    expires_on = models.DateField("vergeten op", db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = "grafsteen", "grafstenen"
