"""What is refused about a case in some situations, whoever asks."""

from datetime import date

from eenplan.cases.errors import HandoverRefused
from eenplan.cases.models import Assignment, Case
from eenplan.organisation.models import Team, TeamArea, User
from eenplan.organisation.selectors import helping_teams


def check_destination(
    case: Case,
    holder: Assignment | None,
    from_team: Team | None,
    to_team: Team,
    to_worker: User | None,
    *,
    on: date,
) -> None:
    """Raise HandoverRefused unless the case can go to this team and worker."""
    if to_team != from_team and not helping_teams(on=on).filter(pk=to_team.pk).exists():
        raise HandoverRefused(f"{to_team} volgt vandaag geen gezinnen op.")
    if to_team == from_team and to_worker is None:
        raise HandoverRefused("Dit gezin is al bij dit team. Kies een collega.")
    if to_worker and holder and holder.worker_id == to_worker.pk and to_team == from_team:
        raise HandoverRefused(f"{to_worker} volgt dit gezin al op.")
    serves = TeamArea.objects.on(on).filter(team=to_team, area=case.household.area_id)
    if case.household.helped_elsewhere and to_team != from_team and serves.exists():
        raise HandoverRefused(
            "Dit gezin wil niet in de eigen wijk geholpen worden. Kies een ander team."
        )
