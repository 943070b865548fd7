"""Languages in words."""

from django import template

from eenplan.people.enums import Language

register = template.Library()
NAMES = dict(Language.choices)


@register.filter
def languages(codes: list[str]) -> str:
    """Return language codes as Dutch names, or a dash."""
    return ", ".join(NAMES.get(code, code) for code in codes) or "–"


@register.filter
def language_of_contact(household) -> str:
    return NAMES.get(household.contact_language, household.contact_language)


@register.filter
def language_name(code: str) -> str:
    """Return one language code as a Dutch name."""
    return NAMES.get(code, code)
