"""Who reads the words of a signal, who sees it without words, who follows it up.

A signal falls to the team of its neighbourhood. Who may follow up signals but opens no files there
(the policy analyst) sees all signals of the town, without words, givers or households.
"""

from django.db.models import Q

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotAllowed
from eenplan.network.models import Signal
from eenplan.organisation.models import TeamArea
from eenplan.people.models import Household


def triage_teams(actor: Actor) -> frozenset[int]:
    """Return the teams for whose neighbourhoods the actor follows up signals."""
    opens_files = actor.teams_with(Capability.HOUSEHOLD_VIEW)
    return actor.teams_with(Capability.SIGNAL_TRIAGE) & opens_files


def makes_policy(actor: Actor) -> bool:
    """Say whether the actor sees all signals without words, and answers what goes to policy."""
    opens_files = actor.teams_with(Capability.HOUSEHOLD_VIEW)
    return bool(actor.teams_with(Capability.SIGNAL_TRIAGE) - opens_files)


def own_areas(actor: Actor):
    """Return the ids of the neighbourhoods in which the actor follows up signals."""
    serving = TeamArea.objects.on(actor.on).filter(team__in=triage_teams(actor))
    return serving.values("area")


def falls_to(actor: Actor) -> Q:
    """Return which signals fall to the actor's teams.

    What was noticed in no neighbourhood, or in one without a team, falls to everybody who follows
    up signals: it must not stay lying.
    """
    if not triage_teams(actor):
        return Q(pk__in=())
    served = TeamArea.objects.on(actor.on).values("area")
    return Q(area__in=own_areas(actor)) | Q(area=None) | ~Q(area__in=served)


def readable_to(actor: Actor) -> Q:
    """Return of which signals the actor may read the words.

    Not of one that was linked to a household out of sight: its words could tell which.
    """
    seen = Household.objects.visible_to(actor).values("pk")
    return falls_to(actor) & (Q(household=None) | Q(household__in=seen))


def check_can_handle(actor: Actor, signal: Signal) -> None:
    """Raise NotAllowed unless the actor follows up this signal."""
    actor.must(Capability.SIGNAL_TRIAGE)
    if not Signal.objects.filter(readable_to(actor), pk=signal.pk).exists():
        raise NotAllowed("Alleen het team van die wijk volgt dit signaal op.")


def check_makes_policy(actor: Actor) -> None:
    """Raise NotAllowed unless the actor answers for the policy makers."""
    actor.must(Capability.SIGNAL_TRIAGE)
    if not makes_policy(actor):
        raise NotAllowed("Alleen een beleidsmedewerker antwoordt op een punt voor het beleid.")
