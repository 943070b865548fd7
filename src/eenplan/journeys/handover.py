"""One household goes to another case manager or team: what waited on the way is told so."""

from datetime import date

from django.db import transaction

from eenplan.cases import services as cases
from eenplan.cases.models import Handover
from eenplan.core.access import Actor
from eenplan.network import services as network
from eenplan.organisation.models import User


@transaction.atomic
def accept(
    *,
    actor: Actor,
    handover: Handover,
    worker: User,
    on: date,
    overrule_reason: str = "",
) -> Handover:
    """Accept a handover: team, case manager and what is pending move in one act.

    Raises NotAllowed, AlreadySettled, WorkerNotInTeam, AboveNorm, StaleVersion.
    """
    taken = cases.take_over(
        actor=actor, handover=handover, worker=worker, overrule_reason=overrule_reason, on=on
    )
    why = f"Het dossier ging naar {handover.to_team}."
    network.move_pending(actor=actor, case=handover.case, reason=why, on=on)
    return taken
