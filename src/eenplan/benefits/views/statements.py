"""What a household was paid, per month and per year, in Dutch and in its own language."""

from django.utils.timezone import localdate, now

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.forms.letters import YearForm
from eenplan.benefits.selectors.letter_facts import paid_years, told_of
from eenplan.benefits.selectors.letters import household_with_letters
from eenplan.benefits.services import letters as services
from eenplan.benefits.views.letter_ways import FILE, way_to_write
from eenplan.benefits.views.letters import LAYOUT, paper_context
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, read_page, show
from eenplan.core.questions import Question, asking

FIRST, LAST = 2000, 2099


def _year(request: AppRequest, years: list[int]) -> int:
    """Return the year that was asked for, else the latest with payments, else this one."""
    asked = request.GET.get("jaar", "")
    if asked.isascii() and asked.isdigit() and FIRST <= int(asked[:5]) <= LAST:
        return int(asked[:5])
    return years[0] if years else localdate().year


@read_page(needs=Capability.RIGHTS_VIEW)
def statement(request: AppRequest, year: int, serial: int):
    household = household_with_letters(request.actor, year, serial)
    FILE.note(request, household)
    years = paid_years(household)
    chosen = _year(request, years)
    told = told_of(LetterKind.STATEMENT, household, year=chosen, on=localdate())
    page = {
        **paper_context(told),
        "household": household,
        "years": sorted({*years, chosen}, reverse=True),
        "chosen": chosen,
        "may_make": way_to_write(request, FILE, LetterKind.STATEMENT, household) is not None,
    }
    return show(request, "benefits/statement.html", page)


def _ask(request: AppRequest, year: int, serial: int) -> Question:
    household = household_with_letters(request.actor, year, serial)
    FILE.note(request, household)
    chosen = _year(request, paid_years(household))
    told = told_of(LetterKind.STATEMENT, household, year=chosen, on=localdate())
    return Question(
        "Overzicht van betalingen als brief",
        "Maak de brief",
        FILE.page("statement", year, serial),
        subject=household,
        layout=LAYOUT,
        initial={"year": chosen, "language": told.language},
    )


def _make(request: AppRequest, household, said: dict) -> tuple[str, str]:
    made = services.make_letter(
        actor=request.actor,
        kind=LetterKind.STATEMENT,
        household=household,
        said=services.Said(language=said["language"]),
        year=said["year"],
        on=localdate(),
        at=now(),
    )
    return "Het overzicht is gemaakt en bewaard.", FILE.page("letter", made.pk)


make_statement = asking(YearForm, needs=Capability.RIGHTS_INVESTIGATE, about=_ask, act=_make)
