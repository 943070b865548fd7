"""Reading handovers: to answer, asked, and the runs of many."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from eenplan.cases.enums import HandoverState, LineState
from eenplan.cases.models import Assignment, Case, Handover, HandoverLine, HandoverRun
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.models import Team, User
from eenplan.people.models import Household, TeamCare


def handovers(actor: Actor) -> QuerySet[Handover]:
    """Return the handovers the actor may read, the latest first."""
    return (
        Handover.objects.visible_to(actor)
        .select_related(
            "case__household", "from_team", "to_team", "from_worker", "to_worker", "asked_by"
        )
        .order_by("-asked_on", "-pk")
    )


def handovers_to_answer(actor: Actor) -> QuerySet[Handover]:
    """Return what was offered to the actor, or to a team in which the actor gives out cases."""
    mine = Q(to_worker=actor.user_id, to_team__in=actor.teams_with(Capability.CASE_WORK))
    ours = Q(to_team__in=actor.teams_with(Capability.CASE_ASSIGN))
    return handovers(actor).filter(mine | ours, state=HandoverState.PROPOSED)


def get_handover(actor: Actor, pk: int) -> Handover:
    """Return a handover the actor may read, or raise NotFound."""
    found = handovers(actor).select_related("settled_by", "run").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def pending_handover(case: Case) -> Handover | None:
    """Return the handover of a case that waits for an answer."""
    return case.handovers.filter(state=HandoverState.PROPOSED).select_related("to_team").first()


def offers_waiting(team: Team) -> dict[int, int]:
    """Return per worker how many cases were offered to him or her in a team, not answered yet."""
    rows = Handover.objects.filter(to_team=team, state=HandoverState.PROPOSED)
    rows = rows.exclude(to_worker=None).values_list("to_worker")
    return dict(rows.annotate(number=Count("pk")))


def get_run(actor: Actor, pk: int) -> HandoverRun:
    """Return a run from a team in which the actor gives out cases, or raise NotFound."""
    run = (
        HandoverRun.objects.filter(pk=pk, from_team__in=actor.teams_with(Capability.CASE_ASSIGN))
        .select_related("from_team", "from_worker", "decided_by")
        .first()
    )
    if run is None:
        raise NotFound(pk)
    return run


def runs_of(team: Team) -> QuerySet[HandoverRun]:
    """Return the runs from a team with how many lines there are and are done, the latest first."""
    return (
        HandoverRun.objects.filter(from_team=team)
        .select_related("from_worker", "decided_by")
        .annotate(total=Count("lines"), done=Count("lines", filter=Q(lines__state=LineState.DONE)))
        .order_by("-pk")
    )


def lines_of(actor: Actor, run: HandoverRun) -> QuerySet[HandoverLine]:
    """Return the cases of a run with their households, in the order they were put in.

    Each knows if its household is `in_sight` of the actor: most leave it when they are handed over.
    """
    sight = Household.objects.visible_to(actor).filter(pk=OuterRef("case__household"))
    return (
        HandoverLine.objects.filter(run=run)
        .annotate(in_sight=Exists(sight))
        .select_related("case__household", "to_team", "handover__to_worker")
        .order_by("pk")
    )


def progress_of(run: HandoverRun) -> list[dict]:
    """Return per receiving team how many cases there are, are done, wait, and were skipped."""
    return list(
        run.lines.values("to_team", "to_team__name")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state=LineState.DONE)),
            waiting=Count("pk", filter=Q(state=LineState.WAITING)),
            skipped=Count("pk", filter=Q(state=LineState.SKIPPED)),
        )
        .order_by("to_team__name")
    )


def households_to_hand_over(team: Team, worker_id: int | None = None) -> QuerySet[Case]:
    """Return the latest case of every household in a team's care; of one worker, the open ones."""
    in_care = TeamCare.objects.open().filter(team=team).values("household")
    latest = Case.objects.filter(household__in=in_care).order_by("household", "-opened_on", "-pk")
    cases = Case.objects.filter(pk__in=latest.distinct("household").values("pk"))
    if worker_id:
        cases = cases.filter(
            closed_on=None, assignments__ends_on=None, assignments__worker=worker_id
        )
    return cases.select_related("household").order_by("household__year", "household__serial")


def may_open_after(actor: Actor, handover: Handover) -> bool:
    """Say whether the actor may open the household's file now, beside the handover."""
    return Household.objects.visible_to(actor).filter(pk=handover.case.household_id).exists()


def holders_in(team: Team) -> QuerySet[User]:
    """Return who holds open cases of households in a team's care, by name."""
    in_care = TeamCare.objects.open().filter(team=team).values("household")
    held = Assignment.objects.open().filter(case__closed_on=None, case__household__in=in_care)
    return User.objects.filter(pk__in=held.values("worker")).order_by("last_name", "first_name")
