"""What is still to be sent, what was told too late, and the letters of a session in one go."""

from django.contrib import messages
from django.utils.timezone import localdate, now

from eenplan.benefits.selectors.letters import (
    dressed,
    get_session,
    other_letters,
    standing,
    to_send,
    told_late,
)
from eenplan.benefits.services import letter_batches
from eenplan.benefits.views.letter_ways import FILE, SESSION, Way
from eenplan.benefits.views.letters import pdf_answer
from eenplan.core.access import Capability
from eenplan.core.forms import PageForm
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)


def _household(row):
    return row.application.household


COLUMNS = (
    Column("Beslissing", lambda row: row.number),
    Column("Gezin", lambda row: _household(row).number),
    Column("Naam", lambda row: _household(row).name),
    Column("Wat", lambda row: f"{row.get_kind_display()}: {row.get_right_display()}"),
    Column("Beslist op", lambda row: row.decided_on),
    Column("Brief", lambda row: "gemaakt" if row.letter_pk else "nog te maken"),
    Column("Vertrokken op", lambda row: row.first_out_on),
)


def _listed(request: AppRequest, way: Way, rows, *, tab: str, heading: str, name: str):
    on = localdate()
    context = {"tab": tab, "heading": heading, "way": way, "is_session": way is SESSION}

    def dress(found):
        """Return the rows with how each stands; the list and its export show the same."""
        kept = list(dressed(found))
        order = {pk: place for place, pk in enumerate(rows.values_list("pk", flat=True))}
        for row in kept:
            row.standing = standing(row, on=on)
            row.page = way.page("decision", row.pk)
        return sorted(kept, key=lambda row: order[row.pk])

    return show_list(
        request,
        "benefits/letters_listed.html",
        context,
        name=name,
        rows=rows,
        columns=COLUMNS,
        dressed=dress,
    )


def to_send_page(way: Way):
    """Return the list of decisions of which the letter did not go out."""

    @read_page(needs=way.reads)
    def page(request: AppRequest):
        rows = to_send(request.actor, way.scope)
        return _listed(request, way, rows, tab="send", heading="Te versturen", name="te-versturen")

    return page


def late_page(way: Way):
    """Return the list of decisions that were told after the legal days, or are still to be told."""

    @read_page(needs=way.reads)
    def page(request: AppRequest):
        rows = told_late(request.actor, way.scope, on=localdate())
        heading = "Niet tijdig ter kennis gebracht"
        return _listed(request, way, rows, tab="late", heading=heading, name="niet-tijdig")

    return page


OTHER_COLUMNS = (
    Column("Brief", lambda row: row.get_kind_display()),
    Column("Gezin", lambda row: row.household.number),
    Column("Naam", lambda row: row.household.name),
    Column("Gemaakt op", lambda row: row.made_at),
)


@read_page(needs=Capability.RIGHTS_VIEW)
def others(request: AppRequest):
    return show_list(
        request,
        "benefits/letters_other.html",
        {"tab": "other", "way": FILE},
        name="andere-brieven",
        rows=other_letters(request.actor),
        columns=OTHER_COLUMNS,
    )


# -- The letters of a session ----------------------------------------------------------------------
def _session_page(request: AppRequest, session, form, *, status: int = 200):
    on = localdate()
    decisions = list(dressed(letter_batches.decisions_of(request.actor, session)))
    lines = [(standing(each, on=on), SESSION.page("decision", each.pk)) for each in decisions]
    page = {
        "session": session,
        "form": form,
        "lines": lines,
        "total": len(lines),
        "made": sum(found.letter is not None for found, _ in lines),
        "sent": sum(found.notification is not None for found, _ in lines),
        "way": SESSION,
        "is_session": True,
    }
    return show(request, "benefits/letters_session.html", page, status=status)


@read_page(needs=Capability.COMMITTEE_KEEP)
def _session(request: AppRequest, session_id: int):
    return _session_page(request, get_session(session_id), PageForm())


@write_page(needs=Capability.COMMITTEE_KEEP)
def _make_all(request: AppRequest, session_id: int):
    session, form = get_session(session_id), PageForm(request.POST)
    with reported_on(form):
        done = letter_batches.make_letters_of(
            actor=request.actor, session=session, on=localdate(), at=now()
        )
        messages.success(request, _told(done))
        return go_to(request, "letters:session", session.pk)
    return _session_page(request, session, form, status=422)


session = by_method(get=_session, post=_make_all)


def _told(done: letter_batches.Made) -> str:
    """Return what one go did, in a sentence."""
    brieven = "1 brief" if done.made == 1 else f"{done.made} brieven"
    said = f"{brieven} gemaakt."
    if done.refused:
        said += f" {len(done.refused)} niet: daar ontbreekt iets. Open de beslissing en vul aan."
    return said + (f" Nog {done.left} te maken: druk opnieuw." if done.left > 0 else "")


@read_page(needs=Capability.COMMITTEE_KEEP)
def print_session(request: AppRequest, session_id: int):
    found = get_session(session_id)
    document = letter_batches.printable(request.actor, found)
    if document is None:
        return go_to(request, "letters:session", found.pk)
    for decision in letter_batches.decisions_of(request.actor, found).select_related(
        "application__household"
    ):
        SESSION.note(request, decision.application.household)
    return pdf_answer(document, f"brieven-zitting-{found.held_on:%Y-%m-%d}")
