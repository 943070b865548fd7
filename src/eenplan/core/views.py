"""Pages that belong to no app: errors, drafts, the check that the site is alive."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.timezone import localtime

from eenplan.core import drafts
from eenplan.core.access import Capability
from eenplan.core.pages import (
    AppRequest,
    keep_typed_text,
    own_page,
    redirect_to,
    way_back,
    write_page,
)


def alive(request) -> HttpResponse:
    """Answer 200 when the site and its database work; for monitors, without signing in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


alive.needs = None


@write_page(needs=Capability.SIGN_IN)
def autosave(request: AppRequest):
    """Keep what is typed so far; the browser sends the whole form every few seconds."""
    page = request.POST.get(drafts.PAGE_FIELD, "")
    draft = drafts.keep(request.user.pk, page, request.POST) if page else None
    text = f"Concept bewaard om {localtime(draft.saved_at):%H:%M}" if draft else ""
    return HttpResponse(text)


@write_page(needs=Capability.SIGN_IN)
def discard_draft(request: AppRequest):
    page = request.POST.get(drafts.PAGE_FIELD, "/")
    drafts.discard(request.user.pk, page)
    return redirect_to(request, own_page(page))


def csrf_failure(request, reason=""):
    """Say that the form was too old; what was typed waits as a draft."""
    return render(
        request,
        "403_csrf.html",
        {"kept": keep_typed_text(request), "back": way_back(request)},
        status=403,
    )


def bad_request(request, exception=None):
    """Say that the form or address could not be read; the page stands alone, without a session."""
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def not_allowed(request, exception=None):
    return render(request, "403.html", {"why": str(exception or "")}, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def failed(request):
    return render(request, "500.html", {"kept": keep_typed_text(request)}, status=500)
