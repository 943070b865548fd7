"""Who offers places, and what they promised: the offer, apart from the bricks."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.housing.enums import CallChannel, HoldKind, ProviderKind, Wish
from eenplan.organisation.models import User

LONGEST_WEEKS = 520  # ten years; more is no offer of shelter


class Provider(models.Model):
    """A person or organisation that offers places; the centre itself is one too.

    Telephone and account number are kept in one notation, so that two providers who share one are
    noticed.
    """

    name = models.CharField("naam", max_length=120)
    kind = models.CharField(
        "soort aanbieder", max_length=12, choices=ProviderKind, default=ProviderKind.PERSON
    )
    phone = models.CharField("telefoon", max_length=20, blank=True, db_index=True)
    email = models.EmailField("e-mail", blank=True, db_index=True)
    iban = models.CharField("rekeningnummer", max_length=34, blank=True, db_index=True)
    language = models.CharField("taal", max_length=8, default="nl")
    channel = models.CharField(
        "liefst bereikt via", max_length=8, choices=CallChannel, default=CallChannel.PHONE
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "aanbieder", "aanbieders"
        ordering = ["name", "pk"]
        indexes = [models.Index(Lower("name"), name="provider_by_name")]

    def __str__(self):
        return self.name


class Offer(models.Model):
    """The promise of a provider about one dwelling, and when it was last heard that it stands.

    How far an offer is (called, checked, ready, lived in) is never stored: it follows from the
    calls, inspections, checks and stays. Only what interrupts it is written down (`OfferHold`).

    The terms of the promise stand here, for they are said once for the whole dwelling: how long,
    the deposit, who is welcome, wishes. What differs from unit to unit (beds, dates, rent, stairs,
    pets) stands on the place. Wishes come from a white list; `remark` is free text for who reviews
    the offer, and never shown to who matches. `found_privately`: guests live there already.
    """

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="offers")
    received_on = models.DateField("ontvangen op")
    confirmed_on = models.DateField("laatst bevestigd op")
    shortest_weeks = models.PositiveSmallIntegerField("minstens (weken)", null=True, blank=True)
    longest_weeks = models.PositiveSmallIntegerField("hoogstens (weken)", null=True, blank=True)
    deposit_cents = models.PositiveIntegerField("waarborg (cent)", default=0)
    separate_room = models.BooleanField("aparte kamer met deur", null=True, blank=True)
    smoking_allowed = models.BooleanField("roken toegelaten", default=False)
    children_welcome = models.BooleanField("kinderen welkom", default=True)
    wishes = ArrayField(
        models.CharField(max_length=20, choices=Wish), verbose_name="wensen", default=list
    )
    wished_least = models.PositiveSmallIntegerField("liefst minstens", null=True, blank=True)
    wished_most = models.PositiveSmallIntegerField("liefst hoogstens", null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=8), verbose_name="talen", default=list)
    remark = models.CharField("opmerking", max_length=1000, blank=True)
    found_privately = models.BooleanField("gasten wonen er al", default=False)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    emptied_on = models.DateField("gegevens gewist op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "aanbod", "aanbiedingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_on__gte=models.F("received_on")),
                name="offer_confirmed_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(shortest_weeks__gte=1)
                & Q(longest_weeks__gte=F("shortest_weeks"))
                & Q(longest_weeks__lte=LONGEST_WEEKS),
                name="offer_terms_not_backwards",
            ),
            models.CheckConstraint(
                condition=Q(wished_least__gte=1) & Q(wished_most__gte=F("wished_least")),
                name="offer_wished_size_not_backwards",
            ),
            models.CheckConstraint(
                condition=Q(wishes__contained_by=Wish.values), name="wishes_from_the_white_list"
            ),
        ]

    def __str__(self):
        return f"aanbod {self.pk} van {self.provider}"


class OfferHold(DatedRow):
    """Why an offer is not proposed for a time: paused, silent, withdrawn, or stopped by us."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="holds")
    kind = models.CharField("soort", max_length=12, choices=HoldKind)
    reason = models.CharField("reden", max_length=200, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "onderbreking", "onderbrekingen"
        constraints = [
            no_period_backwards("hold_not_backwards"),
            one_at_a_time(
                "offer", name="one_hold_at_a_time", message="Dit aanbod is al onderbroken."
            ),
        ]
