"""What every view uses: read-only and writing pages, fragments, redirects, the read log."""

import re
from collections.abc import Callable
from contextlib import contextmanager
from functools import wraps
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget
from django_htmx.middleware import HtmxDetails

from eenplan.core import audit, drafts, submissions
from eenplan.core.access import Actor, Capability
from eenplan.core.errors import DomainError, NotAllowed, NotFound


class AppRequest(HttpRequest):
    actor: Actor
    htmx: HtmxDetails
    reads: list[Callable[[], object]]  # the files it shows, to log once the page is made
    trail: list[Callable[[], object]]  # what else to log then, unless the page was a refusal


READ_STATEMENTS = ("SELECT", "(SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
MORE_THAN_READING = re.compile(r";\s*\S|\bINTO\b", re.IGNORECASE)  # a second statement, a new table


def refuse_writes(execute, sql, params, many, context):
    if not sql.lstrip().upper().startswith(READ_STATEMENTS) or MORE_THAN_READING.search(sql):
        raise RuntimeError(f"A read page tried to write: {sql[:80]}")
    return execute(sql, params, many, context)


def _guarded(view: Callable, needs: Capability) -> Callable:
    @wraps(view)
    def wrapper(request: AppRequest, *args, **kwargs) -> HttpResponse:
        try:
            request.actor.must(needs)
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except NotFound as error:
            raise Http404 from error
        except DomainError as error:
            return _refused(request, error)

    return wrapper


def _refused(request: AppRequest, error: DomainError) -> HttpResponse:
    """Answer a refusal no form shows: the sentence, and the page where it can be put right."""
    page = error.settled_on and reverse(error.settled_on)
    if page and not request.actor.can(resolve(page).func.needs):
        page = None
    request.reads.clear()  # nothing was shown or done
    request.trail.clear()
    told = {"why": str(error), "page": page, "advice": error.advice}
    response = show(request, "409.html", told, fragment="refused", status=409)
    return reswap(retarget(response, "#main .container-xl"), "innerHTML")


def _signed_in_only(view: Callable) -> Callable:
    """Send strangers to the sign-in page; what they typed in a signed form waits as a draft."""

    @wraps(view)
    def wrapper(request: AppRequest, *args, **kwargs) -> HttpResponse:
        request.reads, request.trail = [], []
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        where = {"next": way_back(request)}
        if keep_typed_text(request):
            where["bewaard"] = 1
        url = f"{reverse('account_login')}?{urlencode(where)}"
        return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)

    return wrapper


def way_back(request: HttpRequest) -> str:
    """Return the page to open after signing in: this one, or the one its form stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    if page := request.POST.get(drafts.PAGE_FIELD):
        return own_page(page)
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "/"
    return own_page(came_from.path) if came_from.netloc == request.get_host() else "/"


def own_page(address: str) -> str:
    """Return the address when it is a page of this site, else the start page."""
    inside = address.startswith("/") and address.isprintable() and len(address) <= drafts.LONGEST
    return address if inside and url_has_allowed_host_and_scheme(address, None) else "/"


def keep_typed_text(request: HttpRequest) -> bool:
    """Keep the posted text as a draft for the person the form was shown to; say if it was.

    Only a form that says on which page its draft is shown again (`draft_page`) is kept.
    """
    page = request.POST.get(drafts.PAGE_FIELD, "")
    owner = submissions.owner_of(request.POST.get(submissions.FIELD, ""))
    return bool(page and owner) and drafts.keep(owner[0], page, request.POST) is not None


def note_read(request: AppRequest, household_id: int, *, ground: str) -> None:
    """Log, once the page is made, that it shows something of a household's file.

    Also when the page is a refusal: whoever filled in a form wrongly has read it all the same.
    """
    screen = request.resolver_match.view_name if request.resolver_match else request.path
    request.reads.append(
        lambda: audit.record_read(request.actor, household_id, screen=screen, ground=ground)
    )


def note_export(request: AppRequest, name: str) -> None:
    """Log, once the file is made, that this request took a list out of the system."""
    query = request.GET.urlencode()
    request.trail.append(
        lambda: audit.record(request.actor, "core.list-exported", request.user, list=name, q=query)
    )


def write_lines(lines: list[Callable[[], object]]) -> None:
    for line in lines:
        line()


def read_page(*, needs: Capability) -> Callable:
    """A page that answers GET and cannot write to the database, but for the read log."""

    def decorate(view):
        guarded = _guarded(view, needs)

        @require_http_methods(["GET", "HEAD"])
        @_signed_in_only
        @wraps(guarded)
        def wrapper(request, *args, **kwargs):
            with connection.execute_wrapper(refuse_writes):
                response = guarded(request, *args, **kwargs)
            write_lines([*request.reads, *request.trail])
            return response

        wrapper.needs = needs
        return wrapper

    return decorate


def write_page(*, needs: Capability) -> Callable:
    """A page that answers POST inside one transaction, once per form.

    A refusal (4xx) leaves nothing behind, so that the corrected form can be sent again; but for
    the read log, when the refusal shows a household.
    """

    def decorate(view):
        guarded = _guarded(view, needs)

        @require_http_methods(["POST"])
        @_signed_in_only
        @wraps(guarded)
        def wrapper(request, *args, **kwargs):
            with transaction.atomic():
                response = _once(request, lambda: guarded(request, *args, **kwargs))
                is_refused = response.status_code >= 400
                if is_refused:
                    transaction.set_rollback(True)
                else:
                    write_lines([*request.reads, *request.trail])
            if is_refused:
                write_lines(request.reads)
                if getattr(response, "lost_text", False):
                    keep_typed_text(request)
            return response

        wrapper.needs = needs
        return wrapper

    return decorate


def _once(request: AppRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    key = request.POST.get(submissions.FIELD)
    if key is None:
        return answer()
    try:
        submission = submissions.claim(request.user.pk, key, submissions.fingerprint(request.POST))
    except submissions.OtherContent as error:
        response = _refused(request, error)
        response.lost_text = True  # the page of a refusal does not show what was typed
        return response
    if submission is None:
        return redirect_to(request, submissions.answer_to(key))
    response = answer()
    location = response.get("Location") or response.get("HX-Redirect")
    if location:
        submissions.answered(submission, location)
        if page := request.POST.get(drafts.PAGE_FIELD):
            drafts.discard(request.user.pk, page[:200])
    elif response.status_code < 400:
        submission.delete()  # nothing was done yet: a row added to the form
    return response


def by_method(*, get: Callable, post: Callable) -> Callable:
    """One address for a form: GET shows it, POST handles it."""

    def page(request, *args, **kwargs):
        view = post if request.method == "POST" else get
        return view(request, *args, **kwargs)

    page.needs, page.parts = get.needs, (get, post)
    return page


@contextmanager
def reported_on(form):
    """Show a refusal by the rules as an error on the form, instead of a 500.

    The inner transaction makes sure that a service which stopped halfway leaves no trace.
    """
    try:
        with transaction.atomic():
            yield
    except NotAllowed:
        raise
    except DomainError as error:
        field = error.field if error.field in form.fields else None
        form.add_error(field, str(error))


def show(
    request: AppRequest, template: str, context: dict, *, fragment: str | None = None, status=200
) -> HttpResponse:
    """Render the whole page, or only `fragment` when HTMX asks for it."""
    partial = fragment and request.htmx and not request.htmx.boosted
    name = f"{template}#{fragment}" if partial else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request: AppRequest, url_name: str, *args) -> HttpResponse:
    """Answer a successful POST: see the page of `url_name` (303, or HTMX's own redirect)."""
    return redirect_to(request, reverse(url_name, args=args))


def redirect_to(request: AppRequest, url: str) -> HttpResponse:
    return (
        HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url, status=303)
    )
