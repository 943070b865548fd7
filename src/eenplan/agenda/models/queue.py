"""Who waits at the desk."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from eenplan.agenda.enums import IN_THE_QUEUE, Topic, VisitState
from eenplan.core.access import Actor, Capability
from eenplan.organisation.models import Team, User
from eenplan.people.enums import Language
from eenplan.people.models import Household


class VisitQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor):
        """Return the visits to the desks the actor keeps the queue of."""
        return self.filter(team__in=actor.teams_with(Capability.QUEUE_KEEP))

    def with_sight(self, actor: Actor):
        """Annotate `may_open`: the household is known and the actor may open its file."""
        open_to = Household.objects.visible_to(actor).filter(pk=OuterRef("household_id"))
        return self.annotate(may_open=Exists(open_to))

    def in_the_queue(self):
        return self.filter(state__in=IN_THE_QUEUE)


class Visit(models.Model):
    """Somebody who came to a desk without an appointment, from enlisting until gone."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="visits")
    day = models.DateField("dag")
    number = models.PositiveSmallIntegerField("volgnummer")
    name = models.CharField("naam", max_length=60, blank=True)
    shows_name = models.BooleanField("voornaam op het scherm", default=False)
    language = models.CharField("taal", max_length=8, choices=Language, default=Language.DUTCH)
    topic = models.CharField("onderwerp", max_length=12, choices=Topic)
    for_worker = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="voor"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="visits"
    )
    note = models.CharField("opmerking", max_length=400, blank=True)
    state = models.CharField("stand", max_length=12, choices=VisitState, default=VisitState.WAITING)
    since = models.DateTimeField("wacht sinds")
    enlisted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    called_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="called_visits")
    called_at = models.DateTimeField("opgeroepen om", null=True)
    done_at = models.DateTimeField("klaar om", null=True)
    minutes = models.PositiveSmallIntegerField("minuten", null=True)
    result = models.CharField("resultaat", max_length=400, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "bezoek aan de balie", "bezoeken aan de balie"
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint("team", "day", "number", name="one_ticket_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="ticket_counts_from_one"),
            models.CheckConstraint(
                condition=Q(state=VisitState.WAITING, called_by=None, called_at=None, done_at=None)
                | Q(
                    state=VisitState.CALLED,
                    called_by__isnull=False,
                    called_at__isnull=False,
                    done_at=None,
                )
                | Q(state=VisitState.LEFT, done_at__isnull=False)
                | Q(
                    ~Q(state__in=[*IN_THE_QUEUE, VisitState.LEFT]),
                    called_by__isnull=False,
                    called_at__isnull=False,
                    done_at__isnull=False,
                ),
                name="visit_is_called_before_it_is_done",
            ),
            models.CheckConstraint(
                condition=(Q(called_at=None) | Q(called_at__gte=F("since")))
                & (Q(done_at=None) | Q(done_at__gte=F("since")))
                & (Q(done_at=None) | Q(called_at=None) | Q(done_at__gte=F("called_at"))),
                name="visit_not_backwards",
            ),
        ]
        indexes = [
            models.Index(
                fields=["team", "day"],
                condition=Q(state__in=IN_THE_QUEUE),
                name="in_the_queue",
            ),
            models.Index(fields=["called_by", "called_at"], name="called_by_worker"),
        ]

    def __str__(self):
        return f"nummer {self.number}"

    @property
    def on_screen(self) -> str:
        """What the waiting room may read: the first name if that was agreed, else the number."""
        first = self.name.split()[0] if self.shows_name and self.name else ""
        return first or f"Nummer {self.number}"
