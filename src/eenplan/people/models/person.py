"""A person: names in every script, documents, needs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.people.enums import (
    BirthDatePrecision,
    DocumentKind,
    NeedCode,
    Sex,
)

ADULT = 18


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
