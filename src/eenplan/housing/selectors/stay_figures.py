"""Figures of stays: how soon, how long, how they end. Counted over what the actor may see, or over
all with small numbers hidden from who may not see the stays themselves."""

from dataclasses import dataclass
from datetime import date
from statistics import median
from urllib.parse import urlencode

from django.db.models import DateField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from eenplan.core.access import Actor, Capability
from eenplan.housing.enums import ReceptionForm
from eenplan.housing.models import FollowUpVisit, Incident, Rehousing, Stay, Stop
from eenplan.housing.selectors.stay_lists import BROKE, OVER, stays_seen_by
from eenplan.housing.stay_kinds import BREAKDOWNS, EndKind, ExitTo

SMALLEST = 5  # a smaller number could point at somebody


@dataclass(frozen=True)
class Figure:
    """One number, with the filters of the list it counts; `hidden` when it is too small to tell."""

    group: str
    what: str
    number: int | None
    filters: dict[str, str] | None = None
    hidden: bool = False

    @property
    def query(self) -> str:
        """Return the filters as they stand in the address of the list."""
        return urlencode(self.filters or {})

    @property
    def shown(self) -> str | int:
        if self.hidden:
            return f"minder dan {SMALLEST}"
        return "–" if self.number is None else self.number


def sees_stays(actor: Actor) -> bool:
    """Say whether the actor may open stays, and so the lists behind the figures."""
    return actor.can(Capability.HOUSEHOLD_VIEW)


def stay_figures(actor: Actor, *, since: date, on: date) -> list[Figure]:
    """Return the figures of the stays that began or ended from a day on, in their order."""
    opens = sees_stays(actor)
    rows = stays_seen_by(actor) if opens else Stay.objects.all()
    began = rows.filter(starts_on__gte=since, starts_on__lte=on)
    ended = rows.filter(ends_on__gte=since, ends_on__lte=on)
    found = [
        *_soon(began),
        *_ends(ended, since),
        *_care(rows, since, on),
    ]
    return [_veiled(figure, opens) for figure in found]


def _veiled(figure: Figure, opens: bool) -> Figure:
    """Hide a small number, and its list, from who may not open the stays it counts."""
    if opens:
        return figure
    small = figure.number is not None and 0 < figure.number < SMALLEST
    is_count = not figure.what.startswith("dagen")
    return Figure(figure.group, figure.what, figure.number, None, small and is_count)


def _soon(began: QuerySet[Stay]) -> list[Figure]:
    """Time to place: from the arrival, or from losing the last place, to the first night."""
    queue = Rehousing.objects.filter(
        household=OuterRef("household"), opened_on__lte=OuterRef("starts_on")
    ).order_by("-opened_on")
    since = Coalesce(Subquery(queue.values("opened_on")[:1]), "household__arrived_on")
    waited = began.annotate(
        waits_from=Greatest(since, "household__arrived_on", output_field=DateField())
    ).values_list("starts_on", "waits_from")
    days = [max(0, (start - waits).days) for start, waits in waited]
    told = round(median(days)) if len(days) >= SMALLEST else None
    group = "Een plaats vinden"
    return [
        Figure(group, "verblijven begonnen", len(days)),
        Figure(group, "dagen tot de eerste nacht (mediaan)", told),
    ]


def _ends(ended: QuerySet[Stay], since: date) -> list[Figure]:
    by_kind: dict[str, int] = {}
    by_exit: dict[str, int] = {}
    by_form: dict[str, int] = {}
    for kind, exit_to, form in ended.values_list("end_kind", "exit_to", "place__form"):
        by_kind[kind] = by_kind.get(kind, 0) + 1
        by_exit[exit_to] = by_exit.get(exit_to, 0) + 1
        if kind in BREAKDOWNS:
            by_form[form] = by_form.get(form, 0) + 1
    day = {"vanaf": since.isoformat()}
    over, broke = {"stand": OVER, **day}, {"stand": BROKE, **day}
    return [
        Figure("Einde", "verblijven geëindigd", sum(by_kind.values()), over),
        Figure("Einde", "waarvan misgelopen", sum(by_form.values()), broke),
        *(
            Figure(
                "Misgelopen per opvangvorm",
                form.label,
                by_form.get(form, 0),
                {**broke, "vorm": form},
            )
            for form in ReceptionForm
        ),
        *(
            Figure("Waarom", kind.label, by_kind.get(kind, 0), {**over, "einde": kind})
            for kind in EndKind
            if by_kind.get(kind)
        ),
        *(
            Figure("Waar naartoe", to.label, by_exit.get(to, 0), {**over, "naar": to})
            for to in ExitTo
            if by_exit.get(to)
        ),
    ]


def _care(rows: QuerySet[Stay], since: date, on: date) -> list[Figure]:
    held = FollowUpVisit.objects.filter(stay__in=rows, held_on__gte=since, held_on__lte=on)
    late = FollowUpVisit.objects.filter(
        stay__in=rows, told_coordinator_on__gte=since, told_coordinator_on__lte=on
    )
    alone = held.filter(spoken_alone=True)
    reports = Incident.objects.filter(noted_on__gte=since, noted_on__lte=on)
    stops = Stop.objects.filter(stopped_on__gte=since, stopped_on__lte=on, is_drill=False)
    group = "Opvolging"
    return [
        Figure(group, "bezoeken gedaan", held.count()),
        Figure(group, "waarbij de gast alleen sprak", alone.count()),
        Figure(group, "bezoeken te laat gemeld aan de coördinator", late.count()),
        _always_veiled(Figure(group, "meldingen en klachten", reports.count())),
        _always_veiled(Figure(group, "keer stilgelegd (zonder oefeningen)", stops.count())),
    ]


def _always_veiled(figure: Figure) -> Figure:
    """Of reports only safeguarding knows which: a small number is hidden from everybody."""
    return _veiled(figure, False)
