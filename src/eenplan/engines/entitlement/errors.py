"""What the engine refuses, each with a Dutch sentence a case manager can act on."""

from datetime import date


class EntitlementError(Exception):
    """A situation gets no amount; the sentence says why."""


class ImpossibleInput(EntitlementError):
    """Something cannot be: an amount, a day, an account number, a contradiction."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}" if where else problem)
        self.where = where
        self.problem = problem


class NotInForce(EntitlementError):
    """A parameter has no value on a day. Never answered with nought."""

    def __init__(self, key: str, label: str, day: date) -> None:
        super().__init__(f"Geen waarde op {day.isoformat()} voor: {label} ({key}).")
        self.key = key
        self.day = day


class NotCovered(EntitlementError):
    """No source says how this is reckoned, so the engine does not."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"Niet gedekt ({code}): {sentence}")
        self.code = code
