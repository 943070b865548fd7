"""The lifecycle of a referral for docs/reference/lifecycles.md, made from lifecycle.py."""

from eenplan.core.lifecycle_doc import lifecycle
from eenplan.network.enums import ReferralState
from eenplan.network.lifecycle import NEXT


def referral_lifecycle() -> str:
    """Return which state of a referral may follow which."""
    about = (
        "Every step says who, when and, for a refusal or a withdrawal, why. A referral without an"
        " answer stays sent: the page says that it is late, and a nightly job tells of it."
    )
    return lifecycle("A referral", about, ReferralState, NEXT)
