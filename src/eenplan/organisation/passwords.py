"""What a password must be. Named in the settings; says it in Dutch, where Django does not yet."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError


class LongEnough(MinimumLengthValidator):
    """Refuses a password that is too short."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens."

    def get_help_text(self) -> str:
        return f"Minstens {self.min_length} tekens."


class VariedEnough:
    """Refuses a password that only looks long: few signs, one piece repeated, a row of signs."""

    def __init__(self, min_different: int = 5) -> None:
        self.min_different = min_different

    def validate(self, password: str, user=None) -> None:
        if is_one_row(password) or len(set(password.casefold())) < self.min_different:
            raise ValidationError(
                "Dit wachtwoord is te makkelijk te raden: het herhaalt zichzelf of is een rij. "
                "Neem bijvoorbeeld drie of vier woorden die niets met elkaar te maken hebben.",
                code="password_too_simple",
            )

    def get_help_text(self) -> str:
        return "Geen herhaling en geen rij, zoals aaaa, abcabc of 1234."


ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "azertyuiop", "asdfghjkl")


def is_one_row(password: str) -> bool:
    """Say whether a password is a short piece said again and again, or a row everybody knows."""
    text = password.casefold()
    if any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1)):
        return True
    return any(text in both for row in ROWS for both in (row * 3, row[::-1] * 3))
