"""Recognising an offer that was emptied: a keyed hash, from which nobody can be read."""

import hashlib
import hmac
import unicodedata
from datetime import date

from django.conf import settings


def _plain(text: str) -> str:
    """Return a text without capitals, accents, spaces and signs."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def _digest(*parts: str) -> str:
    text = "|".join(map(_plain, parts))
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def digest_of_offer(name: str, address: str) -> str | None:
    """Return the hash of a provider at an address; None when one of the two is not known."""
    return _digest("offer", name, address) if _plain(name) and _plain(address) else None


def digest_of_person(name: str, birth_date: date | None) -> str | None:
    """Return the hash of a person; None without a birth date."""
    return _digest("person", name, birth_date.isoformat()) if birth_date else None
