"""What the rights are reckoned with: every value, with how sure it is."""

from eenplan.benefits.forms.parameters import CERTAIN, ParameterFilter
from eenplan.benefits.selectors.parameters import ParameterLine, parameter_lines
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page

COLUMNS = (
    Column("Parameter", lambda line: line.label),
    Column("Artikel", lambda line: line.article),
    Column("Waarde", lambda line: line.value),
    Column("Vanaf", lambda line: line.since),
    Column("Tot", lambda line: line.until),
    Column("Bewijs", lambda line: line.evidence),
    Column("Nagekeken", lambda line: line.verified),
    Column("Bron", lambda line: line.source),
    Column("Opmerking", lambda line: line.note),
    Column("Sleutel", lambda line: line.key),
)


@read_page(needs=Capability.NORMS_VIEW)
def listed(request: AppRequest):
    form = ParameterFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    lines = parameter_lines()
    context = {
        "form": form,
        "is_filtered": any(filters.values()),
        "doubtful": sum(not line.verified for line in lines),
        "total": len(lines),
    }
    return show_list(
        request,
        "benefits/parameters.html",
        context,
        name="parameters",
        rows=_matching(lines, filters),
        columns=COLUMNS,
        filters=form,
    )


def _matching(lines: list[ParameterLine], filters: dict) -> list[ParameterLine]:
    """Return the lines that the filters in the address leave."""
    words, day, checked = (filters.get(key) for key in ("q", "op", "nagekeken"))
    return [
        line
        for line in lines
        if (not words or line.tells_of(words))
        and (not day or line.holds_on(day))
        and (not checked or line.verified is (checked == CERTAIN))
    ]
