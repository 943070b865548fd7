"""What was said with the household."""

from django.db import models

from eenplan.cases.enums import ContactKind
from eenplan.cases.models.case import Case
from eenplan.organisation.models import User


class Contact(models.Model):
    """A conversation with the household."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    on = models.DateField("op")
    kind = models.CharField("hoe", max_length=12, choices=ContactKind)
    minutes = models.PositiveSmallIntegerField("duur in minuten", null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="door")
    note = models.TextField("verslag", blank=True)
    is_sensitive = models.BooleanField("gevoelig", default=False)
    noted_at = models.DateTimeField("genoteerd", auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = "contact", "contacten"
        indexes = [models.Index(fields=["case", "-on"])]
