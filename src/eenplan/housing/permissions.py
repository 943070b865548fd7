"""Who may do what with places and stays. What the state allows: policies.py and the engine."""

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.housing.enums import LookKind
from eenplan.people.models import Household


def check_can_place(actor: Actor) -> None:
    """Raise NotAllowed without the capability; the household was loaded within the scope."""
    actor.must(Capability.HOUSING_PLACE)


def check_can_manage(actor: Actor) -> None:
    actor.must(Capability.HOUSING_MANAGE)


def may_look(actor: Actor, household: Household, kind: LookKind) -> bool:
    """Say whether the actor may give a second look: housing coordination, or the own team's."""
    if kind == LookKind.SAFETY:
        return actor.can(Capability.SAFEGUARDING)
    return actor.can(Capability.HOUSING_MANAGE) or household.is_in_care_of(
        actor.teams_with(Capability.TEAM_STEER)
    )


def check_can_look(actor: Actor, household: Household, kind: LookKind) -> None:
    """Raise NotAllowed for who gives no second look of a kind."""
    if may_look(actor, household, kind):
        return
    who = {
        LookKind.SAFETY: "de vertrouwenspersoon veiligheid",
        LookKind.PLACEMENT: "de coördinator huisvesting of de teamcoördinator",
    }[kind]
    raise NotAllowed(f"Deze tweede blik geeft {who}.")


def may_note_wishes(actor: Actor, household: Household) -> bool:
    """Say whether the actor writes down what a household wants in a home.

    Who places in the team in charge, and who manages places for all; not who only reads along.
    """
    if actor.can(Capability.HOUSING_MANAGE):
        return True
    return household.is_in_care_of(actor.teams_with(Capability.HOUSING_PLACE))


def check_can_note_wishes(actor: Actor, household: Household) -> None:
    if not may_note_wishes(actor, household):
        raise NotAllowed("Alleen het team dat dit gezin opvolgt, schrijft de woonwensen op.")
