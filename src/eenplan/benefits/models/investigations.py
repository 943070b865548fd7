"""The social investigation: what was found, where it comes from, and who signs for it."""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums import EvidenceState, FindingSource, Section
from eenplan.benefits.models.applications import Application
from eenplan.organisation.models import StaffQualification, User
from eenplan.people.models import Person


class Investigation(models.Model):
    """One social investigation for an application, or a later one for a review of its decision.

    Signing asks a diploma that is accepted and valid on that day (trigger
    `signed_by_who_is_qualified`); what was signed stays as it was (`signed_report_stays`). Who
    wants to change it begins a next one.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="investigations")
    started_on = models.DateField("begonnen op")
    worker = models.ForeignKey(User, models.PROTECT, related_name="investigations")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    signed_on = models.DateField("ondertekend op", null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    qualification = models.ForeignKey(
        StaffQualification, models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "sociaal onderzoek", "sociale onderzoeken"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "application", condition=Q(signed_on=None), name="one_open_investigation"
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_by=None, qualification=None)
                | Q(
                    signed_on__gte=F("started_on"),
                    signed_by__isnull=False,
                    qualification__isnull=False,
                ),
                name="signature_is_whole",
            ),
        ]

    def __str__(self):
        return f"Sociaal onderzoek bij {self.application}"

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None


class Finding(models.Model):
    """One field of the report: its value, where it comes from, of which day, still valid or not.

    `key` is a question of `benefits/questions.py`. The value is kept as the engine reads it.
    """

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="findings")
    section = models.CharField("deel", max_length=16, choices=Section)
    key = models.CharField("vraag", max_length=40)
    value = models.JSONField("antwoord")
    source = models.CharField("bron", max_length=12, choices=FindingSource)
    source_note = models.CharField("welke", max_length=200, blank=True)
    as_of = models.DateField("van de dag")
    is_still_valid = models.BooleanField("nog geldig", null=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "vaststelling", "vaststellingen"
        constraints = [models.UniqueConstraint("investigation", "key", name="one_finding_a_key")]


class Means(models.Model):
    """A resource of somebody of the household, described as the engine reads it.

    `kind` and `data` follow docs/reference/entitlement/schema.json. Somebody who is no member of
    the household in Eenplan (a relative under the same roof) has a name in words.
    """

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="means")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    other_name = models.CharField("naam", max_length=160, blank=True)
    relation = models.CharField("verhouding tot de aanvrager", max_length=24)
    kind = models.CharField("soort", max_length=40)
    data = models.JSONField("gegevens")
    source = models.CharField("bron", max_length=12, choices=FindingSource)
    source_note = models.CharField("welke", max_length=200, blank=True)
    as_of = models.DateField("van de dag")
    is_still_valid = models.BooleanField("nog geldig", null=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "bestaansmiddel", "bestaansmiddelen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, other_name="")
                | Q(person=None) & ~Q(other_name=""),
                name="means_belong_to_somebody",
            )
        ]


class Evidence(models.Model):
    """A proof that was asked for: for what, and what became of it. No copy is kept by itself."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="evidence")
    section = models.CharField("deel", max_length=16, choices=Section)
    what = models.CharField("bewijs", max_length=160)
    state = models.CharField(
        "stand", max_length=16, choices=EvidenceState, default=EvidenceState.ASKED
    )
    asked_on = models.DateField("gevraagd op")
    settled_on = models.DateField("afgehandeld op", null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "bewijs", "bewijzen"
        ordering = ["section", "pk"]
        constraints = [
            models.UniqueConstraint("investigation", "what", name="evidence_asked_once"),
            models.CheckConstraint(
                condition=Q(state=EvidenceState.ASKED, settled_on=None)
                | ~Q(state=EvidenceState.ASKED) & Q(settled_on__gte=F("asked_on")),
                name="settled_evidence_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(EvidenceState.NOT_NEEDED, EvidenceState.NOT_TO_BE_HAD))
                | ~Q(note=""),
                name="evidence_left_out_says_why",
            ),
        ]


class Calculation(models.Model):
    """What the engine made of the facts on a day, kept as it was (trigger): facts in, steps out."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="calculations")
    on = models.DateField("voor de dag")
    facts = models.JSONField("feiten")
    outcome = models.JSONField("uitkomst")
    amount_cents = models.BigIntegerField("bedrag per maand")
    is_verified = models.BooleanField("met nagekeken parameters")
    law = models.CharField("vingerafdruk van de parameters", max_length=64)
    made_at = models.DateTimeField("berekend op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "berekening", "berekeningen"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="calculated_not_negative")
        ]
