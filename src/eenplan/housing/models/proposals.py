"""A proposal of a place to a household, and everything that must be in order before the stay."""

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Least, Lower

from eenplan.housing.enums import (
    AnsweredThrough,
    LookKind,
    LookReason,
    OverrideKind,
    RefusalEffect,
    Side,
)
from eenplan.housing.models.places import Place
from eenplan.housing.models.stays import Stay
from eenplan.organisation.models import User
from eenplan.people.models import Household


def reserved_time() -> Func:
    """Return the time a proposal keeps its place as a range: until it ended, or else expired."""
    return Func(
        F("made_at"),
        Least("expires_at", "ended_at"),  # the earliest that is known
        Value("[)"),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )


def _one_live(field: str, *, name: str, message: str, condition=None) -> ExclusionConstraint:
    """Return the promise that two proposals with the same `field` never live at the same time.

    The hour of the expiry is part of the row, so a reservation that is over frees the place by
    itself: nothing has to run for it.
    """
    return ExclusionConstraint(
        name=name,
        expressions=[
            (field, RangeOperators.EQUAL),
            (reserved_time(), RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


class ProposalQuerySet(models.QuerySet):
    def live(self, at: datetime):
        """Return the proposals that keep their place at a moment."""
        return self.filter(ended_at=None, made_at__lte=at, expires_at__gt=at)


class Proposal(models.Model):
    """A place somebody proposes to a household for a time; it is kept for them until `expires_at`.

    How far it is follows from the answers, the looks and the dates (`selectors/proposals.py`), it
    is never stored. `look_because` says at once why a second person has to look: the proposer
    cannot take that away later. `shares` is kept true to the place by a trigger.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="proposals")
    place = models.ForeignKey(Place, models.PROTECT, related_name="proposals")
    shares = models.BooleanField("deelt de plaats", default=False)
    persons = models.PositiveSmallIntegerField("personen")
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot", null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("voorgesteld op")
    expires_at = models.DateTimeField("gereserveerd tot")
    look_because = ArrayField(
        models.CharField(max_length=20, choices=LookReason), verbose_name="tweede blik omdat"
    )
    met_on = models.DateField("kennismaking op", null=True, blank=True)
    met_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    stay = models.OneToOneField(Stay, models.SET_NULL, null=True, related_name="proposal")
    became_stay = models.BooleanField("werd een verblijf", default=False)
    ended_at = models.DateTimeField("beëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField("ingetrokken omdat", max_length=200, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "voorstel", "voorstellen"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="reservation_has_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("made_at")), name="proposal_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="proposal_has_nights"
            ),
            models.CheckConstraint(
                condition=Q(became_stay=False) | Q(ended_at__isnull=False),
                name="stay_ends_the_proposal",
            ),
            models.CheckConstraint(
                condition=Q(stay=None) | Q(became_stay=True), name="stay_of_a_proposal"
            ),
            models.CheckConstraint(
                condition=Q(met_on=None, met_by=None)
                | Q(met_on__isnull=False, met_by__isnull=False),
                name="meeting_has_a_worker",
            ),
            _one_live(
                "household",
                name="one_live_proposal_per_household",
                message="Voor dit gezin loopt al een voorstel.",
            ),
            _one_live(
                "place",
                name="one_live_proposal_per_place",
                message="Deze plaats is al voor een ander gezin gereserveerd.",
                condition=Q(shares=False),
            ),
        ]
        indexes = [models.Index(fields=["place"], condition=Q(ended_at=None), name="reserved_now")]

    def __str__(self):
        return f"voorstel {self.pk}"

    @property
    def needs_second_look(self) -> bool:
        return bool(self.look_because)

    @property
    def needs_safety_look(self) -> bool:
        return LookReason.SAFETY in self.look_because


class RefusalReason(models.Model):
    """Why a side says no, and what follows from it. A list of data: no release to change it.

    It is never deleted: answers point at it. From `ends_on` on nobody chooses it any more. What
    follows from it never changes; for another consequence there is another reason.
    """

    code = models.SlugField("code", max_length=40, unique=True)
    side = models.CharField("wie", max_length=10, choices=Side)
    label = models.CharField("reden", max_length=120)
    effect = models.CharField("gevolg", max_length=10, choices=RefusalEffect)
    days = models.PositiveSmallIntegerField("dagen", null=True, blank=True)
    ends_on = models.DateField("niet meer te kiezen vanaf", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "reden van weigering", "redenen van weigering"
        ordering = ["side", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect=RefusalEffect.PARK, days__isnull=False, days__gte=1)
                | (~Q(effect=RefusalEffect.PARK) & Q(days=None)),
                name="parking_has_days",
            ),
            models.CheckConstraint(
                condition=~Q(side=Side.HOUSEHOLD, effect=RefusalEffect.PARK),
                name="a_household_is_never_parked",
            ),
            models.UniqueConstraint(
                "side",
                Lower("label"),
                condition=Q(ends_on=None),
                name="one_reason_of_a_name",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def consequence(self) -> str:
        """What follows, in words."""
        if self.effect == RefusalEffect.PARK:
            return f"{self.days} dagen niet voorstellen"
        return self.get_effect_display()


class Answer(models.Model):
    """What a side says to a proposal, in its own words, and who put those words over.

    `reassessed_on` ends the effect of a refusal that asked for another look first.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="answers")
    side = models.CharField("wie", max_length=10, choices=Side)
    agrees = models.BooleanField("akkoord")
    reason = models.ForeignKey(RefusalReason, models.PROTECT, null=True, related_name="+")
    words = models.CharField("in eigen woorden", max_length=500)
    language = models.CharField("taal", max_length=8)
    interpreter = models.CharField("wie tolkte", max_length=12, choices=AnsweredThrough)
    at_once_why = models.CharField("waarom zonder bedenktijd", max_length=200, blank=True)
    given_at = models.DateTimeField("gegeven op")
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reassessed_on = models.DateField("opnieuw bekeken op", null=True, blank=True)
    reassessed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "antwoord", "antwoorden"
        constraints = [
            models.UniqueConstraint("proposal", "side", name="one_answer_per_side"),
            models.CheckConstraint(
                condition=Q(agrees=True, reason=None) | Q(agrees=False, reason__isnull=False),
                name="refusal_has_reason",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="answer_in_own_words"),
            models.CheckConstraint(
                condition=Q(interpreter__in=AnsweredThrough.values),
                name="nobody_with_an_interest_interprets",
            ),
        ]


class SecondLook(models.Model):
    """A second person approves a proposal or refuses it, with a reason.

    `proposer` is who made the proposal (a foreign key over two columns, migration 0006, keeps it
    true), so that the database can promise that nobody looks at an own proposal.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="looks")
    kind = models.CharField("soort", max_length=10, choices=LookKind)
    proposer = models.ForeignKey(User, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("op")
    approves = models.BooleanField("in orde")
    reason = models.CharField("reden", max_length=500)

    class Meta:
        verbose_name, verbose_name_plural = "tweede blik", "tweede blikken"
        constraints = [
            models.CheckConstraint(
                condition=~Q(by=F("proposer")), name="second_look_by_somebody_else"
            ),
            models.UniqueConstraint("proposal", "kind", name="one_look_of_a_kind"),
            models.UniqueConstraint("proposal", "by", name="two_looks_by_two_people"),
            models.CheckConstraint(condition=~Q(reason=""), name="look_has_a_reason"),
        ]


class Override(models.Model):
    """Where somebody departed from what the rules or the points said: why, with what figures."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="overrides")
    kind = models.CharField("soort", max_length=12, choices=OverrideKind)
    rule = models.CharField("regel", max_length=40, blank=True)
    figures = models.JSONField("cijfers")
    reason = models.CharField("reden", max_length=500)

    class Meta:
        verbose_name, verbose_name_plural = "afwijking", "afwijkingen"
        constraints = [
            models.UniqueConstraint("proposal", "kind", "rule", name="overridden_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason"),
        ]


def has_answer(side: Side, **facts) -> Exists:
    """Return whether a side answered a proposal, as a condition of a query over proposals."""
    return Exists(Answer.objects.filter(proposal=OuterRef("pk"), side=side, **facts))


def has_look(kind: LookKind, **facts) -> Exists:
    """Return whether a look of a kind was had, as a condition of a query over proposals."""
    return Exists(SecondLook.objects.filter(proposal=OuterRef("pk"), kind=kind, **facts))
