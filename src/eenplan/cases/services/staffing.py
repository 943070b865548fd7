"""What a coordinator answers to the advice on staff; kept with the figures of that moment."""

from datetime import date

from django.db import IntegrityError, transaction

from eenplan.cases.enums import AdviceAnswer
from eenplan.cases.errors import AlreadyDecided, NoReason
from eenplan.cases.flows import WeekFlow, monday_of, weekly_flows
from eenplan.cases.models import StaffingAdvice
from eenplan.cases.staffing import advice_on, rooms_of_teams
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.organisation.models import Team
from eenplan.organisation.selectors import norm


@transaction.atomic
def answer_advice(
    *, actor: Actor, team: Team, answer: AdviceAnswer, reason: str, on: date
) -> StaffingAdvice:
    """Keep the answer to this week's advice for a team, once a week.

    Raises NotAllowed, NoReason, AlreadyDecided, NormNotInForce.
    """
    if team.pk not in actor.teams_with(Capability.TEAM_STEER):
        raise NotAllowed("Alleen wie dit team stuurt, beslist over het advies.")
    if answer == AdviceAnswer.REJECTED and not reason.strip():
        raise NoReason("Schrijf waarom u het advies niet volgt.")
    weeks = int(norm("forecast_weeks", on=on)) + 1
    flows: list[WeekFlow] = weekly_flows(weeks=weeks, on=on).get(team.pk, [])
    advice = advice_on(flows, rooms_of_teams(on=on).get(team.pk))
    try:
        with transaction.atomic():
            row = StaffingAdvice.objects.create(
                team=team,
                week=monday_of(on),
                kind=advice.kind,
                text=advice.text,
                held=advice.forecast.held,
                capacity=advice.forecast.capacity,
                per_week=advice.forecast.per_week,
                answer=answer,
                reason=reason.strip(),
                decided_by_id=actor.user_id or None,
                decided_on=on,
            )
    except IntegrityError as error:
        if "one_answer_per_team_and_week" not in str(error):
            raise
        raise AlreadyDecided("Over het advies van deze week is al beslist.") from error
    audit.record(actor, "cases.advice-answered", row, answer=answer, kind=advice.kind)
    return row
