"""Decisions, urgent aid of the chair, reviews and appeal."""

from django.contrib import messages
from django.urls import reverse

from eenplan.benefits.committee_permissions import may_in_team
from eenplan.benefits.forms.committee import (
    AppealForm,
    NewFactsForm,
    NoteForm,
    ReviewFilter,
)
from eenplan.benefits.selectors import decisions as found_decisions, reviews as found_reviews
from eenplan.benefits.selectors.review_difference import by_category, review_difference
from eenplan.benefits.selectors.steps_shown import steps_of
from eenplan.benefits.services import reviews as services
from eenplan.benefits.views.committee_proposals import note, page_of_application
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking

LAYOUT = "benefits/base_committee.html"
REVIEW_COLUMNS = (
    Column("Beslissing", lambda row: row.decision.number),
    Column("Gezin", lambda row: row.decision.application.household.number),
    Column("Omdat", lambda row: row.get_reason_display()),
    Column("Wat", lambda row: row.detail),
    Column("Gemeld op", lambda row: row.raised_on),
    Column("Te bekijken voor", lambda row: row.due_on),
    Column("Nu, in euro", lambda row: None if row.old_cents is None else row.old_cents / 100),
    Column(
        "Zou worden, in euro", lambda row: None if row.new_cents is None else row.new_cents / 100
    ),
    Column("Verschil in euro", lambda row: None if row.cents is None else row.cents / 100),
    Column("Bekeken op", lambda row: row.settled_on),
    Column("Besluit", lambda row: row.settled_note),
)


def load(request: AppRequest, decision_id: int):
    """Return a decision within the scope, and log that its household was seen."""
    found = found_decisions.get_decision(request.actor, decision_id)
    note(request, found.application)
    return found


def page_of(decision) -> str:
    return reverse("committee:decision", args=[decision.pk])


@read_page(needs=Capability.RIGHTS_VIEW)
def decision(request: AppRequest, decision_id: int):
    found = load(request, decision_id)
    actor = request.actor
    appeals = list(found.appeals.all())
    page = {
        "tab": "decisions",
        "decision": found,
        "application": found.application,
        "back": page_of_application(found.application),
        "grant": getattr(found, "grant", None),
        "next": getattr(found, "next_decision", None),
        "last": found_decisions.last_of_chain(found),
        "steps": steps_of(found.calculation),
        "reviews": list(found_reviews.reviews_for(actor).filter(decision=found)),
        "appeals": [(one, found_decisions.warning_of(one)) for one in appeals],
        "notified_on": found_decisions.first_notice(found),
        "appeal_until": found_decisions.appeal_until(found),
        "ratification": found.ratifications.select_related("session").order_by("-pk").first(),
        "may_work": may_in_team(actor, found.application.household, Capability.RIGHTS_INVESTIGATE),
    }
    return show(request, "benefits/decision.html", page)


# -- Reviews ---------------------------------------------------------------------------------------
@read_page(needs=Capability.RIGHTS_VIEW)
def reviews(request: AppRequest):
    form = ReviewFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    return show_list(
        request,
        "benefits/reviews.html",
        {"tab": "reviews", "form": form, "is_filtered": any(filters.values())},
        name="te-herzien",
        rows=found_reviews.listed(request.actor, filters, on=request.actor.on),
        columns=REVIEW_COLUMNS,
        filters=form,
        dressed=found_reviews.dressed,
    )


def _about_review(request: AppRequest, review_id: int) -> Question:
    found = found_reviews.get_review(request.actor, review_id)
    note(request, found.decision.application)
    on = request.actor.on
    return Question(
        f"Herziening van {found.decision.number}",
        "De beslissing blijft: handel af",
        reverse("committee:reviews"),
        subject=found,
        layout=LAYOUT,
        tab="reviews",
        template="benefits/review.html",
        shown={
            "review": found,
            "decision": found.decision,
            "difference": review_difference(found.decision, on=on),
            "categories": by_category(found.decision, on=on),
            "may_work": may_in_team(
                request.actor,
                found.decision.application.household,
                Capability.RIGHTS_INVESTIGATE,
            ),
        },
    )


def _settle(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.settle_review(
        actor=request.actor, review=found, note=said["note"], on=request.actor.on
    )
    return "Afgehandeld: de beslissing blijft.", page_of(found.decision)


review = asking(NoteForm, needs=Capability.RIGHTS_VIEW, about=_about_review, act=_settle)


def _about_decision(heading: str, submit: str, intro: str = "", **more):
    def about(request: AppRequest, decision_id: int) -> Question:
        found = load(request, decision_id)
        return Question(
            f"{heading}: {found.number}",
            submit,
            page_of(found),
            subject=found,
            intro=intro,
            layout=LAYOUT,
            tab="decisions",
            **more,
        )

    return about


def _new_facts(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.report_new_facts(
        actor=request.actor, decision=found, detail=said["detail"], on=request.actor.on
    )
    return "Genoteerd. De beslissing staat bij wat te herzien is.", page_of(found)


new_facts = asking(
    NewFactsForm,
    needs=Capability.RIGHTS_INVESTIGATE,
    about=_about_decision(
        "Nieuwe feiten", "Meld de nieuwe feiten", "De beslissing zelf verandert hierdoor niet."
    ),
    act=_new_facts,
)


# -- Appeal ----------------------------------------------------------------------------------------
def _appeal(request: AppRequest, found, said: dict) -> tuple[str, str]:
    _, warning = services.note_appeal(
        actor=request.actor, decision=found, on=request.actor.on, **said
    )
    if warning:
        messages.warning(request, warning)
    return "Het beroep is genoteerd.", page_of(found)


appeal = asking(
    AppealForm,
    needs=Capability.RIGHTS_INVESTIGATE,
    about=_about_decision(
        "Beroep bij de arbeidsrechtbank",
        "Noteer het beroep",
        "Beroep kan tot drie maanden na de kennisgeving (RMI art. 47). Het schorst de beslissing "
        "niet. Een later beroep noteert u ook: de rechtbank oordeelt.",
    ),
    act=_appeal,
)
