"""Persons, households and what is known of them, with dates."""

from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from eenplan.core.access import Actor, Capability
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.models import Team, TeamArea, User
from eenplan.people.enums import (
    BirthDatePrecision,
    ContactChannel,
    DocumentKind,
    NeedCode,
    NightShelter,
    Relation,
    Sex,
)
from eenplan.territory.models import Area

ADULT = 18


class HouseholdQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """Return the households whose file the actor may open.

        Grounds: the household is in the care of a team in which the actor opens files; the actor
        registered it in the last days; the role looks over all teams. Of a household that is helped
        outside its own neighbourhood the last two do not count for somebody who works in the team
        of that neighbourhood: nobody there sees it.
        """
        teams = actor.teams_with(Capability.HOUSEHOLD_VIEW)
        # EXISTS, for the database may then look up one household or hash the whole team's.
        own = Q(Exists(TeamCare.objects.open().filter(household=OuterRef("pk"), team__in=teams)))
        own_areas = TeamArea.objects.on(actor.on).filter(team__in=actor.team_ids).values("area")
        just_registered = Q(registered_by=actor.user_id, desk_until__gt=actor.on) & (
            Q(helped_elsewhere=False) | ~Q(area__in=own_areas)
        )
        if actor.can(Capability.HOUSEHOLD_VIEW_ALL):
            return self.filter(own | Q(helped_elsewhere=False) | ~Q(area__in=own_areas))
        return self.filter(own | just_registered)

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
        """Say whether one of these teams (ids) has the household in its care today."""
        return self.care.open().filter(team__in=teams).exists()


class Person(models.Model):
    """Somebody in a household. The passport's Latin spelling, and the original script beside it.

    One letter may take four in Latin (Щ is Shch), so the Latin columns are four times as wide.
    """

    family_name = models.CharField("familienaam", max_length=320)
    given_name = models.CharField("voornaam", max_length=320)
    family_name_original = models.CharField(
        "familienaam in eigen schrift", max_length=80, blank=True
    )
    given_name_original = models.CharField("voornaam in eigen schrift", max_length=80, blank=True)
    sex = models.CharField("geslacht", max_length=1, choices=Sex)
    birth_date = models.DateField("geboortedatum", null=True, blank=True)
    birth_date_precision = models.CharField(
        "zekerheid", max_length=12, choices=BirthDatePrecision, default=BirthDatePrecision.KNOWN
    )
    nationality = models.CharField("nationaliteit", max_length=2, blank=True)
    national_number = models.CharField("rijksregister- of BIS-nummer", max_length=11, blank=True)
    national_number_doubted = models.BooleanField("controlegetal klopt niet", default=False)
    phone = models.CharField("telefoon", max_length=32, blank=True)
    phone_tail = models.CharField("laatste acht cijfers", max_length=8, blank=True, db_index=True)
    speaks = ArrayField(models.CharField(max_length=8), verbose_name="spreekt", default=list)
    reads = ArrayField(models.CharField(max_length=8), verbose_name="leest", default=list)
    needs_interpreter = models.BooleanField("tolk nodig", default=False)
    school_age = models.BooleanField("moet naar school", default=False)
    known_since = models.DateField("gekend sinds")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "persoon", "personen"
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_date__isnull=True)
                | Q(birth_date__gte="1900-01-01", birth_date__lte=F("known_since")),
                name="born_in_a_possible_year",
                violation_error_message="Deze geboortedatum kan niet.",
            ),
            models.UniqueConstraint(
                "national_number",
                condition=~Q(national_number="") & Q(national_number_doubted=False),
                name="one_person_per_national_number",
                violation_error_message="Er is al een persoon met dit nummer.",
            ),
        ]
        indexes = [models.Index(fields=["birth_date"])]

    def __str__(self):
        return f"{self.given_name} {self.family_name}"

    def age_on(self, day) -> int | None:
        """Return the age in whole years on a day, or None without a birth date."""
        born = self.birth_date
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def is_minor_on(self, day) -> bool:
        """Return whether the person is surely under eighteen on a day."""
        age = self.age_on(day)
        return age is not None and age < ADULT


class NameKey(models.Model):
    """One way a person's name may be looked up; see engines/names. Equality, never a scan."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="name_keys")
    key = models.CharField("sleutel", max_length=60)

    class Meta:
        indexes = [models.Index(fields=["key"], include=["person"], name="person_by_name_key")]


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


class IdentityDocument(models.Model):
    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    kind = models.CharField("soort", max_length=20, choices=DocumentKind)
    number = models.CharField("nummer", max_length=40, blank=True)
    valid_until = models.DateField("geldig tot", null=True, blank=True)
    seen_on = models.DateField("gezien op")

    class Meta:
        verbose_name, verbose_name_plural = "identiteitsdocument", "identiteitsdocumenten"


class SpecificNeed(DatedRow):
    """A code that says which care a person needs; read with the narrower capability only."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="needs")
    code = models.CharField("nood", max_length=12, choices=NeedCode)

    class Meta:
        verbose_name, verbose_name_plural = "specifieke nood", "specifieke noden"
        constraints = [
            no_period_backwards("need_not_backwards"),
            one_at_a_time("person", "code", name="need_noted_once", message="Al genoteerd."),
        ]


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
            )
        ]
