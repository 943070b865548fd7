"""One letter: what stands in it, the document as it was kept, how it went out, when it came."""

from django.http import HttpResponse
from django.utils.timezone import localdate

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.forms.letters import NotifyForm, ReceivedForm
from eenplan.benefits.letters import all_lacking, missing_elements, papers_of, texts_in, told_from
from eenplan.benefits.selectors.letters import get_decision, standing
from eenplan.benefits.services import letters as services
from eenplan.benefits.views.letter_ways import Way, way_to_write
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking

LAYOUT = "benefits/letters_base.html"


def pdf_answer(pdf: bytes, name: str, *, keep: bool = False) -> HttpResponse:
    """Answer with a document, to look at or to keep."""
    response = HttpResponse(pdf, content_type="application/pdf")
    how = "attachment" if keep else "inline"
    response["Content-Disposition"] = f'{how}; filename="{name}.pdf"'
    return response


def unverified_words(told) -> list[str]:
    """Return of what the law wants in this letter our words were not verified: the articles."""
    fixed = texts_in("nl").fixed
    return [fixed[key].source for key in told.fixed if key in fixed and not fixed[key].verified]


def paper_context(told) -> dict:
    """Return what shows a letter on the screen, and what to look at before it is sent."""
    steps = told.decided.steps if told.decided else ()
    return {
        "told": told,
        "papers": papers_of(told),
        "missing": missing_elements(told),
        "unverified": unverified_words(told),
        "unprintable": all_lacking(told.as_data()),
        "doubtful_steps": [step.label for step in steps if not step.is_certain],
    }


# -- A letter that was made ------------------------------------------------------------------------
def letter_page(way: Way):
    """Return the page of a letter by one way."""

    @read_page(needs=way.reads)
    def page(request: AppRequest, letter_id: int):
        letter = way.load(request, letter_id)
        on = localdate()
        found = None
        if letter.decision_id and letter.kind == LetterKind.DECISION:
            found = standing(
                get_decision(request.actor, letter.decision_id, scope=way.scope), on=on
            )
        context = {
            **paper_context(told_from(letter.told)),
            "letter": letter,
            "household": letter.household,
            "standing": found,
            "newer": getattr(letter, "replaced_by", None),
            "notification": getattr(letter, "notification", None),
            "way": way,
            "pdf": way.page("letter_pdf", letter.pk),
            **_acts(request, way, letter),
        }
        return show(request, "benefits/letter.html", context)

    return page


def _acts(request: AppRequest, way: Way, letter) -> dict[str, str]:
    """Return the addresses of what the actor may do with a letter now."""
    own = way_to_write(request, way, letter.kind, letter.household)
    told = getattr(letter, "notification", None)
    if own is None or getattr(letter, "replaced_by", None):
        return {"notify": "", "received": "", "correct": ""}
    can_correct = letter.kind != LetterKind.STATEMENT
    return {
        "notify": "" if told else own.page("notify", letter.pk),
        "received": own.page("received", letter.pk) if told and not told.received_on else "",
        "correct": own.page("correct_letter", letter.pk) if can_correct else "",
    }


def letter_pdf(way: Way):
    """Return the page that gives a letter as it was made: the very bytes."""

    @read_page(needs=way.reads)
    def page(request: AppRequest, letter_id: int):
        letter = way.load(request, letter_id, whole=True)
        name = f"brief-{letter.kind.lower()}-{letter.pk}"
        return pdf_answer(bytes(letter.pdf), name, keep="bewaar" in request.GET)

    return page


def notify_page(way: Way):
    """Return the page on which is noted how a letter went out."""

    def ask(request: AppRequest, letter_id: int) -> Question:
        letter = way.load(request, letter_id)
        is_decision = letter.kind == LetterKind.DECISION
        return Question(
            "Hoe vertrok de brief?",
            "Bewaar",
            way.page("letter", letter.pk),
            subject=letter,
            intro="Een beslissing gaat aangetekend, met de eBox of tegen ontvangstbewijs, binnen 8 "
            "dagen na de beslissing. Vanaf dan loopt de beroepstermijn."
            if is_decision
            else "",
            layout=LAYOUT,
            initial={"sent_on": localdate()},
            options={"is_decision": is_decision},
        )

    def act(request: AppRequest, letter, said: dict) -> tuple[str, str]:
        services.notify(actor=request.actor, letter=letter, on=localdate(), **said)
        return "Genoteerd hoe de brief vertrok.", way.page("letter", letter.pk)

    return asking(NotifyForm, needs=way.writes, about=ask, act=act)


def received_page(way: Way):
    """Return the page on which is noted when a letter came."""

    def ask(request: AppRequest, letter_id: int) -> Question:
        letter = way.load(request, letter_id)
        return Question(
            "Wanneer kwam de brief aan?",
            "Bewaar",
            way.page("letter", letter.pk),
            subject=letter,
            layout=LAYOUT,
            initial={"received_on": localdate()},
        )

    def act(request: AppRequest, letter, said: dict) -> tuple[str, str]:
        services.note_received(actor=request.actor, letter=letter, on=localdate(), **said)
        return "Genoteerd wanneer de brief aankwam.", way.page("letter", letter.pk)

    return asking(ReceivedForm, needs=way.writes, about=ask, act=act)
