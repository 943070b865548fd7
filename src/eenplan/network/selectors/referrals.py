"""Reading referrals: of a household, of a team, what was sent to us, what waits too long."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from eenplan.cases.models import Case
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.directory import selectors as directory
from eenplan.directory.models import Service
from eenplan.network.enums import ReferralState
from eenplan.network.lifecycle import PENDING
from eenplan.network.models import Referral, ReferralEvent
from eenplan.network.permissions import receiving_teams
from eenplan.organisation.models import Team, TeamArea
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household, TeamCare


def referrals(actor: Actor) -> QuerySet[Referral]:
    """Return the referrals of households the actor may open."""
    visible = Household.objects.visible_to(actor)
    return Referral.objects.filter(case__household__in=visible)


def get_referral(actor: Actor, pk: int) -> Referral:
    """Return a referral of a household the actor may open, or raise NotFound."""
    found = referrals(actor).select_related(
        "case__household", "service__partner", "team", "sent_by"
    )
    referral = found.filter(pk=pk).first()
    if referral is None:
        raise NotFound(pk)
    return referral


def listed_referrals(actor: Actor, filters: dict, *, on: date) -> QuerySet[Referral]:
    """Return the referrals in scope, narrowed by the filters, the oldest open answer first."""
    rows = referrals(actor)
    match filters.get("stand"):
        case "open":
            rows = rows.filter(state__in=PENDING)
        case "te-laat":
            rows = rows.filter(state=ReferralState.SENT, answer_by__lt=on)
        case state if state:
            rows = rows.filter(state=state)
    if filters.get("team"):
        care = TeamCare.objects.open().filter(
            household=OuterRef("case__household"), team=filters["team"]
        )
        rows = rows.filter(Exists(care))
    if filters.get("van") == "mij":
        rows = rows.filter(sent_by=actor.user_id)
    if filters.get("q"):
        sought = filters["q"]
        rows = rows.filter(
            Q(service__name__icontains=sought)
            | Q(service__partner__name__icontains=sought)
            | Q(team__name__icontains=sought)
            | Q(case__household__name__icontains=sought)
        )
    return rows.order_by("-sent_on", "-pk")


def with_columns(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """Add to listed referrals the names that their columns show."""
    care = TeamCare.objects.open().filter(household=OuterRef("case__household"))
    return (
        rows.select_related("case__household", "service__partner", "team", "sent_by")
        .annotate(care_name=Subquery(care.values("team__name")[:1]))
        .order_by("-sent_on", "-pk")
    )


def events_of(referral: Referral) -> QuerySet[ReferralEvent]:
    """Return the history of a referral, oldest first."""
    return referral.events.select_related("by").order_by("pk")


def referrals_of(household: Household) -> QuerySet[Referral]:
    """Return where a household was referred to, latest first."""
    return (
        Referral.objects.filter(case__household=household)
        .select_related("service__partner", "team", "sent_by")
        .order_by("-sent_on", "-pk")
    )


def history_of(household: Household) -> QuerySet[ReferralEvent]:
    """Return every step of a household's referrals, for its timeline."""
    return (
        ReferralEvent.objects.filter(referral__case__household=household)
        .select_related("referral__service__partner", "referral__team", "by")
        .order_by("-on", "-pk")
    )


def needs_hidden(packet: list[dict]) -> list[dict]:
    """Return a packet for staff that sees no needs: that they were shared, not which."""
    return [
        {**part, "lines": ["niet zichtbaar voor u"]} if part["block"] == "NEEDS" else part
        for part in packet
    ]


# -- Received ------------------------------------------------------------------------------------
def received(actor: Actor) -> QuerySet[Referral]:
    """Return what was sent to the actor's teams.

    Of who is helped outside the own neighbourhood nothing is shown to somebody who works there.
    """
    own_areas = TeamArea.objects.on(actor.on).filter(team__in=actor.team_ids).values("area")
    teams = receiving_teams(actor)
    return (
        Referral.objects.filter(Q(team__in=teams) | Q(service__partner__team__in=teams))
        .exclude(case__household__helped_elsewhere=True, case__household__area__in=own_areas)
        .select_related("case__household", "service__partner", "team", "sent_by")
        .order_by("-sent_on", "-pk")
    )


def get_received(actor: Actor, pk: int) -> Referral:
    """Return a referral that was sent to a team of the actor, or raise NotFound."""
    referral = received(actor).filter(pk=pk).first()
    if referral is None:
        raise NotFound(pk)
    return referral


# -- What is still open --------------------------------------------------------------------------
def pending_of(case: Case) -> QuerySet[Referral]:
    """Return the referrals of a case that are not over: unanswered, or accepted and running."""
    return (
        case.referrals.filter(state__in=PENDING)
        .select_related("service__partner", "team", "sent_by")
        .order_by("sent_on", "pk")
    )


def unanswered_of_team(team: Team) -> QuerySet[Referral]:
    """Return the referrals nobody answered yet: of the team's households, and sent to the team."""
    care = TeamCare.objects.open().filter(household=OuterRef("case__household"), team=team)
    to_us = Q(team=team) | Q(service__partner__team=team)
    return (
        Referral.objects.filter(Exists(care) | to_us, state=ReferralState.SENT)
        .select_related("case__household", "service__partner", "team")
        .order_by("sent_on", "pk")
    )


def to_remind(*, on: date) -> QuerySet[Referral]:
    """Return the unanswered referrals whose case manager was not reminded yet."""
    return _unanswered(on).filter(answer_by__lt=on, reminded_on=None)


def to_escalate(*, on: date) -> QuerySet[Referral]:
    """Return the unanswered referrals that the coordinator has to know of by now."""
    since = on - timedelta(days=int(norm("referral_escalation_days", on=on)))
    return _unanswered(on).filter(answer_by__lt=since, escalated_on=None)


def _unanswered(on: date) -> QuerySet[Referral]:
    return (
        Referral.objects.filter(state=ReferralState.SENT, case__closed_on=None)
        .select_related("case__household", "service__partner", "team")
        .order_by("pk")
    )


# -- Whom to ask ---------------------------------------------------------------------------------
def receiving_options(actor: Actor, household: Household, *, on: date) -> QuerySet[Team]:
    """Return the teams inside a household may be referred to, by name."""
    others = Team.objects.on(on).exclude(care__in=household.care.open())
    if household.helped_elsewhere:
        home = TeamArea.objects.on(on).filter(area=household.area).values("team")
        others = others.exclude(pk__in=home)
    return others.order_by("name")


def get_receiving_team(actor: Actor, household: Household, pk: int, *, on: date) -> Team:
    """Return a team inside that a household may be referred to, or raise NotFound."""
    team = receiving_options(actor, household, on=on).filter(pk=pk).first()
    if team is None:
        raise NotFound(pk)
    return team


def service_options(q: str, *, on: date) -> QuerySet[Service]:
    """Return the services that are there on a day and match some words, by name."""
    return directory.services(on=on, words=q).order_by("name", "pk")


def get_service(pk: int, *, on: date) -> Service:
    """Return a service that is there on a day, or raise NotFound."""
    service = directory.active_services_on(on).filter(pk=pk).first()
    if service is None:
        raise NotFound(pk)
    return service


def doubts_about(service: Service, *, on: date) -> list[str]:
    """Return what one should know before referring: an old entry, full, no agreement, a wait."""
    doubts = []
    if service.confirmed_on < directory.fresh_since(on):
        day = service.confirmed_on
        doubts.append(f"Laatst nagekeken op {day:%d/%m/%Y}: bel eerst of dit nog klopt.")
    if service.capacity == 0:
        note = f" ({service.capacity_note})" if service.capacity_note else ""
        doubts.append(f"Deze dienst is volzet{note}.")
    if service.partner.agreement_on is None and service.partner.team_id is None:
        doubts.append("Met deze partner is nog geen afspraak over gegevens.")
    if service.waiting_days:
        doubts.append(f"Wachttijd: ongeveer {service.waiting_days} dagen.")
    return doubts


def sends_referrals(actor: Actor, household: Household) -> bool:
    """Say whether the actor refers households in the team in charge of this one."""
    return household.is_in_care_of(actor.teams_with(Capability.REFERRAL_SEND))
