"""Who hears of what happens around a household: whoever asked, or else the case manager."""

from datetime import date

from eenplan.cases import services as cases
from eenplan.cases.enums import WorkItemKind
from eenplan.cases.models import Case, WorkItem
from eenplan.cases.selectors import team_in_charge
from eenplan.core.access import Actor
from eenplan.organisation.models import Team, User
from eenplan.organisation.selectors import actor_for
from eenplan.people.selectors import may_open

LONGEST = 800  # of a work item


def tell_case_manager(actor: Actor, case: Case, text: str, *, on: date) -> WorkItem | None:
    """Put a work item before the case manager, or before the coordinators while there is none."""
    team = team_in_charge(case)
    if team is None or case.closed_on:
        return None
    return cases.inform(actor=actor, case=case, team=team, text=_short(text), on=on)


def tell_asker(
    actor: Actor, case: Case, asker: User | None, text: str, *, on: date
) -> WorkItem | None:
    """Put a work item before who asked; before the case manager when that person is gone."""
    team = team_in_charge(case)
    if team is None or case.closed_on:
        return None
    if asker is None or not still_follows(asker, case, on=on):
        return tell_case_manager(actor, case, text, on=on)
    return cases.inform(actor=actor, case=case, team=team, text=_short(text), to=asker.pk, on=on)


def tell_coordinators(actor: Actor, case: Case, team: Team, text: str, *, on: date) -> WorkItem:
    """Put a work item before whoever gives out cases in a team."""
    return cases.inform_coordinators(actor=actor, case=case, team=team, text=_short(text), on=on)


def tell_of_closing(
    actor: Actor, case: Case, asker: User | None, text: str, *, on: date
) -> WorkItem | None:
    """Tell who asked something that it ends because the case closes: stays until it was read.

    The case manager hears it when that person is gone; nobody when it is who closes the case.
    """
    if asker is None or not still_follows(asker, case, on=on):
        holder = case.assignments.open().select_related("worker").first()
        asker = holder.worker if holder else None
    team = team_in_charge(case)
    if asker is None or team is None or asker.pk == actor.user_id:
        return None
    return cases.inform(
        actor=actor,
        case=case,
        team=team,
        text=_short(text),
        kind=WorkItemKind.CLOSING,
        to=asker.pk,
        on=on,
    )


def still_follows(user: User, case: Case, *, on: date) -> bool:
    """Say whether somebody can still open the household on a day."""
    return user.is_active and may_open(actor_for(user, on=on), case.household)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
