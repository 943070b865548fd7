"""Evaluate the plan, write progress, print the plan and record who signed it."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import services
from eenplan.cases.forms import HoldReviewForm, MeasureForm, PlanReviewForm, SignForm
from eenplan.cases.plan_words import LANGUAGES, words_in
from eenplan.cases.progress import MEANING, progress_of
from eenplan.cases.selectors import (
    get_review,
    hidden_domains,
    open_case,
    plan_hash,
    plan_of,
    plan_text,
    titles_of,
)
from eenplan.cases.views.plan_pages import done, form_page, load, of_case, persons_of
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
from eenplan.core.pages import (
    AppRequest,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.people.selectors import get_household, ground_of

PLAN = {"heading": "Evaluatie plannen", "submit": "Plan de evaluatie"}
HOLD = {
    "heading": "Evaluatie noteren",
    "submit": "Bewaar de evaluatie",
    "template": "cases/hold_review.html",
}
MEASURE = {"heading": "Stand noteren", "submit": "Bewaar", "template": "cases/measure.html"}


@read_page(needs=Capability.CASE_WORK)
def plan_form(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    planned = case.reviews.filter(held_on=None).first()
    day = planned.planned_on if planned else services.next_review_day(on=localdate())
    form = form_with_draft(request, PlanReviewForm, initial={"planned_on": day})
    return form_page(request, household, form, **PLAN)


@write_page(needs=Capability.CASE_WORK)
def plan(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    form = PlanReviewForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            review = services.plan_review(
                actor=request.actor, case=case, on=localdate(), **form.cleaned_data
            )
            messages.success(request, f"Evaluatie gepland op {review.planned_on:%d/%m/%Y}.")
            return done(request, household)
    return form_page(request, household, form, **PLAN)


def _load_review(request: AppRequest, review_id: int):
    review = get_review(request.actor, review_id)
    return review, of_case(request, review.case)


@read_page(needs=Capability.CASE_WORK)
def hold_form(request: AppRequest, review_id: int):
    review, household = _load_review(request, review_id)
    today = localdate()
    start = {"held_on": today, "next_on": services.next_review_day(on=today)}
    form = form_with_draft(request, HoldReviewForm, initial=start)
    lines = progress_of(review.case)
    return form_page(request, household, form, review=review, lines=lines, **HOLD)


@write_page(needs=Capability.CASE_WORK)
def hold(request: AppRequest, review_id: int):
    review, household = _load_review(request, review_id)
    form = HoldReviewForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.hold_review(
                actor=request.actor, review=review, on=localdate(), **form.cleaned_data
            )
            messages.success(request, "De evaluatie is bewaard.")
            return done(request, household)
    lines = progress_of(review.case)
    return form_page(request, household, form, review=review, lines=lines, **HOLD)


# -- Progress --------------------------------------------------------------------------------------
@read_page(needs=Capability.CASE_WORK)
def measure_form(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    form = form_with_draft(request, MeasureForm, initial={"measured_on": localdate()})
    return _measure_page(request, household, case, form)


def _measure_page(request: AppRequest, household, case, form):
    last = {line.domain: line.last for line in progress_of(case)}
    fields = [
        (field, MEANING[domain], last.get(domain))
        for domain, field in zip(MEANING, form.domain_fields(), strict=True)
    ]
    return form_page(request, household, form, domains=fields, **MEASURE)


@write_page(needs=Capability.CASE_WORK)
def measure(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    form = MeasureForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            rows = services.measure(
                actor=request.actor,
                case=case,
                scores=form.scores(),
                measured_on=form.cleaned_data["measured_on"],
                note=form.cleaned_data["note"],
                on=localdate(),
            )
            messages.success(request, f"De stand van {len(rows)} levensdomeinen is bewaard.")
            return done(request, household)
    return _measure_page(request, household, case, form)


# -- Paper -----------------------------------------------------------------------------------------
@read_page(needs=Capability.HOUSEHOLD_VIEW)
def printed(request: AppRequest, year: int, serial: int):
    """The plan on paper, in Dutch and in the language of the household."""
    household = get_household(request.actor, year, serial)
    case = open_case(household)
    if case is None:
        raise NotFound(f"{year}/{serial}")
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    asked = request.GET.get("taal", household.contact_language)
    language = asked if asked in LANGUAGES else "nl"
    without = hidden_domains(household, request.actor)
    shown = plan_of(case, without=without)
    page = {
        "household": household,
        "plan": shown,
        "titles": titles_of(shown.steps_to_do, language) if language != "nl" else {},
        "lines": progress_of(case, without=without),
        "persons": persons_of(household),
        "dutch": words_in("nl"),
        "theirs": words_in(language),
        "language": language,
        "is_bilingual": language != "nl",
        "languages": [(code, label, code == language) for code, label in LANGUAGES.items()],
        "mark": plan_hash(plan_text(case)),
    }
    return show(request, "cases/printed.html", page)


SIGN = {
    "heading": "Ondertekening noteren",
    "submit": "Het plan is ondertekend",
    "template": "cases/sign.html",
}


def _signers(household) -> list:
    today = localdate()
    return [person for person in persons_of(household) if not person.is_minor_on(today)]


@read_page(needs=Capability.CASE_WORK)
def sign_form(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    mark = plan_hash(plan_text(case))
    start = {"seen": mark, "signed_on": localdate(), "language": household.contact_language}
    form = form_with_draft(request, SignForm, initial=start, persons=_signers(household))
    form.initial["seen"] = mark
    return form_page(request, household, form, mark=mark, **SIGN)


@write_page(needs=Capability.CASE_WORK)
def sign(request: AppRequest, year: int, serial: int):
    household, case = load(request, year, serial)
    form = SignForm(request.POST, persons=_signers(household))
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            signing = services.sign_plan(
                actor=request.actor,
                case=case,
                person=form.persons[said["person"]],
                signed_on=said["signed_on"],
                seen=said["seen"],
                language=said["language"],
                on=localdate(),
            )
            messages.success(
                request, f"Ondertekening {signing.serial} door {signing.person} is genoteerd."
            )
            return done(request, household)
    mark = plan_hash(plan_text(case))
    return form_page(request, household, form, mark=mark, **SIGN)
