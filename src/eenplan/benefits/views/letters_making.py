"""Making a letter: what would stand in it, what lacks, and what the rows do not hold."""

from django.utils.timezone import localdate, now

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.forms.letters import CorrectForm, MakeForm
from eenplan.benefits.letters import render, told_from
from eenplan.benefits.selectors.letter_facts import Said, category_reason_of, told_of
from eenplan.benefits.selectors.letters import get_application, get_decision, standing
from eenplan.benefits.services import letters as services
from eenplan.benefits.views.letter_ways import DESK, Way, way_to_write
from eenplan.benefits.views.letters import LAYOUT, paper_context, pdf_answer
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking

OF_A_DECISION = ("category_reason", "calculation_note", "limitation")


def _said(form_data: dict) -> Said:
    return Said(**{key: value for key, value in form_data.items() if key in Said.__annotations__})


def _left_out(decision) -> tuple[str, ...]:
    """Return the questions that make no sense for a decision; all of them without one."""
    if decision is None:
        return OF_A_DECISION
    no_wage = decision.category is None
    left = ("category_reason",) if no_wage else ()
    no_amount = decision.kind not in ("GRANT", "REVISE", "RECOVER")
    left += ("calculation_note",) if no_amount else ()
    return left if decision.kind == "RECOVER" else (*left, "limitation")


def _question(told, heading: str, submit: str, back: str, *, subject, decision, draft="", **facts):
    """Return the question before a letter is made, with what would stand in it and what lacks."""
    initial = {"language": told.language, **facts}
    if decision is not None:
        initial.setdefault("category_reason", category_reason_of(decision))
    return Question(
        heading,
        submit,
        back,
        subject=subject,
        layout=LAYOUT,
        template="benefits/letters_make.html",
        initial=initial,
        options={"leave_out": _left_out(decision)},
        shown={**paper_context(told), "draft": draft},
    )


def decision_page(way: Way):
    """Return the page of a decision: its letters, or the letter as it would be made now."""

    @read_page(needs=way.reads)
    def page(request: AppRequest, decision_id: int):
        decision, household = _decision(request, way, decision_id)
        found = standing(decision, on=localdate())
        own = way_to_write(request, way, LetterKind.DECISION, household)
        told = told_of(LetterKind.DECISION, household, decision=decision, on=localdate())
        context = {
            **({} if found.letter else paper_context(told)),
            "decision": decision,
            "household": household,
            "standing": found,
            "letters": [(each, way.page("letter", each.pk)) for each in found.letters],
            "make": own.page("make_letter", decision.pk) if own and not found.letter else "",
            "draft": way.page("draft", decision.pk),
            "way": way,
        }
        return show(request, "benefits/letter_decision.html", context)

    return page


def _decision(request: AppRequest, way: Way, decision_id: int):
    decision = get_decision(request.actor, decision_id, scope=way.scope)
    way.note(request, decision.application.household)
    return decision, decision.application.household


def draft_page(way: Way):
    """Return the page that gives the letter of a decision as it would be now, marked as draft."""

    @read_page(needs=way.reads)
    def page(request: AppRequest, decision_id: int):
        decision, household = _decision(request, way, decision_id)
        told = told_of(LetterKind.DECISION, household, decision=decision, on=localdate())
        return pdf_answer(render(told, at=now(), is_draft=True), f"ontwerp-{decision.pk}")

    return page


def make_page(way: Way):
    """Return the page on which the letter of a decision is made."""

    def ask(request: AppRequest, decision_id: int) -> Question:
        decision, household = _decision(request, way, decision_id)
        told = told_of(LetterKind.DECISION, household, decision=decision, on=localdate())
        return _question(
            told,
            f"Brief bij beslissing {decision.number}",
            "Maak de brief",
            way.page("decision", decision.pk),
            subject=decision,
            decision=decision,
            draft=way.page("draft", decision.pk),
        )

    def act(request: AppRequest, decision, said: dict) -> tuple[str, str]:
        made = services.make_letter(
            actor=request.actor,
            kind=LetterKind.DECISION,
            household=decision.application.household,
            decision=decision,
            said=_said(said),
            on=localdate(),
            at=now(),
        )
        return "De brief is gemaakt en bewaard.", way.page("letter", made.pk)

    return asking(MakeForm, needs=way.writes, about=ask, act=act)


def correct_page(way: Way):
    """Return the page on which a corrected letter takes the place of one that was not right."""

    def ask(request: AppRequest, letter_id: int) -> Question:
        letter = way.load(request, letter_id)
        decision = _full_decision(request, way, letter)
        about = {"application": letter.application, "decision": decision}
        kept = told_from(letter.told).decided
        before = {key: getattr(kept, key) for key in OF_A_DECISION} if kept else {}
        told = told_of(letter.kind, letter.household, **about, said=Said(**before), on=localdate())
        return _question(
            told,
            "Verbeterde brief",
            "Maak de verbeterde brief",
            way.page("letter", letter.pk),
            subject=letter,
            decision=decision,
            **{**before, "language": letter.language},
        )

    def act(request: AppRequest, letter, said: dict) -> tuple[str, str]:
        made = services.make_letter(
            actor=request.actor,
            kind=letter.kind,
            household=letter.household,
            application=None if letter.decision_id else letter.application,
            decision=_full_decision(request, way, letter),
            said=_said(said),
            correction=services.Correction(letter, said["why"], said["earlier_lacked"]),
            on=localdate(),
            at=now(),
        )
        return "De verbeterde brief is gemaakt. Verstuur hem nog.", way.page("letter", made.pk)

    return asking(CorrectForm, needs=way.writes, about=ask, act=act)


def _full_decision(request: AppRequest, way: Way, letter):
    if letter.decision_id is None:
        return None
    return get_decision(request.actor, letter.decision_id, scope=way.scope)


# -- Letters of the register -----------------------------------------------------------------------
HEADINGS = {
    LetterKind.RECEIPT: ("Ontvangstbewijs", "Maak het ontvangstbewijs"),
    LetterKind.FORWARDED: ("Doorzending aan het andere OCMW", "Maak de brief"),
    LetterKind.FORWARDED_TOLD: ("Bericht van doorzending", "Maak de brief"),
}


def make_desk_page(kind: LetterKind):
    """Return the page on which one of the letters of the register is made."""

    def ask(request: AppRequest, application_id: int) -> Question:
        application = get_application(request.actor, application_id)
        DESK.note(request, application.household)
        told = told_of(kind, application.household, application=application, on=localdate())
        heading, submit = HEADINGS[kind]
        return _question(
            told,
            f"{heading} bij aanvraag {application.number}",
            submit,
            "/",
            subject=application,
            decision=None,
        )

    def act(request: AppRequest, application, said: dict) -> tuple[str, str]:
        made = services.make_letter(
            actor=request.actor,
            kind=kind,
            household=application.household,
            application=application,
            said=_said(said),
            on=localdate(),
            at=now(),
        )
        return "De brief is gemaakt en bewaard.", DESK.page("letter", made.pk)

    return asking(MakeForm, needs=DESK.writes, about=ask, act=act)
