"""Put something off with a reason, bring it back, and put back what was handled by mistake."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.cases import selectors, services
from eenplan.cases.errors import AlreadyDone
from eenplan.cases.forms import SnoozeForm
from eenplan.cases.permissions import check_can_work
from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
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
from eenplan.people.selectors import get_household, ground_of


def _later(load, case_of, words_of, service, argument: str):
    """Return the page that puts one kind of thing off: how to find it, and the service."""

    def _page(request: AppRequest, subject, form, status=200):
        number = case_of(subject).household
        household = get_household(request.actor, number.year, number.serial)
        note_read(request, household.pk, ground=ground_of(request.actor, household))
        page = {"form": form, "household": household, "what": words_of(subject)}
        page["last_day"] = getattr(subject, "due_on", None)
        page["is_binding"] = getattr(subject, "is_binding", False)
        return show(request, "cases/later.html", page, status=status)

    @read_page(needs=Capability.CASE_WORK)
    def ask(request: AppRequest, **found):
        subject = load(request.actor, *found.values())
        check_can_work(request.actor, case_of(subject))
        return _page(request, subject, form_with_draft(request, SnoozeForm))

    @write_page(needs=Capability.CASE_WORK)
    def put_off(request: AppRequest, **found):
        subject = load(request.actor, *found.values())
        form = SnoozeForm(request.POST)
        if form.is_valid():
            with reported_on(form):
                about = {argument: subject, **form.cleaned_data}
                service(actor=request.actor, on=localdate(), **about)
                until = form.cleaned_data["until"]
                messages.success(
                    request, f"Uitgesteld tot {until:%d/%m/%Y}. Dan staat het er weer."
                )
                return go_to(request, "desk:my_day")
        return _page(request, subject, form, status=422)

    return by_method(get=ask, post=put_off)


step = _later(selectors.get_step, lambda s: s.case, lambda s: s.title, services.snooze_step, "step")
item = _later(
    selectors.get_work_item, lambda i: i.case, lambda i: i.text, services.snooze_item, "item"
)
quiet = _later(
    selectors.get_case,
    lambda case: case,
    lambda case: "Stil gezin",
    services.snooze_quiet,
    "case",
)


@write_page(needs=Capability.CASE_WORK)
def bring_back(request: AppRequest, snooze_id: int):
    snooze = selectors.get_snooze(request.actor, snooze_id)
    try:
        services.end_snooze(actor=request.actor, snooze=snooze, on=localdate())
        messages.success(request, "Dit staat weer op uw dag.")
    except AlreadyDone as error:
        messages.info(request, str(error))
    return go_to(request, "desk:my_day")


@write_page(needs=Capability.CASE_WORK)
def put_back(request: AppRequest, item_id: int):
    item = selectors.get_work_item(request.actor, item_id)
    try:
        services.put_back_work_item(actor=request.actor, item=item, on=localdate())
        messages.success(request, "Dit staat weer op de lijst.")
    except AlreadyDone as error:
        messages.info(request, str(error))
    return go_to(request, "desk:my_day")
