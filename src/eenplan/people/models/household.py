"""A household with dates: its members, where it lives, which team has it in its care."""

from collections.abc import Collection

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from eenplan.core.access import Actor, Capability
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.models import Team, TeamArea, User
from eenplan.people.enums import (
    ContactChannel,
    NightShelter,
    Relation,
)
from eenplan.people.models.person import Person
from eenplan.territory.models import Area


class HouseholdQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """Return the households whose file the actor may open.

        Grounds: the household is in the care of a team in which the actor opens files; the actor
        registered it in the last days, or reads along after handing it over; the role looks over
        all teams. Of a household that is helped outside its own neighbourhood all but the first do
        not count for somebody who works in the team of that neighbourhood: nobody there sees it.
        """
        teams = actor.teams_with(Capability.HOUSEHOLD_VIEW)
        # EXISTS, for the database may then look up one household or hash the whole team's.
        own = Q(Exists(TeamCare.objects.open().filter(household=OuterRef("pk"), team__in=teams)))
        own_areas = TeamArea.objects.on(actor.on).filter(team__in=actor.team_ids).values("area")
        not_hidden = Q(helped_elsewhere=False) | ~Q(area__in=own_areas)
        if actor.can(Capability.HOUSEHOLD_VIEW_ALL):
            return self.filter(own | not_hidden)
        reading = ReadAlong.objects.on(actor.on).filter(user=actor.user_id).values("household")
        known = Q(registered_by=actor.user_id, desk_until__gt=actor.on) | Q(pk__in=reading)
        return self.filter(own | (known & not_hidden))

    def with_team(self):
        """Annotate the team in charge today, as `team_id` and `team_name`."""
        care = TeamCare.objects.open().filter(household=OuterRef("pk"))
        return self.annotate(
            team_id=Subquery(care.values("team")[:1]),
            team_name=Subquery(care.values("team__name")[:1]),
        )


class Household(models.Model):
    """People who arrive, live and are helped together: one household, one plan."""

    year = models.PositiveSmallIntegerField("jaar")
    serial = models.PositiveIntegerField("volgnummer")
    name = models.CharField("naam", max_length=650)  # of the reference person; for lists
    target_group = models.CharField(
        "doelgroep", max_length=30, choices=TargetGroup, default=TargetGroup.RESIDENT
    )
    arrived_on = models.DateField("aangekomen op")
    registered_on = models.DateField("geregistreerd op")
    registered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="geregistreerd door"
    )
    desk_until = models.DateField("zichtbaar voor wie registreerde tot")
    sleeps = models.CharField("slaapt", max_length=12, choices=NightShelter)
    contact_channel = models.CharField(
        "contact via", max_length=12, choices=ContactChannel, default=ContactChannel.PHONE
    )
    contact_language = models.CharField("taal voor contact", max_length=8, default="nl")
    phone = models.CharField("telefoon", max_length=32, blank=True)
    email = models.EmailField("e-mail", blank=True)
    pets = models.CharField("huisdieren", max_length=80, blank=True)
    helped_elsewhere = models.BooleanField(
        "wil buiten de eigen wijk geholpen worden", default=False
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="households", verbose_name="wijk"
    )  # of the present address, in the primary division; kept by people.services
    source = models.CharField("herkomst", max_length=120, blank=True)  # of an imported household
    version = models.PositiveIntegerField("versie", default=1)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "gezin", "gezinnen"
        constraints = [
            models.UniqueConstraint("year", "serial", name="one_household_per_number"),
            models.UniqueConstraint("source", condition=~Q(source=""), name="imported_once"),
            models.CheckConstraint(
                condition=Q(arrived_on__lte=F("registered_on")),
                name="arrived_before_registration",
                violation_error_message="De aankomst ligt na de registratie.",
            ),
        ]
        indexes = [models.Index(fields=["registered_by", "desk_until"])]

    def __str__(self):
        return f"{self.name} ({self.number})"

    @property
    def number(self) -> str:
        return f"{self.year}/{self.serial:04d}"

    def is_in_care_of(self, teams: Collection[int]) -> bool:
        """Say whether one of these teams (ids) has the household in its care today.

        A household that was loaded with its team (`with_team`) knows.
        """
        if "team_id" in self.__dict__:
            return self.team_id in teams
        return self.care.open().filter(team__in=teams).exists()


class HouseholdMember(DatedRow):
    """Somebody belongs to a household for a time, in relation to its reference person."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    relation = models.CharField("verwantschap", max_length=16, choices=Relation)

    class Meta:
        verbose_name, verbose_name_plural = "gezinslid", "gezinsleden"
        constraints = [
            no_period_backwards("member_not_backwards"),
            one_at_a_time(
                "person",
                name="one_household_at_a_time",
                message="Deze persoon hoort in die periode al bij een gezin.",
            ),
            one_at_a_time(
                "household",
                name="one_reference_person",
                condition=Q(relation=Relation.REFERENCE),
                message="Een gezin heeft één referentiepersoon.",
            ),
        ]  # and at least one: migration 0002, trigger household_keeps_reference_person


class Address(DatedRow):
    """Where a household lives for a time."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="addresses")
    street = models.CharField("straat", max_length=200, blank=True)
    house_number = models.CharField("nummer", max_length=12, blank=True)
    postcode = models.CharField("postcode", max_length=10, blank=True)
    place = models.CharField("gemeente", max_length=80, blank=True)
    longitude = models.FloatField("lengtegraad", null=True, blank=True)
    latitude = models.FloatField("breedtegraad", null=True, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="addresses", verbose_name="wijk")

    class Meta:
        verbose_name, verbose_name_plural = "adres", "adressen"
        constraints = [
            no_period_backwards("address_not_backwards"),
            one_at_a_time(
                "household", name="one_address_at_a_time", message="Er is al een adres dan."
            ),
        ]

    def __str__(self):
        line = f"{self.street} {self.house_number}".strip()
        town = f"{self.postcode} {self.place}".strip()
        return ", ".join(part for part in (line, town) if part) or "geen adres"


class TeamCare(DatedRow):
    """The team a household is in the care of; the ground on which its file may be read."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="care")
    team = models.ForeignKey(Team, models.PROTECT, related_name="care")
    reason = models.CharField("reden", max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = "bevoegd team", "bevoegde teams"
        constraints = [
            no_period_backwards("care_not_backwards"),
            one_at_a_time(
                "household", name="one_team_at_a_time", message="Een gezin hoort bij één team."
            ),
        ]
        indexes = [
            models.Index(
                fields=["team"], include=["household"], condition=Q(ends_on=None), name="care_now"
            ),
            # Much quicker than the index of the promise above, and asked for every file.
            models.Index(
                fields=["household"], include=["team"], condition=Q(ends_on=None), name="care_of"
            ),
        ]


class ReadAlong(DatedRow):
    """Somebody reads along in a file for a time after handing it over; nothing more than read.

    `team` is where the reader followed the household from: when that team is over, so is this.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="reads_along")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    reason = models.CharField("reden", max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = "meelezer", "meelezers"
        constraints = [
            no_period_backwards("reading_along_not_backwards"),
            models.CheckConstraint(condition=Q(ends_on__isnull=False), name="reading_along_ends"),
            one_at_a_time("household", "user", name="reads_along_once", message="Leest al mee."),
        ]
        indexes = [
            models.Index(fields=["user", "ends_on"], include=["household"], name="reader_of")
        ]
