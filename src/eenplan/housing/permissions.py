"""Who may do what with places and stays. What the state allows: policies.py and the engine."""

from collections.abc import Collection

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.housing.enums import HoldKind, LookKind
from eenplan.people.models import Household, TeamCare


def check_can_place(actor: Actor) -> None:
    """Raise NotAllowed without the capability; the household was loaded within the scope."""
    actor.must(Capability.HOUSING_PLACE)


def check_can_manage(actor: Actor) -> None:
    actor.must(Capability.HOUSING_MANAGE)


def check_can_hold(actor: Actor, kind: HoldKind) -> None:
    """Raise NotAllowed: who manages places may hold an offer; anyone who places may stop one."""
    stops = (Capability.HOUSING_PLACE, Capability.SAFEGUARDING)
    if kind == HoldKind.FROZEN and any(actor.can(capability) for capability in stops):
        return
    check_can_manage(actor)


def check_can_release(actor: Actor, kind: HoldKind) -> None:
    """Raise NotAllowed: what was stopped for safety is only reopened by who follows up safety."""
    if kind == HoldKind.FROZEN:
        actor.must(Capability.SAFEGUARDING)
    else:
        check_can_manage(actor)


def follows(actor: Actor, household: Household) -> bool:
    """Say whether the actor works on the household's case, or keeps the places."""
    return actor.can(Capability.HOUSING_MANAGE) or household.is_in_care_of(
        actor.teams_with(Capability.CASE_WORK)
    )


def check_can_follow(actor: Actor, household: Household) -> None:
    """Raise NotAllowed unless the actor visits this household."""
    if not follows(actor, household) and not actor.can(Capability.SAFEGUARDING):
        raise NotAllowed("Alleen wie het gezin opvolgt of de plaatsen beheert, doet dit.")


def can_stop(actor: Actor, households: Collection[int]) -> bool:
    """Say whether the actor may stop an offer where these households live (their ids).

    Whoever works on the case of one of them may: nobody looks for a superior while it is unsafe.
    """
    if actor.can(Capability.HOUSING_MANAGE) or actor.can(Capability.SAFEGUARDING):
        return True
    teams = actor.teams_with(Capability.CASE_WORK)
    care = TeamCare.objects.open().filter(household__in=list(households), team__in=teams)
    return bool(teams) and care.exists()


def check_can_stop(actor: Actor, households: Collection[int]) -> None:
    if not can_stop(actor, households):
        raise NotAllowed(
            "Stilleggen doet wie een gezin in dit pand opvolgt, de coördinator huisvesting of de "
            "vertrouwenspersoon veiligheid. Is er nu gevaar, bel dan 112."
        )


def check_can_safeguard(actor: Actor) -> None:
    actor.must(Capability.SAFEGUARDING)


def check_can_check_people(actor: Actor) -> None:
    """Raise NotAllowed for who neither manages places nor follows up safety."""
    if not sees_people(actor):
        raise NotAllowed("U mag de mensen van een gastgezin niet zien.")


def sees_people(actor: Actor) -> bool:
    """Say whether the actor may see who lives with a host; others see only if all is in order."""
    return actor.can(Capability.HOUSING_MANAGE) or actor.can(Capability.SAFEGUARDING)


def sees_address(actor: Actor) -> bool:
    """Say whether the actor may see where an offered dwelling stands."""
    return actor.can(Capability.HOUSING_PLACE) or actor.can(Capability.HOUSING_MANAGE)


def sees_contact(actor: Actor) -> bool:
    """Say whether the actor may see telephone, account number and remark of a provider."""
    return actor.can(Capability.HOUSING_MANAGE)


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


def check_can_inspect(actor: Actor) -> None:
    actor.must(Capability.HOUSING_INSPECT)
