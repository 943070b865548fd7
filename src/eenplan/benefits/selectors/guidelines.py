"""Guidelines and their versions, and what differs between two of them."""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.db.models import OuterRef, QuerySet, Subquery

from eenplan.benefits.models import Decision, Guideline, GuidelineVersion
from eenplan.benefits.selectors.decisions import decisions_for
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound


def guidelines(*, on: date, right: str = "") -> QuerySet[Guideline]:
    """Return the guidelines with the number and first day of the version in force on a day."""
    now = GuidelineVersion.objects.filter(guideline=OuterRef("pk"), since__lte=on)
    now = now.order_by("-since", "-number")
    rows = Guideline.objects.annotate(
        now_number=Subquery(now.values("number")[:1]), now_since=Subquery(now.values("since")[:1])
    )
    if right:
        rows = rows.filter(right__in=("", right))
    return rows.order_by("title")


def get_guideline(pk: int) -> Guideline:
    """Return one guideline. Raises NotFound."""
    found = Guideline.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def versions_of(guideline: Guideline) -> list[GuidelineVersion]:
    """Return the versions of a guideline, the latest first."""
    return list(guideline.versions.select_related("made_by").order_by("-number"))


def get_version(pk: int) -> GuidelineVersion:
    """Return one version. Raises NotFound."""
    found = GuidelineVersion.objects.select_related("guideline", "made_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


@dataclass(frozen=True)
class Pair:
    """A paragraph of the older text beside that of the newer one."""

    old: str
    new: str
    what: str  # "gelijk", "gewijzigd", "nieuw", "weg"


def side_by_side(old: str, new: str) -> list[Pair]:
    """Return two texts paragraph by paragraph, with what became of each."""
    before, after = _paragraphs(old), _paragraphs(new)
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [Pair(text, text, "gelijk") for text in before[i1:i2]]
            continue
        gone, come = before[i1:i2], after[j1:j2]
        for place in range(max(len(gone), len(come))):
            was = gone[place] if place < len(gone) else ""
            now = come[place] if place < len(come) else ""
            what = "gewijzigd" if was and now else "nieuw" if now else "weg"
            pairs.append(Pair(was, now, what))
    return pairs


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def decided_on_older(actor: Actor, version: GuidelineVersion) -> QuerySet[Decision]:
    """Return the decisions the actor sees that were taken on an earlier version of a guideline.

    Those that nothing came after: they are what the change touches.
    """
    rows = decisions_for(actor).filter(
        guideline__guideline=version.guideline_id,
        guideline__since__lt=version.since,
        next_decision=None,
    )
    return rows.order_by("-decided_on", "-pk")
