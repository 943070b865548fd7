"""Errors a user can do something about. Anything else is a bug and should reach the log."""


class DomainError(Exception):
    """An action the rules refuse; `str()` is a Dutch sentence fit for the screen."""

    field: str | None = None
    settled_on: str | None = None  # the name of the page where the cause can be put right
    advice = "Vraag het uw teamcoördinator of de applicatiebeheerder."  # when no page can


class NotAllowed(DomainError):
    """The actor lacks the capability, or the household is outside the actor's scope."""


class StaleVersion(DomainError):
    """Somebody else saved the same record after this form was opened."""


class NotFound(Exception):
    """Nothing here for this actor: absent and out of scope look the same from outside."""
