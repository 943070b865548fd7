"""Reading proposals: how far each is, what it waits for, and what was decided apart."""

from datetime import date, datetime

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.housing.enums import (
    Gate,
    LookKind,
    LookReason,
    ProposalState as S,
    ProviderKind,
    ReceptionForm,
    Side,
)
from eenplan.housing.models import (
    Agreement,
    Answer,
    Override,
    Proposal,
    RefusalReason,
    SecondLook,
    Stay,
    StayLook,
)
from eenplan.housing.models.proposals import has_answer, has_look
from eenplan.people.models import Household

OWN = Q(place__dwelling__offer__provider__kind=ProviderKind.OWN)
AT_A_FAMILY = Q(place__form=ReceptionForm.HOST_FAMILY)


def _waits_for() -> Case:
    """Return what a proposal still needs first; nothing but the stay once all is in order."""
    signed = Agreement.objects.filter(
        proposal=OuterRef("pk"),
        household_signed_on__isnull=False,
        provider_signed_on__isnull=False,
    )
    safety = Q(look_because__contains=[LookReason.SAFETY])
    return Case(
        When(safety & ~has_look(LookKind.SAFETY, approves=True), then=Value(Gate.SAFETY_LOOK)),
        When(
            ~Q(look_because=[]) & ~has_look(LookKind.PLACEMENT, approves=True),
            then=Value(Gate.SECOND_LOOK),
        ),
        When(AT_A_FAMILY & Q(met_on=None), then=Value(Gate.MEETING)),
        When(~has_answer(Side.HOUSEHOLD, agrees=True), then=Value(Gate.HOUSEHOLD)),
        When(~OWN & ~has_answer(Side.PROVIDER, agrees=True), then=Value(Gate.PROVIDER)),
        When(AT_A_FAMILY & ~Exists(signed), then=Value(Gate.AGREEMENT)),
        default=Value(Gate.STAY),
        output_field=CharField(),
    )


def with_state(rows: QuerySet[Proposal], at: datetime) -> QuerySet[Proposal]:
    """Annotate proposals with their `state` at a moment, and what each `waits_for`."""
    state = Case(
        When(became_stay=True, then=Value(S.STAY)),
        When(has_answer(Side.HOUSEHOLD, agrees=False), then=Value(S.NO_HOUSEHOLD)),
        When(has_answer(Side.PROVIDER, agrees=False), then=Value(S.NO_PROVIDER)),
        When(Exists(_refusing_looks()), then=Value(S.NO_SECOND)),
        When(ended_at__isnull=False, then=Value(S.WITHDRAWN)),
        When(expires_at__lte=at, then=Value(S.EXPIRED)),
        When(waits_for=Gate.STAY, then=Value(S.READY)),
        default=Value(S.RUNNING),
        output_field=CharField(),
    )
    return rows.annotate(waits_for=_waits_for()).annotate(state=state)


def _refusing_looks() -> QuerySet[SecondLook]:
    return SecondLook.objects.filter(proposal=OuterRef("pk"), approves=False)


def proposals_for(
    actor: Actor, *, at: datetime, state: str = "", gate: str = ""
) -> QuerySet[Proposal]:
    """Return the proposals to households the actor may open, latest first, with state and gate."""
    rows = with_state(Proposal.objects.all(), at).filter(
        household__in=Household.objects.visible_to(actor)
    )
    if state:
        rows = rows.filter(state=state)
    if gate:
        rows = rows.filter(waits_for=gate, state__in=(S.RUNNING, S.READY))
    return rows.order_by("-made_at", "-pk")


def with_what_is_shown(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Load with proposals what every page tells of them."""
    return rows.select_related(
        "household", "made_by", "place__dwelling__area", "place__dwelling__offer__provider"
    ).defer("place__dwelling__area__geometry", "household__area__geometry")


def get_proposal(actor: Actor, pk: int, *, at: datetime) -> Proposal:
    """Return one proposal to a household the actor may open, or raise NotFound."""
    found = with_what_is_shown(proposals_for(actor, at=at)).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def proposals_of(household: Household, *, at: datetime) -> QuerySet[Proposal]:
    """Return all proposals to a household, latest first."""
    return with_what_is_shown(with_state(household.proposals.all(), at)).order_by("-made_at")


def live_proposal(household: Household, *, at: datetime) -> Proposal | None:
    """Return the proposal that waits for this household now, if any."""
    live = Proposal.objects.live(at).filter(household=household)
    return with_what_is_shown(with_state(live, at)).first()


def with_live_proposal(households: list[Household], *, at: datetime) -> set[int]:
    """Return which of these households (their keys) have a proposal that runs."""
    live = Proposal.objects.live(at).filter(household__in=households)
    return set(live.values_list("household", flat=True))


def live_proposals(households: list[int], *, at: datetime) -> dict[int, Proposal]:
    """Return the proposal that runs for each of these households (their keys), if any."""
    live = Proposal.objects.live(at).filter(household__in=households)
    return {proposal.household_id: proposal for proposal in live.select_related("place")}


def answers_of(proposal: Proposal) -> dict[str, Answer]:
    """Return what each side said to a proposal, by side."""
    rows = proposal.answers.select_related("reason", "noted_by")
    return {answer.side: answer for answer in rows}


def looks_of(proposal: Proposal) -> dict[str, SecondLook]:
    """Return the second looks at a proposal, by kind."""
    return {look.kind: look for look in proposal.looks.select_related("by")}


def agreement_of(proposal: Proposal, *, whole: bool = False) -> Agreement | None:
    """Return the agreement of a proposal, without its bytes unless asked."""
    rows = Agreement.objects.filter(proposal=proposal).select_related("made_by")
    return (rows if whole else rows.defer("pdf")).first()


def reasons_of(side: Side, *, on: date) -> QuerySet[RefusalReason]:
    """Return the reasons a side may give to refuse on a day, and what follows from each."""
    return RefusalReason.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), side=side)


def to_reassess(household: Household) -> Answer | None:
    """Return the refusal after which this household is to be asked anew, before a next proposal."""
    return (
        Answer.objects.filter(
            proposal__household=household,
            side=Side.HOUSEHOLD,
            reason__effect="REASSESS",
            reassessed_on=None,
        )
        .select_related("reason")
        .order_by("given_at")
        .first()
    )


# -- What was decided apart ------------------------------------------------------------------------
def overrides_for(actor: Actor, *, kind: str = "") -> QuerySet[Override]:
    """Return where proposals departed from what was proposed, latest first, in scope."""
    rows = Override.objects.filter(
        proposal__household__in=Household.objects.visible_to(actor)
    ).select_related("proposal__household", "proposal__place", "proposal__made_by")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("-proposal__made_at", "-pk")


def stay_looks_for(actor: Actor, *, open_only: bool = True) -> QuerySet[StayLook]:
    """Return the places that were given at once and still need a second look, first due first."""
    rows = StayLook.objects.filter(
        stay__household__in=Household.objects.visible_to(actor)
    ).select_related("stay__household", "stay__place__dwelling__area", "placed_by", "by")
    rows = rows.defer("stay__place__dwelling__area__geometry")
    return rows.filter(by=None) if open_only else rows


def get_stay_look(actor: Actor, pk: int) -> StayLook:
    """Return one stay that needs a second look, or raise NotFound."""
    found = stay_looks_for(actor, open_only=False).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def had_a_place_before(household: Household) -> bool:
    """Say whether this household ever stayed with us."""
    return Stay.objects.filter(household=household).exists()


def had_a_guest_before(provider_id: int) -> bool:
    """Say whether a household ever stayed with this provider."""
    return Stay.objects.filter(place__dwelling__offer__provider=provider_id).exists()
