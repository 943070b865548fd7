"""The norms and reception forms as their managers see them: what holds, since when, by whom."""

from dataclasses import dataclass
from datetime import date

from eenplan.core.errors import NotFound
from eenplan.organisation.enums import PlaceKind, ReceptionForm
from eenplan.organisation.models import Norm, User
from eenplan.organisation.norms import NORMS, NormKind, switch_key
from eenplan.organisation.wording import amount


@dataclass(frozen=True)
class NormLine:
    """A norm on a day: the row in force, if any, and the first change after it."""

    key: str
    kind: NormKind
    present: Norm | None
    next: Norm | None

    @property
    def value(self) -> str:
        return amount(self.kind, self.present.value) if self.present else "niet bepaald"

    @property
    def next_value(self) -> str:
        return amount(self.kind, self.next.value) if self.next else ""


@dataclass(frozen=True)
class SwitchLine:
    """A reception form or kind of place on a day: open or closed, since when, by whom and why."""

    what: ReceptionForm | PlaceKind
    is_open: bool
    since: date | None
    reason: str
    decided_by: User | None
    next: Norm | None


def norm_lines(*, on: date) -> list[NormLine]:
    """Return every norm that is a number, with what holds on a day and what comes next."""
    keys = [key for key, kind in NORMS.items() if not kind.is_switch]
    present, coming = _rows(keys, on)
    return [
        NormLine(key, NORMS[key], present.get(key, [None])[-1], coming.get(key, [None])[0])
        for key in keys
    ]


def _rows(keys: list[str], on: date) -> tuple[dict[str, list[Norm]], dict[str, list[Norm]]]:
    """Return the rows in force until now and the later ones, by key, oldest first."""
    present: dict[str, list[Norm]] = {}
    coming: dict[str, list[Norm]] = {}
    for row in Norm.objects.filter(key__in=keys).select_related("set_by").order_by("starts_on"):
        by_key = present if row.starts_on <= on else coming
        by_key.setdefault(row.key, []).append(row)
    return present, coming


def get_norm_kind(key: str) -> NormKind:
    """Return what a norm means, or raise NotFound."""
    if key not in NORMS:
        raise NotFound(key)
    return NORMS[key]


@dataclass(frozen=True)
class PastNorm:
    """One value a norm had, has or will have."""

    row: Norm
    value: str
    state: str  # "komt", "geldt", "gold"


def norm_history(key: str, *, on: date) -> list[PastNorm]:
    """Return all values of a norm, the latest first, those to come included."""
    kind = get_norm_kind(key)
    rows = Norm.objects.filter(key=key).select_related("set_by").order_by("-starts_on")
    lines, found = [], False
    for row in rows:
        state = "komt" if row.starts_on > on else "gold" if found else "geldt"
        found = found or row.starts_on <= on
        lines.append(PastNorm(row, amount(kind, row.value), state))
    return lines


def get_norm_row(key: str, pk: int) -> Norm:
    """Return one row of a norm, or raise NotFound."""
    row = Norm.objects.filter(key=key, pk=pk).first()
    if row is None:
        raise NotFound(pk)
    return row


def switch_lines(*, on: date) -> list[SwitchLine]:
    """Return the reception forms, then the kinds of place; what was never decided on is open."""
    keys = {switch: switch_key(switch) for switch in (*ReceptionForm, *PlaceKind)}
    present, coming = _rows(list(keys.values()), on)
    return [
        _switch_line(switch, present.get(key, []), coming.get(key, []))
        for switch, key in keys.items()
    ]


def _switch_line(
    what: ReceptionForm | PlaceKind, past: list[Norm], coming: list[Norm]
) -> SwitchLine:
    upcoming = coming[0] if coming else None
    if not past:
        return SwitchLine(what, True, None, "", None, upcoming)
    is_open = bool(past[-1].value)
    first = past[-1]  # of the unbroken stretch in this state
    for row in reversed(past):
        if bool(row.value) != is_open:
            break
        first = row
    return SwitchLine(what, is_open, first.starts_on, first.reason, first.set_by, upcoming)


def get_switch(code: str) -> ReceptionForm | PlaceKind:
    """Return a reception form or a kind of place by its code, or raise NotFound."""
    for switches in (ReceptionForm, PlaceKind):
        if code in switches.values:
            return switches(code)
    raise NotFound(code)
