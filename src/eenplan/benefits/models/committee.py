"""The proposal to decide, the session of the committee (BCSD) and what it decided."""

from django.db import models
from django.db.models import F, Q

from eenplan.benefits.enums import AskedRight, HeadAnswer, Outcome, ProposalKind, Rhythm
from eenplan.benefits.models.applications import Application, CompetenceCheck
from eenplan.benefits.models.guidelines import GuidelineVersion
from eenplan.benefits.models.investigations import Calculation, Investigation
from eenplan.core.periods import no_period_backwards
from eenplan.organisation.models import User


class DecidedTerms(models.Model):
    """What is asked to decide, and later is decided: the same fields on proposal and decision.

    `amount_cents` is a month's amount, or the whole amount of what is paid once.
    """

    kind = models.CharField("wat", max_length=12, choices=ProposalKind)
    right = models.CharField("recht", max_length=24, choices=AskedRight)
    category = models.PositiveSmallIntegerField("categorie", null=True, blank=True)
    amount_cents = models.BigIntegerField("bedrag", default=0)
    rhythm = models.CharField("betaald", max_length=12, choices=Rhythm, default=Rhythm.MONTHLY)
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot", null=True, blank=True)
    grounds_in_law = models.TextField("redenen in rechte", max_length=4000)
    grounds_in_fact = models.TextField("redenen in feite", max_length=8000)
    guideline = models.ForeignKey(
        GuidelineVersion, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    deviation_reason = models.CharField(
        "waarom afgeweken van de richtlijn", max_length=1000, blank=True
    )

    class Meta:
        abstract = True


def decided_terms(kind: str) -> list[models.BaseConstraint]:
    """Return the promises both a proposal and a decision keep about what is decided."""
    return [
        no_period_backwards(f"{kind}_not_backwards"),
        models.CheckConstraint(condition=Q(amount_cents__gte=0), name=f"{kind}_not_negative"),
        models.CheckConstraint(
            condition=Q(category=None) | Q(category__in=(1, 2, 3)), name=f"{kind}_in_a_category"
        ),
        models.CheckConstraint(
            condition=~Q(kind=ProposalKind.GRANT) | Q(amount_cents__gt=0),
            name=f"{kind}_grants_something",
        ),
        models.CheckConstraint(
            condition=~Q(
                kind__in=(ProposalKind.GRANT, ProposalKind.REVISE),
                right__in=(AskedRight.LIVING_WAGE, AskedRight.EQUIVALENT),
            )
            | Q(category__isnull=False),
            name=f"{kind}_of_a_wage_names_its_category",
        ),
        models.CheckConstraint(
            condition=~Q(grounds_in_law="") & ~Q(grounds_in_fact=""), name=f"{kind}_is_reasoned"
        ),
    ]


class DecisionProposal(DecidedTerms):
    """What a case manager proposes on a signed investigation; a next version replaces it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="proposals")
    investigation = models.ForeignKey(
        Investigation, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    calculation = models.ForeignKey(
        Calculation, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    revises = models.ForeignKey(
        "benefits.Decision", models.PROTECT, null=True, blank=True, related_name="revised_by"
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    spared = models.BooleanField(
        "vergissing van het centrum die de cliënt niet kon kennen", default=False
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemaakt op")
    submitted_at = models.DateTimeField("voorgelegd op", null=True, blank=True)
    head = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    head_answer = models.CharField("hoofd", max_length=8, choices=HeadAnswer, blank=True)
    head_note = models.CharField("toelichting van het hoofd", max_length=1000, blank=True)
    head_at = models.DateTimeField("bekeken door het hoofd op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "voorstel van beslissing", "voorstellen van beslissing"
        ordering = ["-made_at", "-pk"]
        constraints = [
            *decided_terms("proposal"),
            models.CheckConstraint(
                condition=Q(head=None, head_answer="", head_at=None)
                | Q(head__isnull=False, head_at__isnull=False, submitted_at__isnull=False)
                & ~Q(head_answer=""),
                name="head_answers_whole",
            ),
            models.CheckConstraint(
                condition=Q(head=None) | ~Q(head=F("made_by")), name="head_is_not_who_proposed"
            ),
            models.CheckConstraint(
                condition=~Q(head_answer=HeadAnswer.BACK) | ~Q(head_note=""),
                name="sent_back_with_a_reason",
            ),
            models.UniqueConstraint(
                "application", condition=Q(head_answer=""), name="one_open_proposal"
            ),
        ]

    def __str__(self):
        return f"Voorstel bij {self.application}"


class CommitteeSession(models.Model):
    """A meeting of the committee (BCSD): when, where, who sits in it, closed with its minutes."""

    held_on = models.DateField("op")
    begins_at = models.TimeField("om", null=True, blank=True)
    place = models.CharField("plaats", max_length=160, blank=True)
    published_at = models.DateTimeField("agenda verstuurd op", null=True, blank=True)
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "zitting", "zittingen"
        ordering = ["-held_on", "-pk"]
        constraints = [models.UniqueConstraint("held_on", name="one_session_a_day")]

    def __str__(self):
        return f"Zitting van {self.held_on:%d/%m/%Y}"


class SessionMember(models.Model):
    """Somebody who sits in a session, and so may read its items until it is closed."""

    session = models.ForeignKey(CommitteeSession, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="committee_seats")
    is_chair = models.BooleanField("voorzitter", default=False)
    was_present = models.BooleanField("aanwezig", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "lid van een zitting", "leden van een zitting"
        constraints = [
            models.UniqueConstraint("session", "user", name="one_seat_in_a_session"),
            models.UniqueConstraint(
                "session", condition=Q(is_chair=True), name="one_chair_in_a_session"
            ),
        ]


class AgendaItem(models.Model):
    """A proposal, or a ratification, on the agenda of a session, and the vote on it.

    A tie rejects: what was not more for than against is not accepted. What is ratified is urgent
    aid of the chair, or that this centre is not the one to decide.
    """

    session = models.ForeignKey(CommitteeSession, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("nummer")
    proposal = models.ForeignKey(
        DecisionProposal, models.PROTECT, null=True, blank=True, related_name="items"
    )
    ratifies = models.ForeignKey(
        "benefits.Decision", models.PROTECT, null=True, blank=True, related_name="ratifications"
    )
    competence = models.ForeignKey(
        CompetenceCheck, models.PROTECT, null=True, blank=True, related_name="ratifications"
    )
    votes_for = models.PositiveSmallIntegerField("voor", default=0)
    votes_against = models.PositiveSmallIntegerField("tegen", default=0)
    abstained = models.PositiveSmallIntegerField("onthouden", default=0)
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome, blank=True)
    note = models.CharField("opmerking in de notulen", max_length=1000, blank=True)
    decided_at = models.DateTimeField("behandeld op", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "agendapunt", "agendapunten"
        ordering = ["session", "position"]
        constraints = [
            models.UniqueConstraint("session", "position", name="one_item_per_position"),
            models.CheckConstraint(
                condition=Q(proposal__isnull=False, ratifies=None, competence=None)
                | Q(proposal=None, ratifies__isnull=False, competence=None)
                | Q(proposal=None, ratifies=None, competence__isnull=False),
                name="item_has_one_subject",
            ),
            models.UniqueConstraint(
                "proposal", condition=~Q(outcome=Outcome.POSTPONED), name="proposal_treated_once"
            ),
            models.UniqueConstraint(
                "ratifies", condition=~Q(outcome=Outcome.POSTPONED), name="ratified_once"
            ),
            models.UniqueConstraint(
                "competence",
                condition=~Q(outcome=Outcome.POSTPONED),
                name="incompetence_ratified_once",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.ACCEPTED) | Q(votes_for__gt=F("votes_against")),
                name="a_tie_rejects",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.REJECTED) | Q(votes_for__lte=F("votes_against")),
                name="a_majority_accepts",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | ~Q(outcome="") & Q(decided_at__isnull=False),
                name="treated_item_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=(Outcome.REJECTED, Outcome.POSTPONED)) | ~Q(note=""),
                name="not_accepted_says_why",
            ),
        ]


class Recusal(models.Model):
    """A member leaves for one item, for an interest in it: neither reads nor votes on it."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="recusals")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField("waarom", max_length=300)
    noted_at = models.DateTimeField("genoteerd op")
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = "onthouding bij een punt", "onthoudingen bij een punt"
        constraints = [
            models.UniqueConstraint("item", "user", name="leaves_an_item_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="leaving_says_why"),
        ]
