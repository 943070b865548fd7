"""Taking offers out of the system: with a purpose, a watermark in every row, and a line in the log.

Small by default: what is filtered on the screen, without address, telephone or account number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from eenplan.core.listing import FORMS, Column
from eenplan.core.pages import AppRequest, show
from eenplan.housing.forms import PurposeForm


@dataclass(frozen=True)
class Export:
    """What a request asks of a list: the page that asks for a purpose, or the marked columns."""

    question: object
    columns: Sequence[Column]


def export_of(request: AppRequest, columns: Sequence[Column], *, back: str) -> Export:
    """Return the columns of a list; for a file without a purpose, the page that asks for one."""
    if request.GET.get("formaat") not in FORMS:
        return Export(None, columns)
    asked = "doel" in request.GET
    form = PurposeForm(request.GET if asked else None)
    if asked and form.is_valid():
        return Export(None, [*columns, _watermark(request, form.cleaned_data["doel"])])
    kept = [(name, value) for name, value in request.GET.items() if name not in ("doel", "pagina")]
    page = {"form": form, "kept": kept, "back": back}
    status = 422 if asked else 200
    return Export(show(request, "housing/offers/purpose.html", page, status=status), columns)


def _watermark(request: AppRequest, purpose: str) -> Column:
    mark = f"{request.actor.name}, {localtime():%d/%m/%Y %H:%M}, doel: {purpose}"
    return Column("Uitgevoerd door", lambda row: mark)
