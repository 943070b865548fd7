"""The hard rules of a rebalancing: which case stays where it is, and who cannot take one."""

from __future__ import annotations

from functools import partial

from eenplan.engines.assignment.model import Rule
from eenplan.engines.caseload.rebalance_model import Carrier, HeldCase, Limits

OWN_NORM = "norm van de stad"


def settled_in(limits: Limits, case: HeldCase, carrier: Carrier) -> str | None:
    """A household that has only just met its case manager keeps that person."""
    if case.holder in (None, carrier.id) or case.days_held is None:
        return None
    if case.days_held >= limits.settle_days:
        return None
    return f"Heeft pas {case.days_held} dagen deze maatschappelijk werker"


def no_handover_runs(limits: Limits, case: HeldCase, carrier: Carrier) -> str | None:
    """A case that is being handed over already is not moved a second time."""
    if case.holder in (None, carrier.id) or not case.in_handover:
        return None
    return "Er loopt al een overdracht"


def no_legal_date_near(limits: Limits, case: HeldCase, carrier: Carrier) -> str | None:
    """Who prepared a legal date also keeps it."""
    days = case.days_to_legal_date
    if case.holder in (None, carrier.id) or days is None:
        return None
    if not 0 <= days <= limits.legal_days:
        return None
    return f"Heeft over {days} dagen een wettelijke datum"


def has_time_for_cases(limits: Limits, case: HeldCase, carrier: Carrier) -> str | None:
    """Somebody without time for cases, or who is away, takes none."""
    if carrier.id == case.holder or carrier.taking > 0:
        return None
    return "Is afwezig" if carrier.fraction > 0 else "Volgt geen gezinnen op"


def works_in_team(limits: Limits, case: HeldCase, carrier: Carrier) -> str | None:
    """A case stays in the team that has the household in its care."""
    if carrier.id == case.holder or case.team == carrier.team:
        return None
    return "Werkt in een ander team"


#: Rules that look at the case only: they keep it where it is, whoever could take it.
LOCKS = ("settled-in", "no-handover", "no-legal-date")
SPECS = (
    ("settled-in", "Leerde elkaar net kennen", settled_in, "Pas toegewezen", OWN_NORM),
    ("no-handover", "Geen lopende overdracht", no_handover_runs, "Wordt overgedragen", "werkwijze"),
    ("no-legal-date", "Geen wettelijke datum vlakbij", no_legal_date_near, "Datum nabij", OWN_NORM),
    ("has-time", "Heeft tijd voor gezinnen", has_time_for_cases, "Geen tijd", "dienstrooster"),
    ("own-team", "Zelfde team", works_in_team, "Ander team", "bevoegd team"),
)


def rules_of_moving(limits: Limits) -> tuple[Rule, ...]:
    """The hard rules under the norms of the day."""
    return tuple(
        Rule(id_, title, template, source, partial(test, limits), partial(_met, title))
        for id_, title, test, template, source in SPECS
    )


def _met(title: str, case: HeldCase, carrier: Carrier) -> str:
    return title
