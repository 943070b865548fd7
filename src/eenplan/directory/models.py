"""The social map: partners, what they offer, when they are open and where they hold sittings.

Names follow HSDS 3 where it has one: a partner is its organization, a sitting day its
service_at_location, and both opening hours and sitting days are schedules.
"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.directory.enums import PartnerKind, Theme, Weekday
from eenplan.organisation.models import Team, User
from eenplan.territory.models import Area


class AtAddress(models.Model):
    """Where one goes: a street with number, postcode and town, as far as they are known."""

    street = models.CharField("straat en nummer", max_length=120, blank=True)
    postcode = models.CharField("postcode", max_length=10, blank=True)
    town = models.CharField("gemeente", max_length=70, blank=True)

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """Return the address on one line, or nothing."""
        return ", ".join(filter(None, (self.street, f"{self.postcode} {self.town}".strip())))


class Partner(DatedRow, AtAddress):
    """An organisation outside, or a central service inside, that one can refer to."""

    uid = models.UUIDField("vast kenmerk", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=20, choices=PartnerKind)
    description = models.TextField("wat doet deze partner?", max_length=2000, blank=True)
    website = models.URLField("website", max_length=200, blank=True)
    phone = models.CharField("telefoon", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="partners", verbose_name="wijk"
    )
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name="eigen team",
    )
    agreement_on = models.DateField("afspraak over gegevens van", null=True, blank=True)
    confirmed_on = models.DateField("nagekeken op")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField("reden van het einde", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "partner", "partners"
        ordering = ["name"]
        constraints = [
            no_period_backwards("partner_not_backwards"),
            one_at_a_time(
                "name",
                name="one_partner_per_name",
                message="Er is al een partner met deze naam.",
            ),
        ]

    def __str__(self):
        return self.name


class Service(DatedRow):
    """Something a partner offers: for whom, what to bring, in which languages, how to apply."""

    uid = models.UUIDField("vast kenmerk", default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="services")
    name = models.CharField("naam", max_length=120)
    theme = models.CharField("thema", max_length=20, choices=Theme)
    description = models.TextField("wat is het?", max_length=2000, blank=True)
    eligibility = models.TextField("voor wie?", max_length=1000, blank=True)
    documents = models.TextField("mee te brengen", max_length=1000, blank=True)  # one a line
    languages = ArrayField(
        models.CharField(max_length=8), verbose_name="talen", default=list, blank=True
    )
    cost = models.CharField("kostprijs", max_length=200, blank=True)
    capacity = models.PositiveIntegerField("plaatsen", null=True, blank=True)
    capacity_note = models.CharField("uitleg bij de plaatsen", max_length=200, blank=True)
    waiting_days = models.PositiveSmallIntegerField("wachttijd (dagen)", null=True, blank=True)
    application = models.TextField("hoe aanmelden?", max_length=1000, blank=True)
    phone = models.CharField("eigen telefoon", max_length=40, blank=True)
    email = models.EmailField("eigen e-mail", blank=True)
    confirmed_on = models.DateField("nagekeken op")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField("reden van het einde", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "dienst", "diensten"
        ordering = ["name", "partner__name"]
        constraints = [
            no_period_backwards("service_not_backwards"),
            one_at_a_time(
                "partner",
                "name",
                name="one_service_per_name",
                message="Deze partner heeft al een dienst met deze naam.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.partner})"

    @property
    def contact_email(self) -> str:
        """Return the address to write to: its own, else the partner's."""
        return self.email or self.partner.email

    @property
    def contact_phone(self) -> str:
        """Return the number to call: its own, else the partner's."""
        return self.phone or self.partner.phone


def _times_of_one_day() -> Func:
    """Return the row's hours as a range; PostgreSQL has no range of times, so on a fixed day."""
    return Func(
        F("opens_at"),
        F("closes_at"),
        arg_joiner=", DATE '2000-01-01' + ",  # named in the order a migration names them
        output_field=DateTimeRangeField(),
        template="tsrange(DATE '2000-01-01' + %(expressions)s)",
    )


class OpeningHours(models.Model):
    """When somebody can go to a service, on one day of the week."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField("dag", choices=Weekday)
    opens_at = models.TimeField("van")
    closes_at = models.TimeField("tot")
    note = models.CharField("opmerking", max_length=120, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "openingsuren", "openingsuren"
        ordering = ["weekday", "opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="hours_not_backwards",
                violation_error_message="Het einduur komt na het beginuur.",
            ),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="hours_on_a_weekday"),
            ExclusionConstraint(
                name="hours_do_not_overlap",
                expressions=[
                    ("service", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (_times_of_one_day(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Deze uren overlappen met andere uren van die dag.",
            ),
        ]


class SittingDay(DatedRow, AtAddress):
    """A partner sits in a neighbourhood centre: first on `starts_on`, then every so many weeks.

    The day of the week follows from the first day. When the rhythm changes, the row ends and
    another starts. The database holds that the service is one of the partner.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="sitting_days")
    service = models.ForeignKey(
        Service,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sitting_days",
        verbose_name="dienst",
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="sitting_days", verbose_name="wijk")
    location = models.CharField("plaats", max_length=120)
    every_weeks = models.PositiveSmallIntegerField("om de hoeveel weken", default=1)
    opens_at = models.TimeField("van")
    closes_at = models.TimeField("tot")
    by_appointment = models.BooleanField("enkel op afspraak", default=False)
    contact_name = models.CharField("wie zit er", max_length=120, blank=True)
    contact_phone = models.CharField("telefoon", max_length=40, blank=True)
    note = models.CharField("opmerking", max_length=200, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "zitdag", "zitdagen"
        ordering = ["starts_on", "opens_at"]
        constraints = [
            no_period_backwards("sitting_not_backwards"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="sitting_hours_not_backwards",
                violation_error_message="Het einduur komt na het beginuur.",
            ),
            models.CheckConstraint(
                condition=Q(every_weeks__range=(1, 52)), name="sitting_comes_back"
            ),
            models.UniqueConstraint(
                "partner",
                "service",
                "area",
                "location",
                "starts_on",
                "opens_at",
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                nulls_distinct=False,
                name="sitting_noted_once",
                violation_error_message="Deze zitdag staat er al.",
            ),
        ]

    @property
    def service_name(self) -> str:
        """Return for what the partner sits: one of its services, or nothing for all of them."""
        return self.service.name if self.service else ""


class SkippedSitting(models.Model):
    """One day on which a sitting does not take place, and why: a holiday, somebody ill."""

    sitting_day = models.ForeignKey(SittingDay, models.CASCADE, related_name="skipped")
    day = models.DateField("dag")
    reason = models.CharField("reden", max_length=120)

    class Meta:
        verbose_name, verbose_name_plural = "zitdag die wegvalt", "zitdagen die wegvallen"
        ordering = ["day"]
        constraints = [models.UniqueConstraint("sitting_day", "day", name="sitting_skipped_once")]
