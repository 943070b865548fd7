"""What a person should look at in a file of offers, though nothing in it is wrong."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Q

from eenplan.housing.models import Provider
from eenplan.housing.remarks import unwanted_wishes
from eenplan.journeys.imports.offer_rows import CONTACT, OfferRow

WORDS = {"phone": "telefoonnummer", "email": "e-mailadres", "iban": "rekeningnummer"}


def remarks(offers: Sequence[OfferRow], file: str) -> list[str]:
    """Return who shares a telephone, e-mail or account with another, and wishes not allowed."""
    return [*_shared(offers, file), *_unwanted(offers, file)]


def _shared(offers: Sequence[OfferRow], file: str) -> Iterator[str]:
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows: dict[tuple[str, str], int] = {}
    for offer in offers:
        for mark, value in offer.contact.items():
            users[mark, value].add(offer.provider)
            rows.setdefault((mark, value), offer.row)
    for mark, value, name in _known(users):
        users[mark, value].add(name)
    for (mark, value), names in users.items():
        if len(names) > 1:
            row = rows[mark, value]
            yield f"{file}, rij {row}: {WORDS[mark]} ook bij een andere aanbieder. Bekijk dat."


def _known(marks) -> list[tuple[str, str, str]]:
    """Return who of the known providers uses one of these marks."""
    wanted = {mark: [value for kind, value in marks if kind == mark] for mark in CONTACT}
    found = []
    for provider in Provider.objects.filter(
        Q(*((f"{mark}__in", values) for mark, values in wanted.items()), _connector=Q.OR)
    ):
        found += [(mark, getattr(provider, mark), provider.name) for mark in CONTACT]
    return [(mark, value, name) for mark, value, name in found if (mark, value) in marks]


def _unwanted(offers: Sequence[OfferRow], file: str) -> Iterator[str]:
    for offer in offers:
        if found := unwanted_wishes(offer.terms.get("remark", "")):
            topics = ", ".join(found)
            yield f"{file}, rij {offer.row}: de opmerking lijkt iets te vragen over {topics}."
