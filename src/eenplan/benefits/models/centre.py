"""Who the centre is on paper and at the bank, with dates: letters, payments and claims ask it."""

from django.db import models
from django.db.models import Q

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User

BRACKETS = ((55, "55 %"), (65, "65 %, vanaf 500 begunstigden"), (70, "70 %, vanaf 1000"))


class CentreDetails(DatedRow):
    """Name, address, court and account of the centre. One at a time; a change is a next row."""

    name = models.CharField("naam van het OCMW", max_length=70)
    company_number = models.CharField("ondernemingsnummer", max_length=10, blank=True)
    street = models.CharField("straat en nummer", max_length=120)
    town = models.CharField("postcode en gemeente", max_length=120)
    phone = models.CharField("telefoon", max_length=32, blank=True)
    email = models.EmailField("e-mail", blank=True)
    court = models.CharField("arbeidsrechtbank", max_length=160)
    court_address = models.CharField("adres van de rechtbank", max_length=300)
    iban = models.CharField("rekening van het OCMW", max_length=34)
    bic = models.CharField("BIC", max_length=11, blank=True)
    state_percent = models.PositiveSmallIntegerField(
        "terugbetaling van het leefloon", choices=BRACKETS, default=55
    )
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "gegevens van het OCMW", "gegevens van het OCMW"
        constraints = [
            no_period_backwards("centre_not_backwards"),
            one_at_a_time(
                name="one_centre_at_a_time", message="Er zijn dan al gegevens van het OCMW."
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(street="") & ~Q(town="") & ~Q(court_address=""),
                name="centre_has_an_address",
            ),
        ]

    def __str__(self):
        return self.name
