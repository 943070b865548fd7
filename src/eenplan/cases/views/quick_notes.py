"""Snelnotitie: one line, read by the server; shown as it is understood before it is kept."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import selectors, services
from eenplan.cases.forms import QuickNoteForm
from eenplan.cases.told import told_in
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
from eenplan.core.pages import (
    AppRequest,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.engines import quicknote
from eenplan.people.selectors import get_household, ground_of

PREVIEW, NEXT = "preview", "next"


def _home(request: AppRequest, year: int, serial: int):
    """Return the household whose page the note is typed on, if the actor writes in its case."""
    household = get_household(request.actor, year, serial)
    if not selectors.workable(request.actor).filter(pk=household.pk).exists():
        raise NotFound(f"{year}/{serial}")
    return household


def _page(request: AppRequest, form, *, home=None, line=None, aim=None, status=200):
    if home:
        note_read(request, home.pk, ground=ground_of(request.actor, home))
    page = {
        "form": form,
        "home": home,
        "told": told_in(line, aim) if line else None,
        "aim": aim,
        "mention": line.mention if line else "",
    }
    return show(request, "cases/quick_note.html", page, fragment="note_preview", status=status)


@read_page(needs=Capability.CASE_WORK)
def blank(request: AppRequest):
    return _page(request, form_with_draft(request, QuickNoteForm))


@read_page(needs=Capability.CASE_WORK)
def blank_of(request: AppRequest, year: int, serial: int):
    home = _home(request, year, serial)
    return _page(request, form_with_draft(request, QuickNoteForm), home=home)


@write_page(needs=Capability.CASE_WORK)
def save(request: AppRequest):
    return _handle(request, None)


@write_page(needs=Capability.CASE_WORK)
def save_of(request: AppRequest, year: int, serial: int):
    return _handle(request, _home(request, year, serial))


def _handle(request: AppRequest, home):
    """Keep the line, or show how it is understood and what is still to choose."""
    form = QuickNoteForm(request.POST)
    wants_preview = request.POST.get("action") == PREVIEW
    if not form.is_valid():
        return _page(request, form, home=home, status=200 if wants_preview else 422)
    line = quicknote.parse(form.cleaned_data["text"], localdate())
    aim = _aim(request, form, line, home)
    if wants_preview:
        return _page(request, form, home=home, line=line, aim=aim)
    if aim.found is None:
        form.add_error("household", aim.why)
        return _page(request, form, home=home, line=line, aim=aim, status=422)
    with reported_on(form):
        _keep(request, line, aim.found)
        return _answer(request, home)
    return _page(request, form, home=home, line=line, aim=aim, status=422)


def _aim(request: AppRequest, form, line, home):
    """Return for whom the note is; what was picked for another name does not count."""
    still_asked = form.cleaned_data["picked_for"] == line.mention
    picked = form.cleaned_data["household"] if still_asked else ""
    return selectors.aim(request.actor, line.mention, home=home, picked=picked)


def _keep(request: AppRequest, line, found) -> None:
    kept = services.save_quick_note(
        actor=request.actor,
        case=selectors.open_case(found.household),
        line=line,
        spoken_with=found.persons if len(found.persons) == 1 else (),
        on=localdate(),
    )
    messages.success(request, f"Bewaard bij {found.household}. {_what(kept)}")
    if line.unknown:
        words = ", ".join(piece.text for piece in line.unknown)
        messages.info(request, f"Niet herkend, en als tekst bewaard: {words}.")


def _what(kept) -> str:
    parts = [f"Belofte tegen {step.due_on:%d/%m/%Y}: {step.title}." for step in kept.promises]
    if kept.contact:
        minutes = f", {kept.contact.minutes} minuten" if kept.contact.minutes else ""
        parts.insert(0, f"{kept.contact.get_kind_display().capitalize()}{minutes}.")
    return " ".join(parts)


def _answer(request: AppRequest, home):
    if request.POST.get("action") == NEXT:
        return go_to(request, "cases:quick_note")
    if home:
        return go_to(request, "desk:household", home.year, home.serial)
    return go_to(request, "desk:my_day")
