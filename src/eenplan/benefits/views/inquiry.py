"""The social report: how far it is, a section to fill in, signing, a next one, the print."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.benefits import questions
from eenplan.benefits.answers import in_words
from eenplan.benefits.enums import Section
from eenplan.benefits.forms.answers import to_keep
from eenplan.benefits.forms.inquiry import SectionForm, SignForm, section_form, section_initial
from eenplan.benefits.inquiry_permissions import check_can_investigate
from eenplan.benefits.register_permissions import may_work_on
from eenplan.benefits.reports import Report
from eenplan.benefits.row_lines import row_lines
from eenplan.benefits.seen import seen_of
from eenplan.benefits.selectors import inquiry as selectors
from eenplan.benefits.services import findings as noting, inquiry as services
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound, StaleVersion
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.people.selectors import ground_of

VIEW, WRITE = Capability.RIGHTS_VIEW, Capability.RIGHTS_INVESTIGATE


def load(request: AppRequest, report_id: int) -> Report:
    """Return a report within the scope; reading it stands in the read log."""
    return noted(request, selectors.get_report(request.actor, report_id))


def noted(request: AppRequest, report: Report) -> Report:
    """Write the reading of a report in the read log, and return it."""
    household = report.investigation.application.household
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return report


def around(request: AppRequest, report: Report) -> dict:
    """Return what every page of a report shows."""
    investigation = report.investigation
    application = investigation.application
    household = application.household
    may_write = may_work_on(request.actor, household)
    return {
        "report": report,
        "investigation": investigation,
        "application": application,
        "household": household,
        "may_write": may_write and not investigation.is_signed,
        "may_begin_next": may_write and investigation.is_signed,
        "next": getattr(investigation, "followed_by", None),
        "tab": request.resolver_match.url_name,
    }


@read_page(needs=VIEW)
def overview(request: AppRequest, report_id: int):
    report = load(request, report_id)
    lines = selectors.lines_of(report)
    page = {
        "lines": lines,
        "lacking": sum(len(line.missing) for line in lines),
        "calculations": list(report.investigation.calculations.select_related("made_by")),
        **around(request, report),
    }
    return show(request, "benefits/inquiry.html", page)


# -- A section -------------------------------------------------------------------------------------
def _section(code: str) -> Section:
    if code not in Section.values:
        raise NotFound(code)
    return Section(code)


def answers_of(report: Report, section: Section) -> list[dict]:
    """Return the questions of a section with their answers in words, for who only reads."""
    lines = []
    for question in questions.questions_of(report.right, section):
        finding = report.findings.get(question.key)
        is_due = question.is_required and questions.is_asked(question, report.answers)
        if finding or is_due:
            told = in_words(question, finding.value) if finding else ""
            lines.append({"question": question, "finding": finding, "told": told})
    return lines


@read_page(needs=VIEW)
def _show_section(request: AppRequest, report_id: int, section: str):
    report, part = load(request, report_id), _section(section)
    page = around(request, report)
    if not page["may_write"]:
        return _section_page(request, report, part, page=page)
    seen = seen_of(row for row in report.findings.values() if row.section == part)
    form = form_with_draft(
        request,
        section_form(part, report.right),
        initial=section_initial(report, part, seen=seen),
        report=report,
    )
    return _section_page(request, report, part, form=form, page=page)


def _section_page(
    request: AppRequest, report: Report, part: Section, *, form=None, page=None, status=200, **more
):
    steps = list(Section)
    at = steps.index(part)
    context = {
        **(page or around(request, report)),
        "section": part,
        "form": form,
        "answers": [] if form else answers_of(report, part),
        "missing": selectors.lines_of(report)[at].missing,
        "steps": steps,
        "after": steps[at + 1] if at + 1 < len(steps) else None,
        "evidence": [row for row in report.evidence if row.section == part],
        "others": report.cohabitants if part == Section.HOUSEHOLD else [],
        "resources": report.resources if part == Section.MEANS else [],
        **more,
    }
    return show(request, "benefits/inquiry_section.html", context, status=status)


@write_page(needs=WRITE)
def _save_section(request: AppRequest, report_id: int, section: str):
    report, part = load(request, report_id), _section(section)
    check_can_investigate(request.actor, report.investigation.application.household)
    form = section_form(part, report.right)(request.POST, report=report)
    if form.is_valid():
        try:
            with reported_on(form):
                _note(request, report, part, form)
                messages.success(request, f"Bewaard: {part.label}.")
                return _next_page(request, report, part)
        except _Conflict:
            return _conflict(request, report, part, form)
    return _section_page(request, report, part, form=form, status=422)


def _next_page(request: AppRequest, report: Report, part: Section):
    steps = list(Section)
    at = steps.index(part) + 1
    if "verder" in request.POST and at < len(steps):
        return go_to(request, "inquiry:section", report.investigation.pk, steps[at].value)
    return go_to(request, "inquiry:report", report.investigation.pk)


class _Conflict(Exception):
    """Somebody else saved first: both texts are shown instead of a sentence."""


def _note(request: AppRequest, report: Report, part: Section, form: SectionForm) -> None:
    today = localdate()
    try:
        noting.note_findings(
            actor=request.actor,
            investigation=report.investigation,
            section=part,
            said=[noting.Said(**said) for said in form.said(on=today)],
            seen=form.cleaned_data["seen"],
            on=today,
        )
    except StaleVersion as error:
        raise _Conflict from error


def _conflict(request: AppRequest, report: Report, part: Section, form: SectionForm):
    """Show what is kept now beside what was typed; having read it, a second saving counts."""
    rows = [row for row in report.findings.values() if row.section == part]
    differ = []
    for question in questions.questions_of(report.right, part):
        stored = report.findings.get(question.key)
        ours = to_keep(question, form.cleaned_data.get(question.key))
        theirs = stored.value if stored else None
        if theirs != ours:
            said = [in_words(question, v) if v is not None else "(leeg)" for v in (theirs, ours)]
            differ.append((question.label, *said))
    form.data = form.data.copy()
    form.data["seen"] = seen_of(rows)
    conflict = differ or [("", "", "")]
    return _section_page(request, report, part, form=form, conflict=conflict, status=409)


section = by_method(get=_show_section, post=_save_section)


# -- Signing, a next one, the print ----------------------------------------------------------------
def _sign_page(request: AppRequest, report: Report, form: SignForm, *, status=200):
    page = around(request, report)
    page |= {
        "form": form,
        "lines": [line for line in selectors.lines_of(report) if line.missing],
        "diploma": selectors.qualification_of(request.actor.user_id, on=localdate()),
    }
    return show(request, "benefits/inquiry_sign.html", page, status=status)


@read_page(needs=VIEW)
def _show_sign(request: AppRequest, report_id: int):
    report = load(request, report_id)
    return _sign_page(request, report, SignForm(initial={"version": report.investigation.version}))


@write_page(needs=WRITE)
def _sign(request: AppRequest, report_id: int):
    report = load(request, report_id)
    form = SignForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.sign(
                actor=request.actor,
                investigation=report.investigation,
                version=form.cleaned_data["version"],
                on=localdate(),
            )
            messages.success(request, "Het sociaal onderzoek is ondertekend.")
            return go_to(request, "inquiry:report", report.investigation.pk)
    form.data = {"version": report.investigation.version}
    return _sign_page(request, report, form, status=422)


sign = by_method(get=_show_sign, post=_sign)


@write_page(needs=WRITE)
def begin_next(request: AppRequest, report_id: int):
    report = load(request, report_id)
    made = services.begin_next(
        actor=request.actor, investigation=report.investigation, on=localdate()
    )
    messages.success(request, "Het vervolgonderzoek is begonnen. Kijk elk antwoord na.")
    return go_to(request, "inquiry:report", made.pk)


@read_page(needs=VIEW)
def printed(request: AppRequest, report_id: int):
    report = load(request, report_id)
    parts = [(part, answers_of(report, part)) for part in Section]
    page = {
        "parts": parts,
        "calculations": list(report.investigation.calculations.select_related("made_by")[:1]),
        "people": row_lines(report),
        "lacking": sum(len(line.missing) for line in selectors.lines_of(report)),
        **around(request, report),
    }
    return show(request, "benefits/inquiry_print.html", page)
