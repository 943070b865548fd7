"""Pages without signing in, for whoever holds a token that cannot be guessed."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest, refuse_writes, write_lines

MOST_MISSES = 20  # wrong tokens from one address in MISSES_COUNT seconds
MISSES_COUNT = 600


def token_page(*, methods: Sequence[str] = ("GET",)) -> Callable:
    """A page whose only key is the token in its address.

    GET never writes (programs that scan mail open links too) but for the trails; POST works in
    one transaction that a refusal undoes. Nothing is kept, indexed or told to the next page.
    There is no session to abuse, hence no CSRF key: with "no-referrer" a browser could not prove
    where the form came from, and who knows the token may answer anyhow. Too many wrong tokens
    from one address: 429.
    """

    def decorate(view):
        @csrf_exempt
        @require_http_methods([*methods, *(("HEAD",) if "GET" in methods else ())])
        @wraps(view)
        def wrapper(request: AppRequest, *args, **kwargs) -> HttpResponse:
            request.reads, request.trail = [], []
            request.user = AnonymousUser()  # the token gives its own right and no other
            counter = f"token-misses:{request.META.get('REMOTE_ADDR', '')}"
            if cache.get(counter, 0) >= MOST_MISSES:
                return _closed(render(request, "token/too_often.html", status=429))
            try:
                answer = _posted if request.method == "POST" else _read
                response = answer(request, view, *args, **kwargs)
            except NotFound:
                _count(counter)
                response = render(request, "token/unknown.html", status=404)
            return _closed(response)

        wrapper.needs, wrapper.opened_by_token = None, True
        return wrapper

    return decorate


def _read(request: AppRequest, view: Callable, *args, **kwargs) -> HttpResponse:
    with connection.execute_wrapper(refuse_writes):
        response = view(request, *args, **kwargs)
    write_lines([*request.reads, *request.trail])
    return response


def _posted(request: AppRequest, view: Callable, *args, **kwargs) -> HttpResponse:
    with transaction.atomic():
        response = view(request, *args, **kwargs)
        is_refused = response.status_code >= 400
        transaction.set_rollback(is_refused)
    write_lines(request.reads if is_refused else [*request.reads, *request.trail])
    return response


def _count(counter: str) -> None:
    cache.set(counter, cache.get(counter, 0) + 1, MISSES_COUNT)


def _closed(response: HttpResponse) -> HttpResponse:
    """Tell browser and robots to keep nothing and to tell nobody the address; nor does our log."""
    response._has_been_logged = True  # Django would write the address of a refusal, token and all
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
