"""Lists: filters in the address, fifty rows a page, and an export of exactly what is listed.

One queryset serves the page, its count and its export, so the three can never disagree.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from eenplan.core.forms import PageForm
from eenplan.core.pages import AppRequest, note_export, show

ROWS_A_PAGE = 50
FIRST_YEAR_OF_A_SHEET = 1901
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CSV, XLSX, JSON = "csv", "xlsx", "json"
FORMS = (CSV, XLSX, JSON)


@dataclass(frozen=True)
class Column:
    """One column of a list: its heading, and how to read the cell from a row."""

    label: str
    value: Callable[[Any], object]


def show_list(
    request: AppRequest,
    template: str,
    context: dict,
    *,
    name: str,
    rows: QuerySet | Sequence,
    columns: Sequence[Column],
    filters: PageForm | None = None,
    dressed: Callable[[QuerySet], QuerySet] | None = None,
    dear: bool = False,
    fragment: str = "rows",
    status: int = 200,
) -> HttpResponse:
    """Render one page of rows as `page`, or all rows as a file when the address asks for it.

    `formaat=json` gives a program the same list: all rows, or one page of them with `pagina`.

    A filter that does not exist (any more) lists and exports nothing: everything would be a wrong
    answer. The template says so with `<c-wrong-filter>` when `is_wrong_filter`.
    `dressed` adds what only the shown rows need (names from other tables), so that counting and
    turning pages stay cheap. With `dear`, for a list that takes long to find and is seldom long,
    all its keys are read at once instead of being looked for once more to be counted.
    The template gets `page` (with `page.paginator.count`) and `columns`
    beside its own context.
    """
    is_wrong = filters is not None and not filters.is_valid()
    if is_wrong:
        rows = rows.none() if isinstance(rows, QuerySet) else ()
    wanted = request.GET.get("formaat")
    if wanted in (CSV, XLSX):
        note_export(request, name)
        return exported(dressed(rows) if dressed else rows, columns, name=name, form=wanted)
    page = _turned(rows, request.GET.get("pagina"), dressed, dear=dear)
    if wanted == JSON:
        note_export(request, name)
        whole = "pagina" not in request.GET
        listed = (dressed(rows) if dressed else rows) if whole else page.object_list
        return _json(listed, columns, count=page.paginator.count)
    shown = {**context, "page": page, "columns": columns, "is_wrong_filter": is_wrong}
    return show(request, template, shown, fragment=fragment, status=status)


def _turned(rows, number: str | None, dressed, *, dear: bool) -> Page:
    """Return one page of the rows, with what only shown rows need."""
    # Turn the page over bare keys first: columns of skipped rows are then never worked out.
    turned = rows.values_list("pk", flat=True) if dressed else rows
    page = Paginator(list(turned) if dear else turned, ROWS_A_PAGE).get_page(number)
    if dressed and page.object_list:
        page.object_list = list(dressed(rows.model.objects.filter(pk__in=list(page.object_list))))
    return page


def _json(rows, columns: Sequence[Column], *, count: int) -> JsonResponse:
    """Return a list for a program: how many rows there are, the headings, and the cells."""
    cells = [[_json_cell(column.value(row)) for column in columns] for row in rows]
    told = {"count": count, "columns": [column.label for column in columns], "rows": cells}
    return JsonResponse(told)


def _json_cell(value: object) -> object:
    """Return a cell as JSON has it: numbers as numbers, days as 2026-11-23, anything else text."""
    if value is None or isinstance(value, bool) or _is_number(value):
        return float(value) if isinstance(value, Decimal) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def exported(rows, columns: Sequence[Column], *, name: str, form: str) -> HttpResponse:
    """Return the rows as a CSV file (semicolons, for Belgian Excel), an XLSX workbook or JSON."""
    if form == JSON:
        listed = list(rows)
        return _json(listed, columns, count=len(listed))
    table = [[column.label for column in columns]]
    table += [[column.value(row) for column in columns] for row in rows]
    body, kind = (_csv(table), "text/csv") if form == CSV else (_xlsx(table), XLSX_TYPE)
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _csv(table: list[list]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in table:
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: object) -> str:
    """Return a cell's text; a text that a spreadsheet would run as a formula is made harmless."""
    text = _shown(value)
    runs = text.startswith(FORMULA_STARTS) and not _is_number(value)
    return f"'{text}" if runs else text


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _day(value: date) -> date:
    """Return the day of a moment, as the clock on the wall has it."""
    return localtime(value).date() if isinstance(value, datetime) else value


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        value = _day(value)
        return f"{value:%d/%m/}{value.year:04}"
    return str(value)


def _xlsx(table: list[list]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lijst")
    for number, cells in enumerate(zip(*table, strict=True), start=1):  # before the first row
        widest = max(len(_shown(cell)) for cell in cells)
        sheet.column_dimensions[get_column_letter(number)].width = min(60, widest + 3)
    for row in table:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, value: object) -> object:
    """Return a cell that holds numbers as numbers, days as days and every text as text.

    Never a formula. A day before the spreadsheet's first is text.
    """
    if _is_number(value):
        return value
    if isinstance(value, date) and value.year >= FIRST_YEAR_OF_A_SHEET:
        day = WriteOnlyCell(sheet, value=_day(value))
        day.number_format = "DD/MM/YYYY"
        return day
    text = _without_control_characters(_shown(value))
    if not text.startswith(("=", "#")):
        return text  # only these the library takes for a formula or an error value
    cell = WriteOnlyCell(sheet, value="")
    cell.value, cell.data_type = text, "s"
    return cell


def _without_control_characters(text: str) -> str:
    return "".join(c for c in text if c in "\t\n\r" or " " <= c not in "\ufffe\uffff")
