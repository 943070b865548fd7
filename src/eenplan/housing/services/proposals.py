"""Proposing a place to a household, and everything up to the stay but the answers."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from eenplan.cases import services as cases
from eenplan.cases.selectors import open_case, team_in_charge
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.engines.placement.outcome import BlockedPlace, RankedPlace
from eenplan.housing import errors, permissions, policies
from eenplan.housing.enums import LookReason, OverrideKind
from eenplan.housing.models import Override, Place, Proposal, Stay
from eenplan.housing.selectors import (
    Candidates,
    candidates,
    get_place,
    to_reassess,
    wants_another_home,
)
from eenplan.housing.selectors.candidates import SAFETY_RULES
from eenplan.housing.selectors.proposals import had_a_guest_before, had_a_place_before
from eenplan.housing.services.records import record_choice
from eenplan.housing.services.stays import refusal_of
from eenplan.organisation.enums import Role
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household


@dataclass(frozen=True)
class Wanted:
    """What is proposed: from when until when, and why it departs from the first choice if so."""

    starts_on: date
    ends_on: date | None = None
    why_lower: str = ""
    why_unsafe: str = ""


@dataclass
class _Choice:
    """The chosen place in the answer of the engine, and where it departs from it."""

    found: Candidates
    ranked: RankedPlace | None
    overrides: list[Override] = field(default_factory=list)

    @property
    def until(self) -> date | None:
        return self.ranked.until if self.ranked else None


@transaction.atomic
def propose_place(
    *, actor: Actor, household: Household, place: Place, wanted: Wanted, at: datetime
) -> Proposal:
    """Propose a place to a household and keep it for them for a while.

    Who lives with us and is on the list for another home may be proposed one too: it moves once
    all agree, and stays where it is until then.

    The rules are asked here, on what the database holds now. A lower choice and a safety rule that
    is set aside need a reason; both become data, and a second person looks. Of two who propose the
    last place at once, the constraints let one through.

    Raises NotAllowed, PlaceUnavailable, PlaceTaken, AlreadyHoused, ProposalRuns, ReasonNeeded,
    ImpossibleStart, NotYet.
    """
    permissions.check_can_place(actor)
    on = localtime(at).date()
    Place.objects.select_for_update().get(pk=place.pk)
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    policies.check_period(wanted.starts_on, wanted.ends_on, on=on)
    _check_free_to_propose(household, wanted.starts_on, at)
    place = get_place(place.pk, on=wanted.starts_on)
    choice = _choose(household, place, wanted, at)
    ends_on = _earliest(wanted.ends_on, choice.until)
    proposal = _keep(
        Proposal(
            household=household,
            place=place,
            shares=place.is_shared,
            persons=choice.found.facts.persons,
            starts_on=wanted.starts_on,
            ends_on=ends_on,
            made_by_id=actor.user_id,
            made_at=at,
            expires_at=at + timedelta(hours=_hours("placement_hold_hours", on)),
            look_because=_why_look(household, place, choice),
        )
    )
    for override in choice.overrides:
        override.proposal = proposal
        override.save()
    record_choice(
        actor=actor, found=choice.found, place=place, household=household, at=at, proposal=proposal
    )
    rank = choice.ranked.rank if choice.ranked else 0
    audit.record(actor, "housing.place-proposed", proposal, place=place.reference, rank=rank)
    _tell_who_follows(actor, proposal, on)
    _ask_who_looks(actor, proposal, on)
    return proposal


def _check_free_to_propose(household: Household, starts_on: date, at: datetime) -> None:
    housed = Stay.objects.on(starts_on).filter(household=household).first()
    if housed and not wants_another_home(household):
        raise errors.AlreadyHoused("Dit gezin heeft dan al een opvangplaats.")
    if housed and housed.starts_on == starts_on:
        raise errors.ImpossibleStart(
            "Die dag begint het verblijf waar het gezin nu woont. Kies een latere dag."
        )
    if Proposal.objects.live(at).filter(household=household).exists():
        raise errors.ProposalRuns("Voor dit gezin loopt al een voorstel. Rond dat eerst af.")
    asked_anew = to_reassess(household)
    if asked_anew:
        raise errors.NotYet(
            f"Het gezin zei nee: {asked_anew.reason.label}. Bekijk eerst met het gezin wat het nu "
            "nodig heeft. Het houdt zijn plaats in de rij."
        )


def _choose(household: Household, place: Place, wanted: Wanted, at: datetime) -> _Choice:
    """Return the place in the answer of the engine; refuse it, or ask the reasons it needs."""
    found = candidates(household, on=wanted.starts_on, at=at)
    ranked = next((r for r in found.ranking.eligible if r.place == place.reference), None)
    if ranked is None:
        blocked = next((b for b in found.ranking.blocked if b.place == place.reference), None)
        return _against_a_rule(found, place, blocked, wanted)
    choice = _Choice(found, ranked)
    best = found.ranking.eligible[0]
    if ranked.rank > 1:
        if not wanted.why_lower:
            raise errors.ReasonNeeded(
                f"Dit is keuze {ranked.rank}; de eerste keuze is {best.label}. Schrijf waarom u "
                "hiervan afwijkt.",
                "why_lower",
            )
        figures = {
            "rank": ranked.rank,
            "score": ranked.score,
            "pressure": ranked.pressure,
            "best": best.place,
            "best_score": best.score,
            "best_pressure": best.pressure,
        }
        choice.overrides.append(
            Override(kind=OverrideKind.LOWER_RANK, figures=figures, reason=wanted.why_lower)
        )
    return choice


def _against_a_rule(
    found: Candidates, place: Place, blocked: BlockedPlace | None, wanted: Wanted
) -> _Choice:
    """Return a place that only safety rules refuse, with the override; any other is refused."""
    if blocked is None:
        raise errors.PlaceUnavailable(f"Plaats {place.reference} wordt niet voorgesteld.")
    if not set(blocked.rules) <= SAFETY_RULES:
        raise refusal_of(place, blocked)
    said = " ".join(f"{requirement.sentence}." for requirement in blocked.failed)
    if not wanted.why_unsafe:
        raise errors.ReasonNeeded(
            f"{said} Schrijf waarom het hier toch kan; de vertrouwenspersoon veiligheid kijkt mee.",
            "why_unsafe",
        )
    overrides = [
        Override(
            kind=OverrideKind.SAFETY,
            rule=rule,
            figures={"said": said, "possible": len(found.ranking.eligible)},
            reason=wanted.why_unsafe,
        )
        for rule in blocked.rules
    ]
    return _Choice(found, None, overrides)


def _earliest(wanted: date | None, possible: date | None) -> date | None:
    days = [day for day in (wanted, possible) if day]
    return min(days) if days else None


def _why_look(household: Household, place: Place, choice: _Choice) -> list[str]:
    kinds = {override.kind for override in choice.overrides}
    reasons = (
        (LookReason.FIRST_OF_HOUSEHOLD, not had_a_place_before(household)),
        (LookReason.FIRST_AT_PROVIDER, not had_a_guest_before(place.dwelling.offer.provider_id)),
        (LookReason.OVERRIDE, bool(kinds)),
        (LookReason.SAFETY, OverrideKind.SAFETY in kinds),
    )
    return [reason.value for reason, holds in reasons if holds]


def _keep(proposal: Proposal) -> Proposal:
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError as error:
        if "one_live_proposal_per_household" in str(error):
            raise errors.ProposalRuns("Voor dit gezin loopt al een voorstel.") from None
        kept = ("one_live_proposal_per_place", "shared_place_is_kept_within_its_beds")
        if any(name in str(error) for name in kept):
            raise errors.PlaceKept(
                f"Plaats {proposal.place.reference} werd net voor een ander gezin gereserveerd."
            ) from None
        raise
    return proposal


def _hours(key: str, on: date) -> int:
    return int(norm(key, on=on))


def _tell_who_follows(actor: Actor, proposal: Proposal, on: date) -> None:
    """Put the proposal before the case manager, unless that is who made it."""
    case = open_case(proposal.household)
    holder = case.assignments.open().first() if case else None
    team = team_in_charge(case) if case else None
    if team and holder and holder.worker_id != actor.user_id:
        cases.inform(
            actor=actor,
            case=case,
            team=team,
            text=f"{actor.name} stelt plaats {proposal.place.reference} voor. Bespreek ze met het "
            f"gezin; de reservatie loopt tot {policies.spoken(proposal.expires_at)}.",
            on=on,
        )


def _ask_who_looks(actor: Actor, proposal: Proposal, on: date) -> None:
    if not proposal.needs_second_look:
        return
    roles = (Role.HOUSING_COORDINATOR, Role.SAFEGUARDING_LEAD)
    cases.ask_second_look(
        actor=actor,
        household=proposal.household,
        text=f"Tweede blik gevraagd op het voorstel van plaats {proposal.place.reference}, door "
        f"{actor.name}. De reservatie loopt tot {policies.spoken(proposal.expires_at)}.",
        on=on,
        roles=roles if proposal.needs_safety_look else roles[:1],
    )


@transaction.atomic
def note_meeting(*, actor: Actor, proposal: Proposal, met_on: date, at: datetime) -> Proposal:
    """Note that household and provider met, with the actor there.

    Raises NotAllowed, ProposalOver, ImpossibleMeeting.
    """
    permissions.check_can_place(actor)
    held = hold(proposal, at=at)
    policies.check_meeting_day(held, met_on, on=localtime(at).date())
    held.met_on, held.met_by_id = met_on, actor.user_id
    held.save(update_fields=["met_on", "met_by"])
    audit.record(actor, "housing.proposal-met", held, on=met_on)
    return held


@transaction.atomic
def withdraw_proposal(*, actor: Actor, proposal: Proposal, why: str, at: datetime) -> Proposal:
    """Take a proposal back; the place is free at once. Raises NotAllowed, ProposalOver."""
    permissions.check_can_place(actor)
    held = hold(proposal, at=at)
    held.withdrawn_why = why
    held.save(update_fields=["withdrawn_why"])
    end_proposal(actor, held, at)
    audit.record(actor, "housing.proposal-withdrawn", held, why=why)
    return held


def hold(proposal: Proposal, *, at: datetime) -> Proposal:
    """Lock a proposal and return it as it is now. Raises ProposalOver when it ended or expired."""
    rows = Proposal.objects.select_for_update(of=("self",))
    held = rows.select_related("place__dwelling__offer__provider", "household").get(pk=proposal.pk)
    policies.check_live(held, at=at)
    return held


def end_proposal(actor: Actor, held: Proposal, at: datetime) -> None:
    """Let a proposal that is held end now; nobody is asked to look at it any more."""
    held.ended_at, held.ended_by_id = at, actor.user_id or None
    held.save(update_fields=["ended_at", "ended_by"])
    cases.second_look_is_over(actor=actor, household=held.household, on=localtime(at).date())
