"""The trails and safety nets shared by all apps. No domain data lives here."""

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """Something somebody did. Never read by application logic; kept for investigation only."""

    actor_id = models.BigIntegerField("gebruiker")
    event = models.CharField("gebeurtenis", max_length=80)
    subject = models.CharField("onderwerp", max_length=80)
    detail = models.JSONField("details", default=dict)
    at = models.DateTimeField("tijdstip", auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["subject"])]


class FileRead(models.Model):
    """Somebody opened a household's file: who, when, which screen, on what ground."""

    actor_id = models.BigIntegerField("gebruiker")
    household_id = models.BigIntegerField("gezin", db_index=True)
    screen = models.CharField("scherm", max_length=80)
    ground = models.CharField("grond", max_length=40)
    at = models.DateTimeField("tijdstip", auto_now_add=True)


class Submission(models.Model):
    """One form that was handled; the same form sent again gets the same answer."""

    key = models.UUIDField("sleutel", primary_key=True)
    actor_id = models.BigIntegerField("gebruiker")
    content = models.CharField("vingerafdruk van de inhoud", max_length=64)
    location = models.CharField("antwoord", max_length=300, blank=True)
    at = models.DateTimeField("tijdstip", auto_now_add=True)


class Draft(models.Model):
    """Typed text that was not saved yet, kept for its owner on one page."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    page = models.CharField("pagina", max_length=200)
    data = models.TextField("inhoud")  # as sent by the browser: a query string
    saved_at = models.DateTimeField("bewaard om", auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint("owner", "page", name="one_draft_per_page")]


class NumberSeries(models.Model):
    """The last number given out in a yearly series."""

    series = models.CharField("reeks", max_length=40)
    year = models.PositiveSmallIntegerField("jaar")
    last = models.PositiveIntegerField("laatste nummer", default=0)

    class Meta:
        constraints = [models.UniqueConstraint("series", "year", name="one_counter_per_year")]
