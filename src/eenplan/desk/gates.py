"""The gates of a proposal in words: what is in order, what is next, what stopped it."""

from dataclasses import dataclass
from datetime import datetime

from eenplan.core.access import Actor, Capability
from eenplan.housing import permissions, policies, selectors as housing
from eenplan.housing.enums import Gate, LookKind, ProposalState, Side
from eenplan.housing.models import Agreement, Answer, Proposal, SecondLook

OK, NO, OPEN, FREE = "good", "late", "warn", "plain"


@dataclass(frozen=True)
class Step:
    """One gate: its name, how it stands in words and colour, and the page where it is done."""

    title: str
    stands: str
    colour: str
    told: str = ""
    page: str = ""
    button: str = ""
    is_next: bool = False


@dataclass(frozen=True)
class Way:
    """Everything that was answered, seen and signed of a proposal, and the gates it makes."""

    proposal: Proposal
    answers: dict[str, Answer]
    looks: dict[str, SecondLook]
    agreement: Agreement | None
    actor: Actor

    @property
    def is_running(self) -> bool:
        return self.proposal.state in (ProposalState.RUNNING, ProposalState.READY)

    @property
    def may_place(self) -> bool:
        return self.actor.can(Capability.HOUSING_PLACE)

    @property
    def steps(self) -> list[Step]:
        """Return the gates in order; those that do not hold for this place are left out."""
        made = [
            self._look(LookKind.SAFETY, Gate.SAFETY_LOOK, self.proposal.needs_safety_look),
            self._look(LookKind.PLACEMENT, Gate.SECOND_LOOK, self.proposal.needs_second_look),
            self._meeting(),
            self._answer(Side.HOUSEHOLD, Gate.HOUSEHOLD, "answer_household"),
            self._provider(),
            self._signed(),
        ]
        return [step for step in made if step]

    def _is_next(self, gate: Gate) -> bool:
        return self.is_running and self.proposal.waits_for == gate

    def _look(self, kind: LookKind, gate: Gate, asked: bool) -> Step | None:
        title = LookKind(kind).label.capitalize()
        if not asked:
            return None if kind == LookKind.SAFETY else Step(title, "niet nodig", FREE)
        look = self.looks.get(kind)
        if look:
            told = f"{look.by}: {look.reason}"
            return Step(title, *(("in orde", OK) if look.approves else ("niet in orde", NO)), told)
        mine = self.proposal.made_by_id == self.actor.user_id
        may = permissions.may_look(self.actor, self.proposal.household, kind)
        page = "safety_look" if kind == LookKind.SAFETY else "second_look"
        told = "U deed het voorstel zelf: iemand anders kijkt." if mine and may else ""
        shown = page if may and not mine and self.is_running else ""
        return Step(title, "te doen", OPEN, told, shown, "Geef de blik", self._is_next(gate))

    def _meeting(self) -> Step | None:
        title = "Kennismaking met een medewerker"
        if not policies.is_at_a_family(self.proposal.place):
            return None
        if self.proposal.met_on:
            told = f"op {self.proposal.met_on:%d/%m/%Y}, met {self.proposal.met_by}"
            return Step(title, "gebeurd", OK, told)
        return self._todo(title, "meeting", "Noteer de kennismaking", Gate.MEETING)

    def _answer(self, side: Side, gate: Gate, page: str) -> Step:
        title = f"Antwoord van {Side(side).label}"
        answer = self.answers.get(side)
        if answer is None:
            return self._todo(title, page, "Noteer het antwoord", gate)
        told = [answer.words, f"wie tolkte: {answer.get_interpreter_display()}"]
        if answer.reason:
            told.insert(0, f"{answer.reason.label} ({answer.reason.consequence})")
        if answer.at_once_why:
            told.append(f"zonder bedenktijd: {answer.at_once_why}")
        return Step(title, *(("ja", OK) if answer.agrees else ("nee", NO)), " · ".join(told))

    def _provider(self) -> Step:
        if policies.is_own(self.proposal.place):
            return Step("Antwoord van de aanbieder", "eigen beheer: het contract telt", FREE)
        return self._answer(Side.PROVIDER, Gate.PROVIDER, "answer_provider")

    def _signed(self) -> Step:
        title = "Overeenkomst"
        if self.agreement and self.agreement.is_signed:
            return Step(title, "door beide ondertekend", OK)
        needed = policies.is_at_a_family(self.proposal.place)
        button = "Noteer de handtekeningen" if self.agreement else "Maak de overeenkomst"
        page = "signed" if self.agreement else "make_agreement"
        step = self._todo(title, page, button, Gate.AGREEMENT)
        if needed:
            return step
        return Step(title, "mag later", FREE, "", step.page, button)

    def _todo(self, title: str, page: str, button: str, gate: Gate) -> Step:
        shown = page if self.may_place and self.is_running else ""
        return Step(title, "te doen", OPEN, "", shown, button, self._is_next(gate))


def way_of(proposal: Proposal, actor: Actor) -> Way:
    """Return how far a proposal is, gate by gate."""
    return Way(
        proposal,
        housing.answers_of(proposal),
        housing.looks_of(proposal),
        housing.agreement_of(proposal),
        actor,
    )


def expires_in(proposal: Proposal, at: datetime) -> str:
    """Return how long the place is still kept, in words."""
    hours = int((proposal.expires_at - at).total_seconds() // 3600)
    if hours < 0:
        return "voorbij"
    if hours < 48:
        return f"nog {hours} uur"
    return f"nog {hours // 24} dagen"
