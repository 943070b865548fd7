"""Small words of the screen: icons, phone numbers, days and ages, said one way everywhere."""

from datetime import date
from functools import cache

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from eenplan.core import submissions
from eenplan.core.access import Capability

register = template.Library()


@cache
def _svg(name: str) -> str:
    path = finders.find(f"vendor/icons/{name}.svg")
    if path is None:
        raise LookupError(f"No icon {name}: add it to script/vendor-assets")
    with open(path, encoding="utf-8") as file:
        svg = file.read()
    start = svg.index("<svg")
    return (
        svg[start:]
        .replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)
        .replace('class="', 'class="icon ', 1)
    )


@register.simple_tag
def icon(name: str) -> str:
    """Return a decorative icon as inline SVG; the word beside it carries the meaning."""
    return mark_safe(_svg(name))


@register.simple_tag(takes_context=True)
def once(context) -> str:
    """Return the hidden field that makes a form count once (core/submissions.py)."""
    user = context["request"].user
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        submissions.FIELD,
        submissions.new_key(user.pk),
    )


@register.filter
def tel(number: str) -> str:
    """Return a phone number as a link that reads left to right in any language."""
    if not number:
        return ""
    plain = "".join(c for c in number if c.isdigit() or c == "+")
    return format_html('<a href="tel:{}" dir="ltr" class="text-nowrap">{}</a>', plain, number)


@register.filter
def days_from(day: date, today: date) -> str:
    """Return how far a day is from today, in words: "vandaag", "nog 3 dagen", "2 dagen te laat"."""
    distance = (day - today).days
    if distance == 0:
        return "vandaag"
    if distance == 1:
        return "morgen"
    if distance > 1:
        return f"nog {distance} dagen"
    return "1 dag te laat" if distance == -1 else f"{-distance} dagen te laat"


@register.filter
def age(person, today: date) -> str:
    """Return a person's age in words: "34 jaar", "8 maanden", "leeftijd onbekend"."""
    years = person.age_on(today)
    if years is None:
        return "leeftijd onbekend"
    if years >= 2:
        return f"{years} jaar"
    born = person.birth_date
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return f"{months} maand" if months == 1 else f"{months} maanden"


@register.filter
def euro(cents: int) -> str:
    """Return an amount of cents the Belgian way: € 1.250,00."""
    whole, rest = divmod(abs(int(cents)), 100)
    sign = "-" if int(cents) < 0 else ""
    return f"€ {sign}{whole:,}".replace(",", ".") + f",{rest:02d}"


@register.filter
def get(mapping, key):
    """Return `mapping[key]`, or nothing when it is absent."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def address_with(context, **changes) -> str:
    """Return the address of this page with some of its filters changed; None takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def field_id(form, name: str) -> str:
    """Return the id of a form's field, to link an error to it."""
    return form[name].id_for_label or form[name].auto_id


@register.filter
def field_label(form, name: str) -> str:
    return form[name].label


@register.filter
def may(actor, capability: str) -> bool:
    """Return whether the actor has a capability, to leave out what a page would refuse."""
    return bool(actor) and actor.can(Capability(capability))


@register.filter
def teams_with(actor, capability: str) -> frozenset[int]:
    """Return the ids of the teams in which the actor has a capability."""
    return actor.teams_with(Capability(capability))


@register.filter
def cell(column, row) -> object:
    """Return what a column of a list says of a row: what its export says too."""
    return column.value(row)
