"""What must be in order before the next thing may happen to a proposal."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from eenplan.housing import errors
from eenplan.housing.enums import Gate, LookKind, ProposalState, ProviderKind, ReceptionForm, Side
from eenplan.housing.models import Answer, Place, Proposal, RefusalReason

FURTHEST = timedelta(days=366)


def is_at_a_family(place: Place) -> bool:
    return place.form == ReceptionForm.HOST_FAMILY


def is_own(place: Place) -> bool:
    """Say whether the centre itself offers the place: its contract is its consent."""
    return place.dwelling.offer.provider.kind == ProviderKind.OWN


def spoken(at: datetime) -> str:
    return f"{localtime(at):%d/%m/%Y om %H:%M}"


def check_live(proposal: Proposal, *, at: datetime) -> None:
    """Raise ProposalOver unless a proposal still keeps its place."""
    if proposal.became_stay:
        raise errors.ProposalOver("Dit voorstel werd al een verblijf.")
    if proposal.ended_at:
        raise errors.ProposalOver("Dit voorstel is al beëindigd. Kijk wat er gebeurde.")
    if proposal.expires_at <= at:
        raise errors.ProposalOver(
            f"De reservatie is vervallen op {spoken(proposal.expires_at)}: de plaats is weer vrij. "
            "Maak een nieuw voorstel."
        )


def check_period(starts_on: date, ends_on: date | None, *, on: date) -> None:
    """Raise ImpossibleStart for a stay in the past, too far away, or without a night."""
    if starts_on < on:
        raise errors.ImpossibleStart("Het verblijf kan niet vroeger beginnen dan vandaag.")
    if starts_on > on + FURTHEST:
        raise errors.ImpossibleStart("Kies een dag binnen een jaar.")
    if ends_on and ends_on <= starts_on:
        error = errors.ImpossibleStart("Het verblijf eindigt na de eerste nacht. Kies later.")
        error.field = "ends_on"
        raise error


def check_reason(reason: RefusalReason | None, side: Side, *, agrees: bool, on: date) -> None:
    """Raise ReasonNeeded unless a refusal has a reason of the side that refuses, still in use."""
    if agrees:
        return
    if reason is None or reason.side != side:
        raise errors.ReasonNeeded("Kies de reden van het nee.", "reason")
    if reason.ends_on and reason.ends_on <= on:
        raise errors.ReasonNeeded("Deze reden wordt niet meer gebruikt. Kies een andere.", "reason")


def check_time_to_think(proposal: Proposal, *, at: datetime, hours: int, at_once_why: str) -> None:
    """Raise NotYet for a yes of the household before it had its time to think.

    With a family there is no way around it, nor around the meeting. Elsewhere a crisis is a reason,
    when it is said.
    """
    family = is_at_a_family(proposal.place)
    if family and proposal.met_on is None:
        raise errors.NotYet(
            "Eerst maken het gezin en het gastgezin kennis, samen met een medewerker. Noteer dat "
            "gesprek voor u het ja noteert."
        )
    enough = proposal.made_at + timedelta(hours=hours)
    if at >= enough:
        return
    if family:
        raise errors.NotYet(
            f"Het gezin heeft {hours} uur bedenktijd. Noteer het ja vanaf {spoken(enough)}. "
            "Een nee mag altijd."
        )
    if not at_once_why:
        raise errors.ReasonNeeded(
            f"De bedenktijd loopt tot {spoken(enough)}. Kan het niet wachten? Schrijf waarom.",
            "at_once_why",
        )


def check_meeting_day(proposal: Proposal, met_on: date, *, on: date) -> None:
    """Raise ImpossibleMeeting for a meeting before the proposal or still to come."""
    if met_on > on:
        raise errors.ImpossibleMeeting("Noteer de kennismaking nadat ze er was.")
    if met_on < localtime(proposal.made_at).date():
        raise errors.ImpossibleMeeting("De kennismaking kan niet voor het voorstel zijn.")


def check_not_answered(answer: Answer | None) -> None:
    if answer is not None:
        raise errors.AlreadyAnswered(
            f"Het antwoord van {answer.get_side_display()} staat al genoteerd."
        )


def check_other_person(proposal: Proposal, user_id: int) -> None:
    """Raise OwnProposal when who looks made the proposal."""
    if proposal.made_by_id == user_id:
        raise errors.OwnProposal("U deed dit voorstel zelf. Iemand anders geeft de tweede blik.")


def check_look_is_asked(proposal: Proposal, kind: LookKind) -> None:
    asked = proposal.needs_safety_look if kind == LookKind.SAFETY else proposal.needs_second_look
    if not asked:
        raise errors.AlreadyAnswered("Dit voorstel heeft die blik niet nodig.")


WAITS = {
    Gate.SAFETY_LOOK: "de vertrouwenspersoon veiligheid keek nog niet mee",
    Gate.SECOND_LOOK: "de tweede blik ontbreekt nog",
    Gate.MEETING: "de kennismaking is nog niet genoteerd",
    Gate.HOUSEHOLD: "het gezin zei nog geen ja",
    Gate.PROVIDER: "de aanbieder zei nog geen ja",
    Gate.AGREEMENT: "de overeenkomst is nog niet door beide ondertekend",
}


def check_ready(proposal: Proposal) -> None:
    """Raise NotYet unless all is in order; the proposal was read with its state."""
    if proposal.state != ProposalState.READY:
        why = WAITS.get(proposal.waits_for, "er ontbreekt nog iets")
        raise errors.NotYet(f"Het verblijf kan nog niet beginnen: {why}.")
