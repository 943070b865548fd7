"""What the browser may ask at all, and what it may keep of a page."""

from django.http import HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

KNOWN_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class KnownMethodsMiddleware:
    """Answers 405 to what no page does (PUT, DELETE…), before it is looked for a form's key."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in KNOWN_METHODS:
            return HttpResponseNotAllowed(KNOWN_METHODS)
        return self.get_response(request)


class NothingKeptMiddleware:
    """Tells the browser to keep nothing of what a signed-in person sees.

    On a shared desk "back" would show the last file again after signing out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = request.user.is_authenticated  # asked before the page: this may be signing out
        response = self.get_response(request)
        if signed_in or request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response
