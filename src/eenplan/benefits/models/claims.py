"""What the State pays back of what was paid: grounds, notices, claims, cost statements."""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums import FindingSource
from eenplan.benefits.enums_claims import (
    UNDER_1965,
    UNDER_RMI,
    WITH_FIRST_DAY,
    WITH_REQUEST,
    ClaimCase,
    StateLaw,
)
from eenplan.benefits.enums_money import ClaimState
from eenplan.benefits.models.decisions import Decision, Grant
from eenplan.core.periods import DatedRow, no_period_backwards, one_at_a_time
from eenplan.organisation.models import User
from eenplan.people.models import Person

SENT_TO_THE_STATE = (ClaimState.CLAIMED, ClaimState.ACCEPTED, ClaimState.REFUSED)


class ClaimGround(DatedRow):
    """Why the State pays for somebody, from a day: what was found, by whom, on what proof.

    `since` begins what is limited in time: the registration in the foreigners' register, the end
    of being homeless. `first_aid_on` is the first aid anywhere under temporary protection.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="claim_grounds")
    law = models.CharField("wet", max_length=6, choices=StateLaw)
    case = models.CharField("grond", max_length=24, choices=ClaimCase)
    since = models.DateField("ingeschreven of niet meer dakloos sinds", null=True, blank=True)
    requested_on = models.DateField("aanvraag van", null=True, blank=True)
    is_protected = models.BooleanField("tijdelijke bescherming", default=False)
    first_aid_on = models.DateField("eerste steun op", null=True, blank=True)
    source = models.CharField("bron", max_length=12, choices=FindingSource)
    source_note = models.CharField("welke", max_length=200, blank=True)
    noted_at = models.DateTimeField("genoteerd op")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "grond van terugvraag", "gronden van terugvraag"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            no_period_backwards("claim_ground_not_backwards"),
            one_at_a_time(
                "person",
                "law",
                name="one_claim_ground_at_a_time",
                message="Er is dan al een grond.",
            ),
            models.CheckConstraint(
                condition=Q(law=StateLaw.RMI, case__in=UNDER_RMI)
                | Q(law=StateLaw.L1965, case__in=UNDER_1965),
                name="claim_ground_of_its_law",
            ),
            models.CheckConstraint(
                condition=~Q(case__in=WITH_FIRST_DAY) | Q(since__isnull=False),
                name="limited_ground_has_its_first_day",
            ),
            models.CheckConstraint(
                condition=~Q(case__in=WITH_REQUEST) | Q(requested_on__isnull=False),
                name="excluded_ground_has_its_request",
            ),
            models.CheckConstraint(
                condition=Q(is_protected=False, first_aid_on=None)
                | Q(case=ClaimCase.NON_BELGIAN, is_protected=True, first_aid_on__isnull=False),
                name="protection_has_its_first_aid",
            ),
        ]


class AidNotice(models.Model):
    """The notice to the State that aid began, changed or stopped (L1965 art. 9; RMI 21 §6).

    One under way for a decision; after a refusal another may be sent.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="notices")
    sent_on = models.DateField("gemeld op")
    reference = models.CharField("kenmerk", max_length=60, blank=True)
    accepted_on = models.DateField("aanvaard op", null=True, blank=True)
    refused_on = models.DateField("geweigerd op", null=True, blank=True)
    answer = models.CharField("antwoord", max_length=400, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "melding aan de Staat", "meldingen aan de Staat"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "decision", condition=Q(refused_on=None), name="one_notice_under_way"
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | Q(refused_on=None), name="notice_has_one_answer"
            ),
            models.CheckConstraint(
                condition=(Q(accepted_on=None) | Q(accepted_on__gte=F("sent_on")))
                & (Q(refused_on=None) | Q(refused_on__gte=F("sent_on"))),
                name="notice_answered_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(refused_on=None) | ~Q(answer=""), name="refused_notice_says_why"
            ),
        ]


class CostStatement(models.Model):
    """A statement of costs of one quarter, as it was exported. Append-only (trigger).

    `content` is the CSV, `data` the same as JSON; the fingerprint is that of `content`. A next
    number of a quarter holds what is new and what was corrected, as differences.
    """

    quarter = models.DateField("kwartaal van")
    number = models.PositiveSmallIntegerField("nummer")
    content = models.TextField("inhoud")
    data = models.TextField("inhoud als JSON", default="{}")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    lines = models.PositiveIntegerField("lijnen", default=0)
    claimed_cents = models.BigIntegerField("teruggevraagd", default=0)
    supplement_cents = models.BigIntegerField("supplement", default=0)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "kostenstaat", "kostenstaten"
        ordering = ["-quarter", "-number"]
        constraints = [
            models.UniqueConstraint("quarter", "number", name="one_statement_per_number"),
            models.CheckConstraint(
                condition=Q(quarter__day=1, quarter__month__in=(1, 4, 7, 10)),
                name="statement_of_a_quarter",
            ),
        ]

    def __str__(self):
        return f"Kostenstaat {self.name}"

    @property
    def name(self) -> str:
        return f"{self.quarter.year}-K{(self.quarter.month + 2) // 3}-{self.number}"


class StateClaim(models.Model):
    """One grant in one month: paid = claimed + not yet claimable + own burden, in cents.

    `supplement_cents` is what the State pays above the aid itself (10 % with a project, 35 % in
    2022): it lies outside that sum. `lost_cents` is the part of the own burden that came by being
    late or refused. `steps` are the engine's, with article and parameter.

    What went out in a statement stays (trigger): when it turns out otherwise, the next `number`
    corrects it and holds the whole month anew. The row that no other corrects is the one that
    counts.
    """

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="claims")
    month = models.DateField("maand")
    number = models.PositiveSmallIntegerField("volgnummer", default=0)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    law = models.CharField("wet", max_length=6, choices=StateLaw)
    case = models.CharField("grond", max_length=24, choices=ClaimCase, blank=True)
    state = models.CharField("stand", max_length=10, choices=ClaimState, default=ClaimState.OPEN)
    paid_cents = models.BigIntegerField("betaald")
    claimed_cents = models.BigIntegerField("teruggevraagd", default=0)
    not_yet_cents = models.BigIntegerField("nog niet terug te vragen", default=0)
    own_cents = models.BigIntegerField("eigen last", default=0)
    lost_cents = models.BigIntegerField("waarvan verloren", default=0)
    supplement_cents = models.BigIntegerField("supplement", default=0)
    why = models.CharField("waarom", max_length=1000, blank=True)
    steps = models.JSONField("stappen", default=list)
    is_verified = models.BooleanField("met nagekeken parameters", default=True)
    due_on = models.DateField("indienen voor", null=True, blank=True)
    answer = models.CharField("antwoord van de Staat", max_length=400, blank=True)
    statement = models.ForeignKey(
        CostStatement, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    reckoned_at = models.DateTimeField("berekend op")

    class Meta:
        verbose_name, verbose_name_plural = "terugvraag", "terugvragen"
        ordering = ["month", "pk"]
        indexes = [models.Index(fields=["month"])]
        constraints = [
            models.UniqueConstraint("grant", "month", "number", name="claimed_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="claim_of_a_month"),
            models.CheckConstraint(
                condition=Q(number=0, corrects=None) | Q(number__gt=0, corrects__isnull=False),
                name="a_correction_names_what_it_corrects",
            ),
            models.CheckConstraint(
                condition=Q(
                    paid_cents=F("claimed_cents") + F("not_yet_cents") + F("own_cents"),
                    claimed_cents__gte=0,
                    not_yet_cents__gte=0,
                    own_cents__gte=0,
                    supplement_cents__gte=0,
                    lost_cents__gte=0,
                    lost_cents__lte=F("own_cents"),
                ),
                name="every_euro_is_claimed_or_explained",
            ),
            models.CheckConstraint(
                condition=Q(statement=None)
                & ~Q(state__in=(ClaimState.CLAIMED, ClaimState.ACCEPTED))
                | Q(statement__isnull=False, state__in=SENT_TO_THE_STATE),
                name="claimed_in_a_statement",
            ),
        ]

    def __str__(self):
        return f"Terugvraag {self.month:%Y-%m} van {self.grant}"


class ClaimSentAgain(models.Model):
    """Somebody decided to send a claim the State refused again, and what was put right first.

    Once for each refusal, and never changed (triggers). The claim that was refused stays as it
    went out; the row that corrects it goes into the next statement of the quarter.
    """

    claim = models.OneToOneField(StateClaim, models.PROTECT, related_name="sent_again")
    why = models.CharField("wat er verbeterd is", max_length=400)
    noted_at = models.DateTimeField("genoteerd op")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "nieuwe indiening", "nieuwe indieningen"
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="sent_again_says_why"),
        ]
