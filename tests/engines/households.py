"""Invented households for the tests of the rights, in the fewest words."""

from datetime import date

from eenplan.engines.entitlement import Income, Person, Situation, reckon_one


def day(text):
    return date.fromisoformat(text)


def cents(euros):
    return round(float(euros) * 100)


def household(on, category=2, *resources, work=None, **more):
    on = day(on) if isinstance(on, str) else on
    more.setdefault("requested_on", on)
    applicant = Person(resources=resources, work=work)
    return Situation(on=on, category=category, applicant=applicant, **more)


def monthly(*given, **more):
    """The amount a month in cents."""
    return reckon_one(household(*given, **more)).amount


def yearly_means(*given, **more):
    """What counts a year before the general exemption, in cents."""
    steps = reckon_one(household(*given, **more)).steps
    found = [step.amount for step in steps if step.label == "Bestaansmiddelen per jaar"]
    return found[0] if found else 0


def wage(euros, per_month=True):
    return Income("wage", cents(euros), per_month)
