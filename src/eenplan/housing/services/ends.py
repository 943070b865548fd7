"""A stay goes on longer, is put right afterwards, and its end is told of in time."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from eenplan.cases import services as cases
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines import placement
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions, policies
from eenplan.housing.errors import PlaceTaken
from eenplan.housing.models import Place, Stay
from eenplan.housing.selectors import household_facts, place_facts, policy_on
from eenplan.housing.services.stays import hold
from eenplan.housing.stay_errors import ExtensionRefused, Stopped
from eenplan.organisation.selectors import norm
from eenplan.people.models import TeamCare

#: What is asked of a place before somebody new comes in; who lives there is not put out for it.
ONLY_AT_THE_START = {"form-open", "confirmed"}


@transaction.atomic
def extend_stay(*, actor: Actor, stay: Stay, until: date | None, reason: str, on: date) -> Stay:
    """Let a stay go on until a later day, or without an end but with a day to look again.

    The rules are asked again for the days that are added: the family may have grown, the place may
    be promised to somebody else, its inspection over. Whether its form is open to newcomers is not
    asked: nobody is put out for that. Raises NotAllowed, ExtensionRefused, PlaceTaken, Stopped,
    StaleVersion.
    """
    permissions.check_can_place(actor)
    held = hold(stay)
    policies.check_not_stopped(held.place)
    _check_longer(held, until, on)
    _ask_rules(held, until, on)
    before = held.ends_on
    held.ends_on = until
    held.review_on = None if until else on + timedelta(days=int(norm("stay_review_days", on=on)))
    held.leaves_for = held.end_reason = held.end_kind = held.exit_to = ""
    try:
        with transaction.atomic():
            held.save(
                update_fields=[
                    *("ends_on", "review_on", "leaves_for"),
                    *("end_reason", "end_kind", "exit_to"),
                ]
            )
    except IntegrityError as error:
        raise _refusal(error) from None
    audit.record(
        actor, "housing.stay-extended", held, before=before or "", until=until or "", reason=reason
    )
    return held


def _refusal(error: IntegrityError) -> Exception:
    if "stopped_offer_takes_nobody" in str(error):
        return Stopped(policies.STOPPED)
    if "one_household_per_place" in str(error) or "place_holds_its_households" in str(error):
        return PlaceTaken("De plaats is vanaf dan aan een ander gezin beloofd.")
    if "one_stay_at_a_time" in str(error):
        return ExtensionRefused("Dit gezin heeft vanaf dan al een andere plaats.")
    return error


def _check_longer(stay: Stay, until: date | None, on: date) -> None:
    if stay.ends_on and stay.ends_on <= on:
        raise ExtensionRefused(
            f"Dit verblijf eindigde op {dutch_day(stay.ends_on)}. Geef het gezin weer een plaats."
        )
    if until and until <= on:
        raise ExtensionRefused("Kies een dag na vandaag.")
    if until and stay.ends_on and until <= stay.ends_on:
        raise ExtensionRefused(
            f"Het verblijf duurt al tot {dutch_day(stay.ends_on)}. Kies een latere dag; korter "
            "maken doet u met “Beëindig het verblijf”."
        )


def _ask_rules(stay: Stay, until: date | None, on: date) -> None:
    """Ask the hard rules for the household in its own place, without its own stay in the way."""
    start = stay.ends_on or on
    [household] = household_facts([stay.household], on=on)
    [place] = place_facts(Place.objects.filter(pk=stay.place_id), on=on)
    own = (stay.starts_on, stay.ends_on, stay.persons)
    others = list(place.occupied)
    mine = [o for o in others if o[:3] == own]
    # With others who came the same day: the one that says it is this household's.
    said = [o for o in mine if getattr(o, "household", None) == household.id]
    if mine:
        others.remove((said or mine)[0])
    place = replace(place, occupied=tuple(others))
    ranking = placement.match_now(
        replace(household, stays_until=None), [place], policy_on(on), start
    )
    if ranking.blocked:
        failed = [f for f in ranking.blocked[0].failed if f.rule not in ONLY_AT_THE_START]
        if failed:
            why = " ".join(f"{requirement.sentence}." for requirement in failed)
            raise ExtensionRefused(f"Langer blijven kan niet. {why}")
        latest = _free_until(place, start)
    else:
        latest = ranking.eligible[0].until
    if latest and (until is None or until > latest):
        raise ExtensionRefused(
            f"De plaats is vrij tot {dutch_day(latest)}. Kies die dag of vroeger."
        )


def _free_until(place: placement.Place, start: date) -> date | None:
    """Return until when a place is free for who lives there; a shared one is the database's say."""
    later = [stay.start for stay in place.occupied if stay.start >= start]
    ends = [place.available_until, *(later if place.max_households == 1 else ())]
    return min((day for day in ends if day), default=None)


@transaction.atomic
def plan_review(*, actor: Actor, stay: Stay, review_on: date, on: date) -> Stay:
    """Say when a stay without an agreed end is looked at again. Raises NotAllowed, StaleVersion."""
    permissions.check_can_follow(actor, stay.household)
    if not on < review_on <= on + timedelta(days=366):
        raise ExtensionRefused("Kies een dag na vandaag, binnen een jaar.")
    held = hold(stay)
    held.review_on = review_on
    held.save(update_fields=["review_on"])
    audit.record(actor, "housing.review-planned", held, review_on=review_on)
    return held


@transaction.atomic
def correct_end(
    *,
    actor: Actor,
    stay: Stay,
    leaves_for: str,
    kind: str,
    exit_to: str,
    reason: str,
    on: date,
) -> Stay:
    """Put right what is noted of a stay that is over: why it ended and where the household went.

    The days stay as they were: claims are read from them. Raises NotAllowed, ExtensionRefused,
    StaleVersion.
    """
    permissions.check_can_place(actor)
    held = hold(stay)
    if held.ends_on is None or held.ends_on > on:
        raise ExtensionRefused("Dit verblijf loopt nog. Beëindig het eerst.")
    before = (held.leaves_for, held.end_kind, held.exit_to, held.end_reason)
    held.leaves_for, held.end_kind, held.exit_to = leaves_for, kind, exit_to
    held.end_reason = reason
    held.save(update_fields=["leaves_for", "end_kind", "exit_to", "end_reason"])
    audit.record(actor, "housing.end-corrected", held, before=" / ".join(before), exit_to=exit_to)
    return held


# -- The alarm before the end ----------------------------------------------------------------------
@transaction.atomic
def warn_of_ends(*, actor: Actor, on: date) -> int:
    """Tell who follows the household of each stay that ends or is to be looked at soon; once each.

    A later end is told of again. Return how many were told.
    """
    horizon = on + timedelta(days=int(norm("stay_end_alarm_days", on=on)))
    rows = (
        Stay.objects.on(on)
        .annotate(until=Coalesce("ends_on", "review_on"))
        .filter(until__lte=horizon)
        .exclude(warned_for=F("until"))
    )
    soon = list(
        rows.select_related("household", "place").select_for_update(of=("self",), skip_locked=True)
    )
    for stay in soon:
        _warn(actor, stay, on)
    return len(soon)


def _warn(actor: Actor, stay: Stay, on: date) -> None:
    until = stay.ends_on or stay.review_on
    Stay.objects.filter(pk=stay.pk).update(warned_for=until)
    household = stay.household
    case = household.cases.filter(closed_on=None).first()
    care = TeamCare.objects.open().filter(household=household).select_related("team").first()
    if case is None or care is None:
        return
    case.household = household
    what = "eindigt" if stay.ends_on else "moet herbekeken worden"
    cases.inform(
        actor=actor,
        case=case,
        team=care.team,
        text=f"Het verblijf in opvangplaats {stay.place.reference} {what} op {dutch_day(until)}. "
        "Verleng het, of zoek met het gezin een volgende woning.",
        on=on,
    )
