"""The rows and proofs of a report: who lives in, the means of each, what was asked to see."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.benefits.answers import in_words
from eenplan.benefits.enums import EvidenceState, Section
from eenplan.benefits.forms.inquiry import (
    AskEvidenceForm,
    RowForm,
    SettleEvidenceForm,
    row_form,
    row_initial,
)
from eenplan.benefits.inquiry_permissions import check_can_investigate
from eenplan.benefits.means_kinds import COHABITANT, KINDS, Group
from eenplan.benefits.reports import Report, kind_of, name_of
from eenplan.benefits.row_lines import row_lines
from eenplan.benefits.seen import seen_of
from eenplan.benefits.selectors import inquiry as selectors
from eenplan.benefits.services import evidence as proving, means as rows
from eenplan.benefits.views.inquiry import VIEW, WRITE, around, load, noted
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound, StaleVersion
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)
from eenplan.core.questions import Question, asking

LAYOUT = "benefits/inquiry_base.html"
SOURCES = ("source", "source_note", "as_of", "valid")


@read_page(needs=VIEW)
def means(request: AppRequest, report_id: int):
    report = load(request, report_id)
    groups = [(group, [k for k in KINDS.values() if k.group == group]) for group in Group]
    lines = selectors.lines_of(report)
    steps = list(Section)
    page = {
        **around(request, report),
        "people": row_lines(report),
        "groups": groups,
        "missing": [
            *lines[steps.index(Section.HOUSEHOLD)].missing,
            *lines[steps.index(Section.MEANS)].missing,
        ],
    }
    return show(request, "benefits/inquiry_means.html", page)


# -- A row -----------------------------------------------------------------------------------------
def _options(report: Report, *, is_change: bool = False) -> dict:
    names = dict.fromkeys(row.other_name for row in report.means if row.other_name)
    persons = selectors.members_to_choose(report, on=localdate())
    return {"persons": persons, "names": list(names), "is_change": is_change}


def _row_page(request: AppRequest, report: Report, kind, form: RowForm, *, status=200, **more):
    page = {
        **around(request, report),
        "form": form,
        "kind": kind,
        "sources": SOURCES,
        "first": [
            form[name] for name in ("whose", "other_name", "relation") if name in form.fields
        ],
        "answers": [form[ask.key] for ask in kind.asks],
        "told": [form[name] for name in SOURCES if name in form.fields],
        **more,
    }
    return show(request, "benefits/inquiry_row.html", page, status=status)


def _kind(code: str):
    if code not in KINDS:
        raise NotFound(code)
    return KINDS[code]


@read_page(needs=WRITE)
def _blank_row(request: AppRequest, report_id: int, kind: str):
    report, asked = load(request, report_id), _kind(kind)
    check_can_investigate(request.actor, report.investigation.application.household)
    applicant = str(report.investigation.application.applicant_id)
    fresh = {
        "whose": request.GET.get("van", "" if asked is COHABITANT else applicant)[:170],
        "as_of": localdate(),
    }
    form = form_with_draft(request, row_form(kind), initial=fresh, **_options(report))
    return _row_page(request, report, asked, form)


@write_page(needs=WRITE)
def _add_row(request: AppRequest, report_id: int, kind: str):
    report, asked = load(request, report_id), _kind(kind)
    form = row_form(kind)(request.POST, **_options(report))
    if form.is_valid():
        with reported_on(form):
            rows.add_means(
                actor=request.actor,
                investigation=report.investigation,
                kind=kind,
                row=rows.Row(**form.row()),
                on=localdate(),
            )
            messages.success(request, f"Bewaard: {asked.label}.")
            return go_to(request, "inquiry:means", report.investigation.pk)
    return _row_page(request, report, asked, form, status=422)


add_row = by_method(get=_blank_row, post=_add_row)


@read_page(needs=WRITE)
def _show_row(request: AppRequest, means_id: int):
    report, row = selectors.get_means(request.actor, means_id)
    noted(request, report)
    check_can_investigate(request.actor, report.investigation.application.household)
    initial = row_initial(row, seen=seen_of([row]))
    options = _options(report, is_change=True)
    form = form_with_draft(request, row_form(row.kind), initial=initial, **options)
    return _row_page(request, report, kind_of(row), form, row=row)


@write_page(needs=WRITE)
def _change_row(request: AppRequest, means_id: int):
    report, row = selectors.get_means(request.actor, means_id)
    noted(request, report)
    form = row_form(row.kind)(request.POST, **_options(report, is_change=True))
    if form.is_valid():
        try:
            with reported_on(form):
                _change(request, report, row, form)
                messages.success(request, f"Bewaard: {kind_of(row).label}.")
                return go_to(request, "inquiry:means", report.investigation.pk)
        except _Conflict:
            return _row_conflict(request, report, row, form)
    return _row_page(request, report, kind_of(row), form, row=row, status=422)


class _Conflict(Exception):
    """Somebody else saved first: both texts are shown instead of a sentence."""


def _change(request: AppRequest, report: Report, row, form: RowForm) -> None:
    try:
        rows.change_means(
            actor=request.actor,
            investigation=report.investigation,
            means=row,
            row=rows.Row(**form.row()),
            seen=form.cleaned_data["seen"],
            on=localdate(),
        )
    except StaleVersion as error:
        raise _Conflict from error


def _row_conflict(request: AppRequest, report: Report, row, form: RowForm):
    typed = form.row()
    differ = []
    for ask in kind_of(row).asks:
        pair = (row.data.get(ask.key), typed["data"].get(ask.key))
        if pair[0] != pair[1]:
            said = [in_words(ask, value) if value is not None else "(leeg)" for value in pair]
            differ.append((ask.label, *said))
    form.data = form.data.copy()
    form.data["seen"] = seen_of([row])
    conflict = differ or [("", "", "")]
    return _row_page(request, report, kind_of(row), form, row=row, conflict=conflict, status=409)


change_row = by_method(get=_show_row, post=_change_row)


@write_page(needs=WRITE)
def remove_row(request: AppRequest, means_id: int):
    report, row = selectors.get_means(request.actor, means_id)
    noted(request, report)
    rows.remove_means(actor=request.actor, investigation=report.investigation, means=row)
    messages.success(request, f"Weggehaald: {kind_of(row).label} van {name_of(row)}.")
    return go_to(request, "inquiry:means", report.investigation.pk)


# -- Proofs ----------------------------------------------------------------------------------------
def _evidence_page(request: AppRequest, report: Report, form, *, status=200):
    page = {
        **around(request, report),
        "form": form,
        "evidence": report.evidence,
        "asked": EvidenceState.ASKED,
    }
    return show(request, "benefits/inquiry_evidence.html", page, status=status)


@read_page(needs=VIEW)
def _show_evidence(request: AppRequest, report_id: int):
    report = load(request, report_id)
    return _evidence_page(request, report, form_with_draft(request, AskEvidenceForm))


@write_page(needs=WRITE)
def _ask_evidence(request: AppRequest, report_id: int):
    report = load(request, report_id)
    form = AskEvidenceForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            said = form.cleaned_data
            proving.ask_evidence(
                actor=request.actor,
                investigation=report.investigation,
                section=Section(said["section"]),
                what=said["what"],
                on=localdate(),
            )
            messages.success(request, "Het bewijs staat in de lijst.")
            return redirect_to(request, request.path)
    return _evidence_page(request, report, form, status=422)


evidence = by_method(get=_show_evidence, post=_ask_evidence)


def _about_evidence(request: AppRequest, evidence_id: int) -> Question:
    report, proof = selectors.get_evidence(request.actor, evidence_id)
    noted(request, report)
    check_can_investigate(request.actor, report.investigation.application.household)
    return Question(
        f"Bewijs: {proof.what}",
        "Bewaar",
        reverse("inquiry:evidence", args=[report.investigation.pk]),
        subject=(report, proof),
        layout=LAYOUT,
        initial={"seen": seen_of([proof]), "state": proof.state, "note": proof.note},
        template="benefits/inquiry_form.html",
        shown=around(request, report),
    )


def _settle(request: AppRequest, subject, said: dict) -> tuple[str, str]:
    report, proof = subject
    proving.settle_evidence(
        actor=request.actor,
        investigation=report.investigation,
        evidence=proof,
        state=EvidenceState(said["state"]),
        note=said["note"],
        seen=said["seen"],
        on=localdate(),
    )
    return "Bewaard.", reverse("inquiry:evidence", args=[report.investigation.pk])


settle_evidence = asking(SettleEvidenceForm, needs=WRITE, about=_about_evidence, act=_settle)
