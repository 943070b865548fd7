"""What must stand in a letter, as data: without it the term to appeal does not begin.

A check looks at the facts of the letter, not at its layout.
"""

from collections.abc import Callable
from dataclasses import dataclass

from eenplan.benefits.letters.plain import names_a_rule, says_something
from eenplan.benefits.letters.told import Decided, Told

CENTRE_PAGE = "letters:centre"  # where the details of the centre are written


@dataclass(frozen=True)
class Element:
    """One thing the law wants in a letter: for which letters, and whether it is there."""

    key: str
    label: str
    source: str
    asked_of: Callable[[Told], bool]
    is_there: Callable[[Told], bool]
    settled_on: str = ""  # the page where it can be put right


def missing_elements(told: Told) -> list[Element]:
    """Return all that lacks in a letter, in the order of the law."""
    return [each for each in ELEMENTS if each.asked_of(told) and not each.is_there(told)]


# -- Of which letters ------------------------------------------------------------------------------
def _of(*kinds: str) -> Callable[[Told], bool]:
    return lambda told: told.kind in kinds


def _decision(test: Callable[[Decided], bool]) -> Callable[[Told], bool]:
    return lambda told: told.kind == "DECISION" and told.decided is not None and test(told.decided)


_every_decision = _of("DECISION")
_money = _decision(lambda decided: decided.gives_money)
_wage = _decision(lambda decided: decided.is_wage and decided.kind in ("GRANT", "REVISE"))
_recovery = _decision(lambda decided: decided.is_recovery)
_some_amount = _decision(lambda decided: decided.gives_money or decided.is_recovery)
_to_somebody = _of("DECISION", "RECEIPT", "FORWARDED_TOLD", "STATEMENT")
_sent_on = _of("FORWARDED", "FORWARDED_TOLD")


# -- Whether it is there ---------------------------------------------------------------------------
def _decided(test: Callable[[Decided], bool]) -> Callable[[Told], bool]:
    return lambda told: told.decided is not None and test(told.decided)


def _fixed(key: str) -> Callable[[Told], bool]:
    return lambda told: says_something(told.fixed.get(key, ""), 4)


def _reckoned(decided: Decided) -> bool:
    if says_something(decided.calculation_note, 3):
        return True
    told = [step for step in decided.steps if says_something(step.label, 1)]
    return bool(told) and decided.calculated in (None, decided.cents)


def _forwarded(test: Callable) -> Callable[[Told], bool]:
    return lambda told: told.forwarded is not None and test(told.forwarded)


def _asked(test: Callable) -> Callable[[Told], bool]:
    return lambda told: told.asked is not None and test(told.asked)


def _reachable(told: Told) -> bool:
    centre = told.centre
    return bool((centre.phone or centre.email) and centre.address)


ELEMENTS = (
    Element(
        "sender",
        "naam en adres van het OCMW",
        "RMI art. 21 §2",
        lambda told: True,
        lambda told: bool(told.centre.name and told.centre.address),
        CENTRE_PAGE,
    ),
    # -- The decision: RMI art. 21 §§2-3 -----------------------------------------------------------
    Element(
        "decision",
        "de beslissing zelf, met nummer en dag",
        "RMI art. 21 §2",
        _every_decision,
        _decided(lambda decided: bool(decided.number and decided.decided_on and decided.kind)),
    ),
    Element(
        "reasons_in_law",
        "redenen in rechte: welke wet en welk artikel, in woorden en niet alleen als code",
        "RMI art. 21 §2",
        _every_decision,
        _decided(
            lambda decided: says_something(decided.in_law, 2) and names_a_rule(decided.in_law)
        ),
    ),
    Element(
        "reasons_in_fact",
        "redenen in feite: wat er bij dit gezin is vastgesteld, niet alleen een standaardzin",
        "RMI art. 21 §2",
        _every_decision,
        _decided(lambda decided: says_something(decided.in_fact, 5)),
    ),
    Element(
        "category",
        "de categorie",
        "RMI art. 14 §1 en 21 §2",
        _wage,
        _decided(lambda decided: decided.category in (1, 2, 3)),
    ),
    Element(
        "category_reason",
        "waarom deze categorie",
        "RMI art. 21 §2",
        _wage,
        _decided(lambda decided: says_something(decided.category_reason, 3)),
    ),
    Element(
        "amount",
        "het bedrag",
        "RMI art. 21 §2",
        _decision(lambda decided: decided.kind == "GRANT" or decided.is_recovery),
        _decided(lambda decided: decided.cents > 0),
    ),
    Element(
        "calculation",
        "hoe het bedrag berekend is, in stappen of in woorden",
        "RMI art. 21 §2 (terugvordering: art. 25 §2)",
        _some_amount,
        _decided(_reckoned),
    ),
    Element(
        "periodicity",
        "hoe vaak er betaald wordt en vanaf wanneer",
        "RMI art. 21 §2 en 23 §1",
        _money,
        _decided(lambda decided: bool(decided.rhythm and decided.starts_on)),
    ),
    Element(
        "appeal",
        "dat men in beroep kan gaan",
        "RMI art. 21 §3",
        _every_decision,
        _fixed("appeal"),
    ),
    Element(
        "court",
        "de bevoegde rechtbank",
        "RMI art. 21 §3",
        _every_decision,
        lambda told: bool(told.centre.court.strip()),
        CENTRE_PAGE,
    ),
    Element(
        "court_address",
        "het adres van de rechtbank",
        "RMI art. 21 §3",
        _every_decision,
        lambda told: bool(told.centre.court_address.strip()),
        CENTRE_PAGE,
    ),
    Element(
        "term_and_manner",
        "de termijn en de manier om beroep in te stellen",
        "RMI art. 21 §3",
        _every_decision,
        _fixed("term_and_manner"),
    ),
    Element(
        "art_728",
        "de inhoud van artikel 728 van het Gerechtelijk Wetboek",
        "RMI art. 21 §3",
        _every_decision,
        _fixed("art_728"),
    ),
    Element(
        "art_1017",
        "de inhoud van artikel 1017 van het Gerechtelijk Wetboek",
        "RMI art. 21 §3",
        _every_decision,
        _fixed("art_1017"),
    ),
    Element(
        "reference",
        "de verwijzing naar het dossier",
        "RMI art. 21 §3",
        _of("DECISION", "RECEIPT", "FORWARDED", "FORWARDED_TOLD"),
        lambda told: bool(told.reference.strip()),
    ),
    Element(
        "service",
        "de dienst die het dossier opvolgt",
        "RMI art. 21 §3",
        _to_somebody,
        lambda told: bool(told.service.strip()),
    ),
    Element(
        "worker",
        "de maatschappelijk werker die het dossier opvolgt",
        "RMI art. 21 §3",
        _every_decision,
        lambda told: bool(told.worker.strip()),
    ),
    Element(
        "explanation",
        "waar men uitleg krijgt: telefoon of e-mail, en adres",
        "RMI art. 21 §3",
        _to_somebody,
        _reachable,
        CENTRE_PAGE,
    ),
    Element(
        "no_suspension",
        "dat beroep de beslissing niet schorst",
        "RMI art. 21 §3",
        _every_decision,
        _fixed("no_suspension"),
    ),
    # -- A recovery besides: RMI art. 25 §2 --------------------------------------------------------
    Element(
        "limitation",
        "de verjaringstermijn van de terugvordering",
        "RMI art. 25 §2",
        _recovery,
        _decided(lambda decided: says_something(decided.limitation, 2)),
    ),
    Element(
        "waiver",
        "dat en hoe men kan vragen om niet terug te betalen",
        "RMI art. 25 §2",
        _recovery,
        _fixed("waiver"),
    ),
    Element(
        "instalments",
        "dat men mag voorstellen om in stukken terug te betalen",
        "RMI art. 25 §2",
        _recovery,
        _fixed("instalments"),
    ),
    # -- The receipt: RMI art. 18 §3 ---------------------------------------------------------------
    Element(
        "entry",
        "de dag van ontvangst en het nummer in het register",
        "RMI art. 18 §3",
        _of("RECEIPT", "FORWARDED", "FORWARDED_TOLD"),
        _asked(lambda asked: bool(asked.number and asked.received_on)),
    ),
    Element(
        "term",
        "de termijn van het onderzoek",
        "RMI art. 18 §3",
        _of("RECEIPT"),
        lambda told: _fixed("term")(told) and _asked(lambda asked: bool(asked.decide_by))(told),
    ),
    Element(
        "heard",
        "het recht om gehoord te worden (art. 20)",
        "RMI art. 18 §3",
        _of("RECEIPT"),
        _fixed("heard"),
    ),
    Element(
        "changes",
        "de plicht om wijzigingen te melden (art. 22 §1, tweede lid)",
        "RMI art. 18 §3",
        _of("RECEIPT"),
        _fixed("changes"),
    ),
    # -- Sent on to another centre: RMI art. 18 §4 -------------------------------------------------
    Element(
        "ground",
        "waarom ons OCMW niet bevoegd is",
        "RMI art. 18 §4",
        _sent_on,
        _forwarded(lambda sent: says_something(sent.ground, 3)),
    ),
    Element(
        "to_centre",
        "het OCMW dat bevoegd is, met zijn adres",
        "RMI art. 18 §4",
        _sent_on,
        _forwarded(lambda sent: bool(sent.to_centre and sent.to_address)),
    ),
    Element(
        "whose",
        "van wie de aanvraag is",
        "RMI art. 18 §4",
        _of("FORWARDED"),
        _forwarded(lambda sent: bool(sent.name)),
    ),
)
