"""What stands on an agenda for this reader, and what could be put on it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eenplan.cases.enums import ContactKind
from eenplan.cases.models import Case, Contact, Step
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.network.meeting_access import takes_part
from eenplan.network.meeting_kinds import ItemKind
from eenplan.network.models import AgendaItem, Meeting, Signal, WishToDiscuss
from eenplan.network.selectors.signals import listed_signals
from eenplan.network.signal_access import readable_to
from eenplan.organisation.selectors import norm
from eenplan.people.models import Household

MOST_CASES, MOST_SIGNALS = 15, 10
NO_GROUND = "u neemt niet deel, of het gezin is niet bij uw team"


@dataclass(frozen=True)
class Agenda:
    """The items a reader may see, in order, and how many are hidden."""

    items: list[AgendaItem]
    hidden: int

    @property
    def total(self) -> int:
        return len(self.items) + self.hidden

    @property
    def minutes(self) -> int:
        """The minutes noted on the items this reader sees."""
        return sum(item.minutes or 0 for item in self.items)


def agenda_of(actor: Actor, meeting: Meeting) -> Agenda:
    """Return what of an agenda the actor may see.

    A case: only who takes part and may open the household's file. A theme: everybody who holds
    meetings. A signal: its words only to who follows it up, the rest without words.
    """
    rows = list(_items(actor, meeting.items.all()))
    is_there = takes_part(actor, meeting)
    seen = [row for row in rows if is_seen(row, is_there)]
    return Agenda(seen, len(rows) - len(seen))


def is_seen(item: AgendaItem, is_there: bool) -> bool:
    """Say whether an item, as read by `_items`, may be shown."""
    return item.kind != ItemKind.CASE or (is_there and item.may_open)


def _items(actor: Actor, rows: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    seen = Household.objects.visible_to(actor).filter(pk=OuterRef("case__household"))
    words = Signal.objects.filter(readable_to(actor), pk=OuterRef("signal"))
    rows = rows.annotate(may_open=Exists(seen), may_read=Exists(words))
    related = ("case__household", "signal__area", "owner", "put_by")
    return rows.select_related(*related).defer("signal__area__geometry").order_by("position", "pk")


def get_item(actor: Actor, pk: int) -> AgendaItem:
    """Return an item the actor may see, with its meeting, or raise NotFound."""
    item = _items(actor, AgendaItem.objects.filter(pk=pk)).select_related(
        "meeting__area", "meeting__chair", "case__household", "signal__area", "owner"
    )
    found = item.defer("signal__area__geometry", "meeting__area__geometry").first()
    if found is None or not is_seen(found, takes_part(actor, found.meeting)):
        raise NotFound(pk)
    return found


# -- What could be put on it -----------------------------------------------------------------------
@dataclass(frozen=True)
class Flag:
    """A household that could be talked about, with why."""

    household: Household
    reasons: list[str]


def flagged_cases(actor: Actor, meeting: Meeting, *, on: date) -> tuple[list[Flag], int]:
    """Return households of the neighbourhood that ask for attention, and how many more there are.

    In the actor's own scope: who is quiet, whose steps are late, about whom the case manager asks
    to talk. What was asked comes first, then the longest quiet.
    """
    rows = _flags(actor, meeting, on)
    shown = list(rows.select_related("household")[:MOST_CASES])
    before = _quiet_before(on)
    flags = [Flag(row.household, list(_reasons(row, before))) for row in shown]
    more = rows.count() - len(shown) if len(shown) == MOST_CASES else 0
    return flags, more


def _quiet_before(on: date) -> date:
    return on - timedelta(days=int(norm("quiet_days", on=on)))


def _flags(actor: Actor, meeting: Meeting, on: date) -> QuerySet[Case]:
    home = Household.objects.visible_to(actor).filter(area=meeting.area_id)
    spoken = Contact.objects.filter(case=OuterRef("pk")).exclude(kind=ContactKind.NOTE)
    last = spoken.order_by("-on").values("on")[:1]
    late = Step.objects.filter(case=OuterRef("pk"), done_on=None, due_on__lt=on).order_by()
    late = late.values("case").annotate(n=Count("pk")).values("n")
    wish = WishToDiscuss.objects.filter(case=OuterRef("pk"), settled_on=None).values("why")[:1]
    put = AgendaItem.objects.filter(meeting=meeting.pk, case=OuterRef("pk"))
    rows = Case.objects.filter(~Exists(put), household__in=home, closed_on=None).annotate(
        quiet_since=Coalesce(Subquery(last), F("opened_on"), output_field=DateField()),
        late_steps=Coalesce(Subquery(late), 0),
        wish=Subquery(wish),
    )
    rows = rows.filter(
        Q(quiet_since__lt=_quiet_before(on)) | Q(late_steps__gt=0) | Q(wish__isnull=False)
    )
    return rows.order_by(F("wish").asc(nulls_last=True), "quiet_since", "pk")


def _reasons(case: Case, quiet_before: date):
    if case.wish:
        yield f"Gevraagd om te bespreken: {case.wish}"
    if case.quiet_since < quiet_before:
        yield f"Stil sinds {case.quiet_since:%d/%m/%Y}"
    if case.late_steps:
        yield f"{case.late_steps} {'stap' if case.late_steps == 1 else 'stappen'} te laat"


def reasons_for(actor: Actor, meeting: Meeting, household: Household, *, on: date) -> str:
    """Return why a household could be on the agenda, on one line; nothing when no flag says so."""
    case = _flags(actor, meeting, on).filter(household=household).first()
    return ". ".join(_reasons(case, _quiet_before(on)))[:400] if case else ""


def open_signals(actor: Actor, meeting: Meeting, *, on: date) -> list[Signal]:
    """Return the open signals of the neighbourhood that the actor reads and are not on it yet."""
    rows = listed_signals(actor, {"wijk": meeting.area_id, "stand": "open"}, on=on)
    put = AgendaItem.objects.filter(meeting=meeting.pk, signal=OuterRef("pk"))
    return list(rows.filter(~Exists(put), readable_to(actor))[:MOST_SIGNALS])


def open_wish(case: Case) -> WishToDiscuss | None:
    """Return what the case manager asked to talk about, if it stands on no agenda yet."""
    return case.wishes_to_discuss.filter(settled_on=None).first()
