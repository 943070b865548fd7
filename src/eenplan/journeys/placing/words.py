"""A trial of the placement engine as Dutch lines for the console."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from eenplan.engines import placement
from eenplan.engines.placement.binding import group_words
from eenplan.engines.placement.contingents import Need, dutch_number
from eenplan.engines.placement.envy import pairs_to_look_at
from eenplan.engines.placement.outcome import Placement, Waiting
from eenplan.engines.placement.words import (
    FORMS,
    KINDS,
    dutch_day,
    families,
    kind_words,
    persons,
    places as units,
)
from eenplan.journeys.placing.measure_words import told
from eenplan.journeys.placing.measures import Effect
from eenplan.journeys.placing.trial import (
    EXPIRED,
    FREE,
    LATER,
    STILL,
    TAKEN,
    UNCONFIRMED,
    Trial,
)

USES = {
    FREE: "klaar en vrij op de dag zelf",
    TAKEN: "klaar maar bezet",
    LATER: "klaar maar pas later vrij",
    UNCONFIRMED: "klaar maar te lang niet bevestigd",
    STILL: "klaar maar het aanbod staat stil",
    EXPIRED: "niet meer aangeboden",
    "TO_CLEAN": "te kuisen",
    "TO_REFRESH": "op te frissen",
    "TO_RENOVATE": "te renoveren",
    "NOT_INSPECTED": "nog niet gecontroleerd",
    "OFFERED": "aangeboden, nog niet bekeken",
    "CLOSED": "gesloten",
}
TONIGHT = {
    "none": "zonder dak",
    "hotel": "in een hotel",
    "friends": "bij vrienden of familie",
    "place": "elders",
}
SHOWN_ONE_BY_ONE = 3
MOST_REASONS, MOST_PAIRS_OF_ENVY = 12, 300_000
FIRST_COME = {
    "first": "Wie eerst komt, eerste plaats die past",
    "best": "Wie eerst komt, best passende plaats",
}


def euro(amount: Decimal) -> str:
    """Return an amount of whole euro the Dutch way: 825.000 euro."""
    return f"{dutch_number(amount)} euro"


def lines(trial: Trial, effects: Sequence[Effect] = ()) -> Iterator[str]:
    """Yield the whole story: what is asked and offered, who gets what, who waits, what helps."""
    question = trial.question
    yield f"Plaatsing op {dutch_day(question.on)}, uit {question.origin}"
    yield (
        f"Plaatsen die binnen {question.horizon_days} dagen vrijkomen, tellen mee; "
        f"gerekend met {question.norms_origin}."
    )
    for remark in question.remarks:
        yield f"Let op: {remark}"
    for title, chapter in (
        ("Vraag", _demand(trial)),
        ("Aanbod", _supply(trial)),
        ("Voorstel", _proposal(trial)),
        ("Zonder plaats", _waiting(trial)),
        ("Eerlijk verdeeld", _fairness(trial)),
        ("Vergelijking", _comparison(trial)),
        *((("Wat maatregelen zouden veranderen", told(trial, effects)),) if effects else ()),
        ("Contingenten", _contingents(trial)),
    ):
        yield ""
        yield title
        yield from (f"  {line}" for line in chapter)


def _demand(trial: Trial) -> Iterator[str]:
    households = trial.question.households
    verb = "zoekt" if len(households) == 1 else "zoeken"
    yield f"{families(len(households))} ({persons(trial.question.persons)}) {verb} een plaats."
    counts = Counter(household.tonight for household in households)
    told = [f"{count} {TONIGHT[tonight]}" for tonight, count in _in_order(counts, TONIGHT)]
    if households:
        yield f"Vannacht slapen {', '.join(told)}."


def _supply(trial: Trial) -> Iterator[str]:
    supply, question = trial.supply, trial.question
    kinds = [f"{n} {KINDS[k][n != 1]}" for k, n in _in_order(supply.kinds, KINDS)]
    listed = len(supply.listed)
    yield f"{units(listed)} in de lijst voor {families(len(question.households))}" + (
        f": {', '.join(kinds)}." if kinds else "."
    )
    for use, count in _in_order(supply.states, USES):
        yield f"{count:5}  {USES[use]}"
    if listed:
        yield _usable(trial)
    yield from _not_inspected(supply.not_inspected)
    policy = question.policy
    for form, count in supply.closed_form.items():
        yield _closed(count, f"{FORMS[form].lower()} is", policy.forms_closed[form])
    for kind, count in supply.closed_kind.items():
        yield _closed(count, f"{kind_words(kind, 2)} zijn", policy.kinds_closed[kind])


def _usable(trial: Trial) -> str:
    """Return how many places can be lived in within the horizon, and how many that is too few."""
    usable, asked = trial.supply.usable, len(trial.question.households)
    days = trial.question.horizon_days
    when = f"binnen {days} dagen" if days else "vannacht"
    verb = "is" if usable == 1 else "zijn"
    short = asked - usable
    if short <= 0:
        return (
            f"Daarvan {verb} er {when} {usable} bruikbaar: evenveel als er gezinnen zijn, of meer."
        )
    return f"Daarvan {verb} er {when} {usable} bruikbaar: {short} te weinig voor {families(asked)}."


def _closed(count: int, what: str, closure: placement.Closure) -> str:
    why = f" ({closure.reason})" if closure.reason else ""
    verb = "wordt" if count == 1 else "worden"
    since = dutch_day(closure.since)
    return f"{units(count)} {verb} niet aangeboden: {what} gesloten sinds {since}{why}."


def _not_inspected(places: Sequence[placement.Place]) -> Iterator[str]:
    if len(places) > SHOWN_ONE_BY_ONE:
        beds, names = sum(p.max_persons for p in places), ", ".join(p.label for p in places)
        yield (
            f"{units(len(places))} voor samen {persons(beds)} zijn nog niet gecontroleerd en "
            f"worden niet voorgesteld: {names}."
        )
        return
    for place in places:
        yield (
            f"{place.label}: {KINDS[place.kind][0]} voor {persons(place.max_persons)} is nog niet "
            "gecontroleerd en wordt niet voorgesteld."
        )


def _in_order(counts, order: Iterable[str]) -> list[tuple[str, int]]:
    return [(key, counts[key]) for key in order if counts[key]]


def _proposal(trial: Trial) -> Iterator[str]:
    plan, question = trial.plan, trial.question
    yield (
        f"{len(plan.placements)} van {families(len(question.households))} krijgen een plaats: "
        f"{plan.persons} van {persons(question.persons)}."
    )
    if not plan.placements:
        return
    yield f"Vannacht: {_size(trial.tonight)}. Later: {_size(trial.later)}."
    yield ""
    width = max(len(p.household) for p in plan.placements)
    place_width = max(len(p.place) for p in plan.placements)
    yield f"{'gezin':{width}}  pers.  {'plaats':{place_width}}  vanaf"
    for p in sorted(plan.placements, key=lambda p: (p.start, p.household)):
        start = "vannacht" if p.start <= question.on else dutch_day(p.start)
        until = f", tot {dutch_day(p.until)}" if p.until else ""
        yield f"{p.household:{width}}  {p.persons:5}  {p.place:{place_width}}  {start}{until}"


def _size(placements: Sequence[Placement]) -> str:
    return f"{families(len(placements))} ({persons(sum(p.persons for p in placements))})"


def _waiting(trial: Trial) -> Iterator[str]:
    waiting = trial.plan.unplaced
    if not waiting:
        yield "Niemand: elk gezin krijgt een plaats."
        return
    yield f"{families(len(waiting))} ({persons(sum(w.persons for w in waiting))})."
    for household in waiting:
        yield f"{household.household} ({persons(household.persons)}): {household.reason}."
        yield from (f"    {line}" for line in _why(household))


def _why(household: Waiting) -> Iterator[str]:
    """Yield per rule how many places it excludes; what suits but went to others comes first."""
    if household.suitable:
        verb = "past" if household.suitable == 1 else "passen"
        yield f"{units(household.suitable)} {verb} wel, maar gaan in dit plan naar anderen."
    for rule in household.rules:
        if rule.sentence != household.reason:
            yield f"{rule.sentence}."


def _fairness(trial: Trial) -> Iterator[str]:
    """Yield the floors and their price, and who waits while somebody less pressing is placed."""
    fairness = trial.plan.fairness
    if fairness:
        yield f"{fairness.sentence}."
        for share in fairness.groups:
            least = "" if share.met else f" (minstens {share.floor})"
            yield f"{share.placed} van {share.possible}{least}: {group_words(share.group)}"
    if pairs_to_look_at(trial.planned) > MOST_PAIRS_OF_ENVY:
        yield "Te veel gezinnen om na te gaan wie voor wie had moeten gaan."
        return
    found = list(placement.envies(trial.planned))
    without = sorted({envy.waiting for envy in found if envy.justified})
    if without:
        yield f"Zou voor moeten gaan op wie minder dringend is: {', '.join(without)}."
    elif found:
        count = len({envy.waiting for envy in found})
        verb = "wacht" if count == 1 else "wachten"
        yield (
            f"{families(count)} {verb} terwijl iemand die minder dringend is een plaats krijgt; "
            "voor elke plaats is er een reden:"
        )
        reasons = Counter((envy.waiting, envy.reason) for envy in found)
        for (waiting, reason), places in reasons.most_common(MOST_REASONS):
            yield f"  {waiting}, {units(places)}: {reason}"
    ties = trial.plan.kernel.ties
    if ties:
        yield f"{len(ties)} keer besliste het lot (nummer {trial.plan.kernel.seed})."


def _comparison(trial: Trial) -> Iterator[str]:
    plan = trial.plan
    rows = [("Dit plan", len(plan.placements), plan.persons, plan.objective)]
    rows += [(FIRST_COME[f.fit], f.households, f.persons, f.objective) for f in plan.first_come]
    width = max(len(row[0]) for row in rows)
    yield f"{'':{width}}  gezinnen  personen      punten"
    for name, count, people, points in rows:
        yield f"{name:{width}}  {count:8}  {people:8}  {points:10}"
    if plan.gap == 0:
        yield "Een plan met meer punten bestaat niet (bewezen)."
    else:
        yield f"Een beter plan scheelt hoogstens {plan.gap:.1%} in punten.".replace(".", ",", 1)


def _contingents(trial: Trial) -> Iterator[str]:
    norms = trial.question.contingent_norms
    yield (
        f"Een contingent is {families(norms.families_per_contingent)} of "
        f"{persons(norms.persons_per_contingent)}, met 1 maatschappelijk werker per "
        f"{families(norms.families_per_worker)} en {euro(norms.budget_per_contingent)}."
    )
    yield f"Voor de verwachte {persons(trial.expected.persons)}: {_needed(trial.expected)}."
    if trial.expected_at_own_ratio:
        yield (
            f"Met gezinnen zo groot als in deze lijst ({trial.own_persons_per_contingent} personen "
            f"op {families(norms.families_per_contingent)}): "
            f"{_needed(trial.expected_at_own_ratio)}."
        )


def _needed(need: Need) -> str:
    count = "1 contingent" if need.contingents == 1 else f"{need.contingents} contingenten"
    workers = (
        "1 maatschappelijk werker"
        if need.workers == 1
        else f"{need.workers} maatschappelijk werkers"
    )
    return f"{count} ({families(need.families)}), {workers} en {euro(need.budget)}"
