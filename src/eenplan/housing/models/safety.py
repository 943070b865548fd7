"""Reports about a stay or a host, and the stop that freezes an offer with all its stays."""

from django.db import models
from django.db.models import F, Q

from eenplan.housing.models.providers import Offer, OfferHold
from eenplan.housing.models.stays import Stay
from eenplan.housing.stay_kinds import IncidentKind, IncidentSubject, Seriousness
from eenplan.organisation.models import User


class Incident(models.Model):
    """An incident or a complaint, written down for somebody; only safeguarding reads its words.

    The words never change (a trigger of this app's migrations): what follows is a note.
    `is_hidden`: not even that there is one is told to others.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="incidents")
    stay = models.ForeignKey(Stay, models.PROTECT, null=True, related_name="incidents")
    kind = models.CharField("soort", max_length=8, choices=IncidentKind)
    subject = models.CharField("waarover", max_length=12, choices=IncidentSubject)
    seriousness = models.CharField("hoe erg", max_length=8, choices=Seriousness)
    happened_on = models.DateField("gebeurd op")
    what = models.TextField("wat gebeurde er", max_length=4000)
    who_knows = models.CharField("wie weet ervan", max_length=300, blank=True)
    done = models.CharField("wat is al gedaan", max_length=300, blank=True)
    is_hidden = models.BooleanField("niemand anders mag weten dat dit gemeld is", default=False)
    noted_on = models.DateField("gemeld op")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    follow_up_on = models.DateField("opvolgen tegen", null=True, blank=True)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "melding", "meldingen"
        ordering = ["-noted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_on__lte=F("noted_on")), name="incident_before_its_report"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="incident_says_what"),
        ]
        indexes = [
            models.Index(fields=["noted_on"], condition=Q(closed_on=None), name="open_incidents")
        ]


class IncidentNote(models.Model):
    """What was done about a report, by safeguarding. Added to, never changed."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="notes")
    text = models.TextField("wat is gedaan", max_length=4000)
    noted_on = models.DateField("op")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "opvolging", "opvolging"
        ordering = ["noted_on", "pk"]


class Stop(models.Model):
    """An offer is stopped: nobody new, other homes for who lives there, the record locked.

    Only safeguarding lifts it, with a reason. `hold` is what other pages see of it. A drill does
    everything a real stop does.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="stops")
    hold = models.OneToOneField(OfferHold, models.PROTECT, related_name="stop")
    reason = models.CharField("reden", max_length=200)
    is_drill = models.BooleanField("oefening", default=False)
    stopped_on = models.DateField("stilgelegd op")
    stopped_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_on = models.DateField("vrijgegeven op", null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lift_reason = models.CharField("reden van vrijgave", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "stop", "stops"
        ordering = ["-stopped_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "offer", condition=Q(lifted_on=None), name="one_stop_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None, lift_reason="")
                | Q(lifted_on__gte=F("stopped_on")) & ~Q(lift_reason=""),
                name="stop_is_lifted_with_a_reason",
            ),
        ]
