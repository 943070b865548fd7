"""Typed text survives a time-out, a crash of the browser and a lost connection."""

from datetime import datetime

from django.http import HttpRequest, QueryDict

from eenplan.core.forms import PageForm, initial_from
from eenplan.core.models import Draft
from eenplan.core.submissions import FIELD

PAGE_FIELD = "draft_page"
LONGEST = 200  # characters of a page's address
NOT_TEXT = {"csrfmiddlewaretoken", "action", "password", PAGE_FIELD, FIELD}


def keep(owner_id: int, page: str, data: QueryDict) -> Draft | None:
    """Store what was typed on a page, over the previous draft; nothing typed, nothing stored."""
    typed = data.copy()
    for name in NOT_TEXT:
        typed.pop(name, None)
    if not any(value.strip() for values in typed.lists() for value in values[1]):
        return None
    draft, _ = Draft.objects.update_or_create(
        owner_id=owner_id, page=_name(page), defaults={"data": typed.urlencode()}
    )
    return draft


def load(owner_id: int, page: str) -> tuple[QueryDict, datetime] | None:
    """Return what the owner typed on a page and when, or None."""
    draft = Draft.objects.filter(owner_id=owner_id, page=_name(page)).first()
    return (QueryDict(draft.data), draft.saved_at) if draft else None


def form_with_draft(
    request: HttpRequest,
    form_class: type[PageForm],
    *,
    page: str = "",
    initial: dict | None = None,
    **more,
) -> PageForm:
    """Return the form to show: with what this person left unsaved on the page, if anything.

    `page` is the address the form names as its `draft_page`; without it, the one that is asked for.
    """
    kept = load(request.user.pk, page or request.path)
    typed = initial_from(form_class, kept[0]) if kept else {}
    form = form_class(initial={**(initial or {}), **typed}, **more)
    form.draft_of = kept[1] if kept else None
    return form


def discard(owner_id: int, page: str) -> None:
    """Forget the draft: it was saved for real, or thrown away."""
    Draft.objects.filter(owner_id=owner_id, page=_name(page)).delete()


def _name(page: str) -> str:
    """Return the page as the database can hold it."""
    return page.replace("\x00", "")[:LONGEST]


def discard_older_than(moment: datetime) -> int:
    """Forget the drafts nobody came back for; return how many."""
    return Draft.objects.filter(saved_at__lt=moment).delete()[0]
