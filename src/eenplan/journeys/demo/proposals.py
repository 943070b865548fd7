"""The demo's proposals: one or two in every state, the plan behind them, and stays to look at."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils.timezone import make_aware

from eenplan.core.access import Actor
from eenplan.housing import first_reasons, services as housing
from eenplan.housing.enums import LookKind, Side
from eenplan.housing.models import Place, Proposal, RefusalReason, Stay, StayLook
from eenplan.housing.selectors import candidates, seeking
from eenplan.journeys.demo.teams import Staff
from eenplan.journeys.matching import begin_stay, plan_ahead
from eenplan.organisation.selectors import actor_for, norm
from eenplan.people.models import Household

LATE = timedelta(days=7)
LATELY = 9  # days a place that was given at once stays on the list at most


def draw_proposals(staff: Staff, *, on: date) -> None:
    """Let the coordinator propose places to households that wait, each a step further."""
    first_reasons.add_missing(RefusalReason)  # an emptied database has none
    at = make_aware(datetime.combine(on, time(8, 0)))
    plan_ahead(on=on, at=make_aware(datetime.combine(on, time(3, 50))))
    els, dirk = (actor_for(staff.cast[name], on=on) for name in ("els", "dirk"))
    waiting = seeking(on).filter(helped_elsewhere=False, arrived_on__lt=on - LATE)
    rows = iter(waiting.select_related("area").order_by("year", "serial")[: 3 * len(PATHS)])
    for path in PATHS:
        for household in rows:
            made = _proposed(els, household, on, at, late=path is _expired)
            if made:
                path(els, dirk, made, at)
                break
    _stays_to_look_at(on)


def _proposed(els: Actor, household: Household, on: date, at: datetime, *, late: bool):
    """Return a proposal of the best place for a household, or of its second choice; if any."""
    day, moment = (on - LATE, at - LATE) if late else (on, at)
    possible = candidates(household, on=day, at=moment).ranking.eligible
    if not possible:
        return None
    place = Place.objects.get(reference=possible[0].place)
    wanted = housing.Wanted(starts_on=day)
    return housing.propose_place(
        actor=els, household=household, place=place, wanted=wanted, at=moment
    )


def _answered(actor: Actor, made: Proposal, side: Side, at: datetime, code: str = "") -> None:
    said = housing.Said(
        agrees=not code,
        words="Dat is goed voor ons." if not code else "Dit past ons niet.",
        language=made.household.contact_language,
        interpreter="PHONE",
        reason=RefusalReason.objects.get(code=code) if code else None,
        at_once_why="geen dak vannacht" if side == Side.HOUSEHOLD else "",
    )
    housing.note_answer(actor=actor, proposal=made, side=side, said=said, at=at)


def _looked(dirk: Actor, made: Proposal, at: datetime, *, approves: bool = True) -> None:
    why = "Past bij het gezin, dicht bij de school." if approves else "Te ver van het ziekenhuis."
    housing.look_again(
        actor=dirk,
        proposal=made,
        kind=LookKind.PLACEMENT,
        approves=approves,
        reason=why,
        at=at,
    )


def _asks_a_look(els, dirk, made, at) -> None:
    pass


def _expired(els, dirk, made, at) -> None:
    pass


def _refused_by_household(els, dirk, made, at) -> None:
    _answered(els, made, Side.HOUSEHOLD, at, "te-ver")


def _refused_by_provider(els, dirk, made, at) -> None:
    if made.place.dwelling.offer.provider.kind != "OWN":
        _answered(els, made, Side.PROVIDER, at, "niet-dit-gezin")


def _refused_at_the_look(els, dirk, made, at) -> None:
    if made.needs_second_look:
        _looked_by_dirk_if_he_may(dirk, made, at, approves=False)


def _asks_the_household(els, dirk, made, at) -> None:
    _looked_by_dirk_if_he_may(dirk, made, at)


def _withdrawn(els, dirk, made, at) -> None:
    housing.withdraw_proposal(actor=els, proposal=made, why="het gezin vond zelf iets", at=at)


def _ready(els, dirk, made, at) -> None:
    _looked_by_dirk_if_he_may(dirk, made, at)
    _answered(els, made, Side.HOUSEHOLD, at)
    if made.place.dwelling.offer.provider.kind != "OWN":
        _answered(els, made, Side.PROVIDER, at)
    housing.make_agreement(
        actor=els, proposal=made, language=made.household.contact_language, at=at
    )


def _looked_by_dirk_if_he_may(dirk: Actor, made: Proposal, at, *, approves: bool = True) -> None:
    """Dirk looks at households of his own team; of another team the look stays asked."""
    if made.needs_second_look and made.household.is_in_care_of(dirk.team_ids):
        _looked(dirk, made, at, approves=approves)


def _stay(els, dirk, made, at) -> None:
    _ready(els, dirk, made, at)
    if not made.needs_second_look or made.looks.exists():
        begin_stay(actor=els, proposal=made, at=at)


PATHS = (
    *(_asks_a_look, _expired, _ready, _refused_by_household, _asks_the_household),
    *(_refused_by_provider, _withdrawn, _refused_at_the_look, _stay),
)


def _stays_to_look_at(on: date) -> None:
    """Ask a second look at the places that were given lately, as the desk does at once."""
    days = timedelta(days=int(norm("second_look_days", on=on)))
    lately = Stay.objects.on(on).filter(
        ~Exists(Proposal.objects.filter(stay=OuterRef("pk"))),
        starts_on__gt=on - timedelta(days=LATELY),
        starts_on__lte=on,
    )
    StayLook.objects.bulk_create(
        StayLook(stay=stay, placed_by_id=stay.decided_by_id, due_on=stay.starts_on + days)
        for stay in lately
    )
