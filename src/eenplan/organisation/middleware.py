"""Puts the acting person on every request: `request.actor`, with the memberships of today."""

from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from eenplan.organisation.selectors import actor_for


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_for(request.user, on=localdate()))
        return self.get_response(request)
