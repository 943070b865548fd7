"""The social map for others: a page that says what the file is, and the file."""

import json

from django.http import HttpResponse

from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, note_export, read_page, show
from eenplan.directory import hsds, selectors


@read_page(needs=Capability.DIRECTORY_VIEW)
def export(request: AppRequest):
    on = request.actor.on
    page = {
        "tab": "export",
        "partners": selectors.partners(on=on).count(),
        "services": selectors.active_services_on(on).count(),
        "version": hsds.VERSION,
    }
    return show(request, "directory/export.html", page)


@read_page(needs=Capability.DIRECTORY_VIEW)
def hsds_file(request: AppRequest):
    note_export(request, "sociale-kaart-hsds")
    text = json.dumps(hsds.document(request.actor.on), ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sociale-kaart-hsds.json"'
    return answer
