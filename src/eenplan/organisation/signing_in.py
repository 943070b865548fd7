"""How staff sign in: no self-made accounts, and second factors stored sealed."""

import base64
import hashlib
import os

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PURPOSE = b"eenplan second factor"


class StaffAccounts(DefaultAccountAdapter):
    """An administrator makes accounts; nobody signs up. Says "u", as the rest of the screens."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is geblokkeerd. Vraag het de applicatiebeheerder.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "rate_limited": "Te veel pogingen. Wacht enkele minuten en probeer het opnieuw.",
        "too_many_login_attempts": (
            "Te veel mislukte pogingen. Wacht vijf minuten en probeer het opnieuw."
        ),
        "username_password_mismatch": "De gebruikersnaam of het wachtwoord klopt niet.",
    }

    def is_open_for_signup(self, request):
        return False


class SealedFactors(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are encrypted (AES-256-GCM) before they reach the table."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Neem de code die de app nu toont.",
    }

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(12)
        sealed = AESGCM(_key()).encrypt(nonce, text.encode(), PURPOSE)
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        raw = base64.urlsafe_b64decode(encrypted_text)
        return AESGCM(_key()).decrypt(raw[:12], raw[12:], PURPOSE).decode()


def _key() -> bytes:
    return hashlib.scrypt(settings.SECRET_KEY.encode(), salt=PURPOSE, n=2**12, r=8, p=1, dklen=32)
