"""A letter as blocks of text, in one language: what the page shows and the document prints."""

from collections.abc import Callable, Iterator
from datetime import date

from eenplan.benefits.letters.blocks import (
    BOX,
    HEADING,
    SMALL,
    SUBHEADING,
    TABLE,
    TEXT,
    Block,
    Paper,
)
from eenplan.benefits.letters.plain import in_words
from eenplan.benefits.letters.texts import DUTCH, Texts, figures, filled, texts_in
from eenplan.benefits.letters.told import Decided, Told


def paper_of(told: Told, texts: Texts) -> Paper:
    """Return a letter in one language, block by block."""
    writer = _Writer(told, texts)
    body: Callable[[], Iterator[Block]] = {
        "DECISION": writer.decision,
        "RECEIPT": writer.receipt,
        "FORWARDED": writer.forwarded,
        "FORWARDED_TOLD": writer.told_forwarded,
        "STATEMENT": writer.statement,
    }[told.kind]
    facts = {**writer.facts, "name": told.name, "centre": told.centre.name}
    kind = told.decided.kind if told.decided else told.kind
    return Paper(
        language=texts.language,
        title=texts.say("titles", kind, **facts),
        hello=texts.say("words", "hello_FORWARDED" if kind == "FORWARDED" else "hello", **facts),
        blocks=tuple(block for block in body() if block.text or block.rows),
        bye=texts.say("words", "bye"),
        signed=texts.say("words", "signed", **facts),
    )


def papers_of(told: Told) -> list[tuple[Paper, Texts]]:
    """Return the letter in Dutch, and then its courtesy translation when it has one."""
    dutch, other = texts_in(DUTCH), texts_in(told.language)
    both = [dutch] if other.language == DUTCH or told.kind == "FORWARDED" else [dutch, other]
    return [(paper_of(told, texts), texts) for texts in both]


class _Writer:
    """Writes the blocks of a letter; Dutch alone has the reasons and the calculation."""

    def __init__(self, told: Told, texts: Texts):
        self.told, self.texts = told, texts
        self.is_dutch = texts.language == DUTCH
        self.facts = {**self._asked(), **self._decided(), **self._forwarded()}

    def _asked(self) -> dict[str, str]:
        asked, day = self.told.asked, self.texts.day
        if asked is None:
            return {}
        return {
            "application": asked.number,
            "right": self.texts.say("rights", asked.right),
            "received_on": day(asked.received_on) if asked.received_on else "",
            "decide_by": day(asked.decide_by) if asked.decide_by else "",
        }

    def _decided(self) -> dict[str, str]:
        decided, texts = self.told.decided, self.texts
        if decided is None:
            return {}
        per = "ONCE" if decided.rhythm == "ONCE" else "MONTHLY"
        last = decided.last_day
        return {
            "right": texts.say("rights", decided.right),
            "decided_on": texts.day(decided.decided_on) if decided.decided_on else "",
            "amount": texts.euro(decided.cents),
            "rhythm": texts.say("rhythms", per),
            "starts_on": texts.day(decided.starts_on) if decided.starts_on else "",
            "until": texts.say("decision", "until", last_day=texts.day(last)) if last else "",
            "category": str(decided.category or ""),
            "category_name": texts.say("categories", str(decided.category)),
            "category_reason": decided.category_reason,
            "deviation_reason": decided.deviation_reason,
            "revises": decided.revises,
            "limitation": decided.limitation,
        }

    def _forwarded(self) -> dict[str, str]:
        sent = self.told.forwarded
        if sent is None:
            return {}
        born = self.texts.day(sent.birth_date) if sent.birth_date else ""
        return {
            "to_centre": sent.to_centre,
            "to_address": sent.to_address,
            "name": sent.name,
            "born": self.say("forwarded", "born", birth_date=born) if born else "",
        }

    # -- Small pieces ------------------------------------------------------------------------------
    def say(self, group: str, key: str, **more: object) -> str:
        return self.texts.say(group, key, **{**getattr(self, "facts", {}), **more})

    def heading(self, group: str, key: str) -> Block:
        return Block(HEADING, self.say(group, key))

    def text(self, group: str, key: str, **more: object) -> Block:
        return Block(TEXT, self.say(group, key, **more))

    def fixed(self, key: str) -> Block:
        """Return what the law wants: in Dutch as the letter keeps it."""
        own = self.told.fixed.get(key, "") if self.is_dutch else self.texts.fixed[key].text
        return Block(TEXT, filled(own, self.facts))

    # -- The decision ------------------------------------------------------------------------------
    def decision(self) -> Iterator[Block]:
        decided = self.told.decided
        yield self.text("decision", "by_chair" if decided.by_chair else "by_committee")
        yield Block(BOX, self.say("decision", _what(decided)))
        if decided.revises:
            yield self.text("decision", "revises")
        yield self.heading("decision", "why")
        yield from self._reasons(decided)
        yield from self._reckoned(decided)
        if decided.gives_money:
            yield from self._paid(decided)
        if decided.is_recovery:
            yield self.heading("decision", "recovery")
            yield self.fixed("waiver")
            yield self.fixed("instalments")
            if self.is_dutch:
                yield self.text("decision", "limitation")
        yield self.heading("decision", "changes")
        yield self.fixed("changes")
        yield from self._appeal()
        yield from self._explain()

    def _reasons(self, decided: Decided) -> Iterator[Block]:
        if self.is_dutch:
            yield Block(SUBHEADING, self.say("decision", "facts"))
            yield from _paragraphs(decided.in_fact)
        if decided.category:
            yield self.text("decision", "category")
        if not self.is_dutch:
            yield self.text("decision", "reasons_in_dutch")
            return
        if decided.deviation_reason:
            yield self.text("decision", "deviation")
        yield Block(SUBHEADING, self.say("decision", "law"))
        yield from _paragraphs(decided.in_law)

    def _reckoned(self, decided: Decided) -> Iterator[Block]:
        if not self.is_dutch or not (decided.steps or decided.calculation_note):
            return
        yield self.heading("decision", "reckoned")
        yield from _paragraphs(decided.calculation_note)
        if not decided.steps:
            return
        special = f"total_{decided.kind}"
        total = special if special in self.texts.groups["decision"] else "total"
        yield Block(
            TABLE,
            head=(self.say("decision", "step"), self.say("decision", "amount")),
            rows=tuple(
                (
                    f"{step.label} ({in_words(step.source)})" if step.source else step.label,
                    "" if step.cents is None else self.texts.euro(step.cents),
                )
                for step in decided.steps
            ),
            foot=(self.say("decision", total), self.texts.euro(decided.cents)),
        )

    def _paid(self, decided: Decided) -> Iterator[Block]:
        yield self.heading("decision", "paid")
        said = [self.say("pays", decided.rhythm)]
        if decided.kind == "GRANT" and decided.is_integration:
            said.append(self.say("decision", "first_payment"))
        yield Block(TEXT, " ".join(said))

    def _appeal(self) -> Iterator[Block]:
        yield self.heading("appeal", "title")
        yield self.fixed("appeal")
        centre = self.told.centre
        yield self.text("appeal", "court", court=centre.court, court_address=centre.court_address)
        yield self.fixed("term_and_manner")
        yield self.fixed("no_suspension")
        yield Block(SUBHEADING, self.say("appeal", "help"))
        yield self.fixed("art_728")
        yield Block(SUBHEADING, self.say("appeal", "costs"))
        yield self.fixed("art_1017")
        yield Block(SMALL, self.say("words", "own_words"))

    def _explain(self) -> Iterator[Block]:
        told, centre = self.told, self.told.centre
        yield self.heading("explain", "title")
        who = "who" if told.worker else "who_service"
        yield self.text("explain", who, service=told.service, worker=told.worker)
        ways = [
            self.say("explain", key, **{key: value})
            for key, value in (("phone", centre.phone), ("email", centre.email))
            if value
        ]
        ways += [self.say("explain", "visit", address=centre.address)] if centre.address else []
        joined = ", ".join(ways)
        how = self.say("explain", "how", ways=_capital(joined), reference=told.reference)
        yield Block(TEXT, f"{how} {self.say('explain', 'interpreter')}")

    # -- The others --------------------------------------------------------------------------------
    def receipt(self) -> Iterator[Block]:
        yield self.text("receipt", "received")
        for key in ("term", "heard", "changes"):
            yield self.heading("receipt", f"{key}_title")
            yield self.fixed(key)
        yield from self._explain()

    def forwarded(self) -> Iterator[Block]:
        yield self.text("forwarded", "to_centre")
        yield from self._why_forwarded()
        yield self.text("forwarded", "keeps_day")
        yield self.text("forwarded", "contact")

    def _why_forwarded(self) -> Iterator[Block]:
        yield self.heading("forwarded", "why")
        yield from _paragraphs(self.told.forwarded.ground if self.told.forwarded else "…")

    def told_forwarded(self) -> Iterator[Block]:
        yield self.text("forwarded", "told")
        yield self.text("forwarded", "told_day")
        if self.is_dutch:
            yield from self._why_forwarded()
        else:
            yield self.text("decision", "reasons_in_dutch")
        yield from self._explain()

    def statement(self) -> Iterator[Block]:
        told = self.told
        if not told.paid:
            yield self.text("statement", "nothing", year=told.year)
        else:
            yield self.text("statement", "intro", year=told.year)
            columns = ("month", "what", "gross", "withheld", "net", "when")
            sums = [sum(getattr(row, key) for row in told.paid) for key in columns[2:5]]
            yield Block(
                TABLE,
                head=tuple(self.say("statement", key) for key in columns),
                rows=tuple(self._paid_row(row) for row in told.paid),
                foot=(
                    self.say("statement", "total", year=told.year),
                    "",
                    *(figures(cents) for cents in sums),
                    "",
                ),
            )
            if any(row.withheld for row in told.paid):
                yield self.text("statement", "why_withheld")
            for holder in dict.fromkeys(row.to for row in told.paid if row.to):
                months = [texts_month(self.texts, row) for row in told.paid if row.to == holder]
                yield self.text("statement", "to", holder=holder, months=", ".join(months))
        yield self.text("statement", "wrong")
        yield from self._explain()

    def _paid_row(self, row) -> tuple[str, ...]:
        texts = self.texts
        came = row.settled_on and f"{date.fromisoformat(row.settled_on):%d/%m/%Y}"
        return (
            texts.month(row.month),
            texts.say("components", row.component),
            *(figures(cents) for cents in (row.gross, row.withheld, row.net)),
            came or self.say("statement", "sent"),
        )


def texts_month(texts: Texts, row) -> str:
    """Return what a payment was, and of which month."""
    return f"{texts.say('components', row.component)} {texts.month(row.month)}"


def _what(decided: Decided) -> str:
    """Return the name of the sentence that says what was decided."""
    if decided.kind == "GRANT" and decided.rhythm == "ONCE":
        return "GRANT_ONCE"
    nothing = decided.kind == "REVISE" and not decided.cents
    return "REVISE_NOTHING" if nothing else decided.kind


def _paragraphs(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        if line.strip():
            yield Block(TEXT, line.strip())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
