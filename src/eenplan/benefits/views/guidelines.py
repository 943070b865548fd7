"""Guidelines with their versions, what they touch, and the second reading of decisions taken."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.enums import ReadingVerdict
from eenplan.benefits.forms.guidelines import (
    DifferenceForm,
    DrawForm,
    FindingFilter,
    GuidelineFilter,
    GuidelineForm,
    ReadingForm,
    VersionForm,
)
from eenplan.benefits.selectors import guidelines as found_guidelines, second_reading
from eenplan.benefits.services import guidelines as services, second_reading as readings
from eenplan.benefits.views.committee_proposals import note
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking

LAYOUT = "benefits/base_guidelines.html"
COLUMNS = (
    Column("Titel", lambda row: row.title),
    Column("Recht", lambda row: row.get_right_display() or "alle rechten"),
    Column("Versie", lambda row: row.now_number),
    Column("Geldt sinds", lambda row: row.now_since),
)
TOUCHED_COLUMNS = (
    Column("Beslissing", lambda row: row.number),
    Column("Gezin", lambda row: row.application.household.number),
    Column("Wat", lambda row: row.get_kind_display()),
    Column("Recht", lambda row: row.get_right_display()),
    Column("Beslist op", lambda row: row.decided_on),
    Column("Richtlijn", lambda row: row.guideline),
    Column("Week af", lambda row: row.deviation_reason),
)
READING_COLUMNS = (
    Column("Beslissing", lambda row: row.decision.number),
    Column("Gezin", lambda row: row.decision.application.household.number),
    Column("Groep", lambda row: row.stratum),
    Column("Bevinding", lambda row: row.get_verdict_display()),
    Column("Toelichting", lambda row: row.note),
    Column("Gelezen op", lambda row: row.read_on),
    Column("Gelezen door", lambda row: row.read_by),
)
DRAW_COLUMNS = (
    Column("Week van", lambda row: row.week),
    Column("Zaad", lambda row: row.seed),
    Column("Gevraagd", lambda row: row.size),
    Column("Getrokken op", lambda row: row.drawn_at),
)


@read_page(needs=Capability.GUIDELINES_VIEW)
def guidelines(request: AppRequest):
    form = GuidelineFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    right = filters.get("recht", "")
    return show_list(
        request,
        "benefits/guidelines.html",
        {"tab": "guidelines", "form": form, "is_filtered": bool(right)},
        name="richtlijnen",
        rows=found_guidelines.guidelines(on=request.actor.on, right=right),
        columns=COLUMNS,
        filters=form,
    )


@read_page(needs=Capability.GUIDELINES_VIEW)
def guideline(request: AppRequest, guideline_id: int):
    found = found_guidelines.get_guideline(guideline_id)
    versions = found_guidelines.versions_of(found)
    on, actor = request.actor.on, request.actor
    in_force = next((one for one in versions if one.since <= on), None)
    sees = actor.can(Capability.RIGHTS_VIEW)
    touched = [
        (one, found_guidelines.decided_on_older(actor, one).count() if sees else 0)
        for one in versions
    ]
    page = {
        "tab": "guidelines",
        "guideline": found,
        "versions": touched,
        "in_force": in_force,
        "sees_decisions": sees,
    }
    return show(request, "benefits/guideline.html", page)


@read_page(needs=Capability.GUIDELINES_VIEW)
def difference(request: AppRequest, guideline_id: int):
    """Show two versions side by side: the last two, unless the address asks for others."""
    found = found_guidelines.get_guideline(guideline_id)
    versions = found_guidelines.versions_of(found)
    by_number = {str(one.number): one for one in versions}
    first = versions[min(1, len(versions) - 1)]
    asked = request.GET or {"van": str(first.number), "naar": str(versions[0].number)}
    form = DifferenceForm(asked, versions=versions)
    said = form.cleaned_data if form.is_valid() else {}
    new = by_number.get(said.get("naar") or "", versions[0])
    old = by_number.get(said.get("van") or "", first)
    page = {
        "tab": "guidelines",
        "guideline": found,
        "form": form,
        "old": old,
        "new": new,
        "pairs": found_guidelines.side_by_side(old.text, new.text),
        "is_wrong_filter": bool(form.errors),
    }
    return show(request, "benefits/guideline_difference.html", page)


@read_page(needs=Capability.RIGHTS_VIEW)
def touched(request: AppRequest, version_id: int):
    """Show the decisions taken on an earlier version of a guideline."""
    version = found_guidelines.get_version(version_id)
    rows = found_guidelines.decided_on_older(request.actor, version)
    return show_list(
        request,
        "benefits/guideline_touched.html",
        {"tab": "guidelines", "version": version},
        name="geraakte-beslissingen",
        rows=rows,
        columns=TOUCHED_COLUMNS,
        dressed=lambda found: (
            found.select_related("application__household", "guideline__guideline")
            .defer("application__household__area__geometry")
            .order_by("-decided_on", "-pk")
        ),
    )


def _about_new(request: AppRequest) -> Question:
    return Question(
        "Nieuwe richtlijn",
        "Bewaar de richtlijn",
        reverse("guidelines:guidelines"),
        layout=LAYOUT,
        tab="guidelines",
        initial={"since": request.actor.on},
    )


def _write(request: AppRequest, _, said: dict) -> tuple[str, str]:
    facts = {name: said[name] for name in ("title", "right", "text", "why", "since")}
    made = services.write_guideline(actor=request.actor, at=now(), on=request.actor.on, **facts)
    return "De richtlijn is bewaard.", reverse("guidelines:guideline", args=[made.pk])


new_guideline = asking(
    GuidelineForm, needs=Capability.GUIDELINES_MANAGE, about=_about_new, act=_write
)


def _about_version(request: AppRequest, guideline_id: int) -> Question:
    found = found_guidelines.get_guideline(guideline_id)
    last = found_guidelines.versions_of(found)[0]
    return Question(
        f"Nieuwe versie: {found}",
        "Bewaar de versie",
        reverse("guidelines:guideline", args=[found.pk]),
        subject=(found, last),
        intro="De vorige versies blijven bewaard. Elke beslissing onthoudt op welke versie ze "
        "genomen is.",
        layout=LAYOUT,
        tab="guidelines",
        initial={"text": last.text, "since": request.actor.on, "after": last.number},
    )


def _version(request: AppRequest, subject, said: dict) -> tuple[str, str]:
    found, last = subject
    after = said["after"] if said["after"] is not None else last.number
    facts = {name: said[name] for name in ("text", "why", "since")}
    services.write_version(
        actor=request.actor,
        guideline=found,
        after=after,
        at=now(),
        on=request.actor.on,
        **facts,
    )
    return "De nieuwe versie is bewaard.", reverse("guidelines:guideline", args=[found.pk])


new_version = asking(
    VersionForm, needs=Capability.GUIDELINES_MANAGE, about=_about_version, act=_version
)


# -- Second reading --------------------------------------------------------------------------------
@read_page(needs=Capability.SECOND_READING)
def draws(request: AppRequest):
    return show_list(
        request,
        "benefits/draws.html",
        {"tab": "draws"},
        name="tweede-lezing",
        rows=second_reading.draws(request.actor),
        columns=DRAW_COLUMNS,
    )


def _about_draw(request: AppRequest) -> Question:
    return Question(
        "Trek beslissingen voor een tweede lezing",
        "Trek",
        reverse("guidelines:draws"),
        intro="Uit een week die voorbij is, uit elke groep van recht, soort, afwijking en team. "
        "Het zaad wordt bewaard: wie wil, trekt ze opnieuw en vindt dezelfde.",
        layout=LAYOUT,
        tab="draws",
        initial={"week": second_reading.last_closed_week(request.actor.on)},
    )


def _draw(request: AppRequest, _, said: dict) -> tuple[str, str]:
    made = readings.draw_week(
        actor=request.actor,
        week=said["week"],
        size=said["size"],
        at=now(),
        on=request.actor.on,
    )
    return "Getrokken.", reverse("guidelines:draw", args=[made.pk])


new_draw = asking(DrawForm, needs=Capability.SECOND_READING, about=_about_draw, act=_draw)


@read_page(needs=Capability.SECOND_READING)
def draw(request: AppRequest, draw_id: int):
    found = second_reading.get_draw(request.actor, draw_id)
    return show_list(
        request,
        "benefits/draw.html",
        {"tab": "draws", "draw": found, "strata": sorted(found.strata.items())},
        name="tweede-lezing-week",
        rows=second_reading.readings_of(request.actor, found),
        columns=READING_COLUMNS,
    )


def _about_reading(request: AppRequest, reading_id: int) -> Question:
    found = second_reading.get_reading(request.actor, reading_id)
    note(request, found.decision.application)
    return Question(
        f"Tweede lezing: {found.decision.number}",
        "Bewaar uw bevinding",
        reverse("guidelines:draw", args=[found.draw_id]),
        subject=found,
        layout=LAYOUT,
        tab="draws",
        template="benefits/reading.html",
        shown={"reading": found, "decision": found.decision},
    )


def _read(request: AppRequest, found, said: dict) -> tuple[str, str]:
    readings.read_again(
        actor=request.actor,
        reading=found,
        verdict=ReadingVerdict(said["verdict"]),
        note=said["note"],
        on=request.actor.on,
    )
    return "Uw bevinding is bewaard.", reverse("guidelines:draw", args=[found.draw_id])


reading = asking(ReadingForm, needs=Capability.SECOND_READING, about=_about_reading, act=_read)


@read_page(needs=Capability.PROPOSAL_CHECK)
def findings(request: AppRequest):
    """Show the coordinator what second readers found about decisions of the own team."""
    form = FindingFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    rows = second_reading.findings_for(request.actor)
    if said := filters.get("bevinding"):
        rows = rows.filter(verdict=said)
    return show_list(
        request,
        "benefits/findings.html",
        {"tab": "findings", "form": form, "is_filtered": any(filters.values())},
        name="bevindingen",
        rows=rows,
        columns=READING_COLUMNS,
        filters=form,
    )
