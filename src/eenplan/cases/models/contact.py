"""What was said with the household, and what stood there before it was corrected."""

from django.db import models
from django.db.models import F, Q

from eenplan.cases.enums import ContactKind, Interpreter
from eenplan.cases.models.case import Case
from eenplan.cases.models.plan import Goal
from eenplan.organisation.models import User
from eenplan.people.enums import Language
from eenplan.people.models import Person


class Contact(models.Model):
    """A conversation with the household: how, with whom, in which language, and what was said."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    on = models.DateField("op")
    at = models.TimeField("om", null=True, blank=True)
    kind = models.CharField("hoe", max_length=12, choices=ContactKind)
    minutes = models.PositiveSmallIntegerField("duur in minuten", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="door")
    spoken_with = models.ManyToManyField(
        Person, related_name="contacts", blank=True, verbose_name="gesproken met"
    )
    language = models.CharField("taal", max_length=8, choices=Language, blank=True)
    interpreter = models.CharField("wie tolkte", max_length=12, choices=Interpreter, blank=True)
    interpreted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="familielid"
    )
    note = models.TextField("verslag", blank=True)
    is_sensitive = models.BooleanField("gevoelig", default=False)
    goals = models.ManyToManyField(
        Goal, related_name="contacts", blank=True, verbose_name="over welke doelen"
    )
    noted_on = models.DateField("genoteerd op")
    noted_at = models.DateTimeField("genoteerd", auto_now_add=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "contact", "contacten"
        constraints = [
            models.CheckConstraint(
                condition=Q(on__lte=F("noted_on")),
                name="contact_lies_in_the_past",
                violation_error_message="Een contact kan niet in de toekomst liggen.",
            ),
            models.CheckConstraint(
                condition=Q(interpreted_by=None) | Q(interpreter=Interpreter.FAMILY),
                name="relative_who_interpreted_is_family",
            ),
        ]
        indexes = [models.Index(fields=["case", "-on"])]

    @property
    def child_interpreted(self) -> bool:
        """Return whether who interpreted was surely under eighteen then."""
        return bool(self.interpreted_by and self.interpreted_by.is_minor_on(self.on))


class EarlierContact(models.Model):
    """What a contact said before it was corrected: the text, and the other facts in words."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="earlier")
    version = models.PositiveIntegerField("versie")
    note = models.TextField("verslag", blank=True)
    facts = models.JSONField("gegevens", default=dict)  # field in Dutch -> what stood there
    is_sensitive = models.BooleanField("gevoelig")
    replaced_on = models.DateField("gewijzigd op")
    replaced_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="gewijzigd door"
    )

    class Meta:
        verbose_name, verbose_name_plural = "vroegere tekst", "vroegere teksten"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint("contact", "version", name="one_earlier_text_per_version")
        ]
