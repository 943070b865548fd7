"""Everything that changes the social map."""

from eenplan.directory.services.imports import import_services
from eenplan.directory.services.offers import (
    OFFER_FACTS,
    add_service,
    change_service,
    confirm_service,
    end_service,
)
from eenplan.directory.services.partners import (
    PARTNER_FACTS,
    add_partner,
    change_partner,
    confirm_partner,
    end_partner,
)
from eenplan.directory.services.sittings import (
    AGREED,
    SITTING_FACTS,
    add_sitting_day,
    change_sitting_day,
    end_sitting_day,
    hold_sitting,
    skip_sitting,
)

__all__ = [
    "AGREED",
    "OFFER_FACTS",
    "PARTNER_FACTS",
    "SITTING_FACTS",
    "add_partner",
    "add_service",
    "add_sitting_day",
    "change_partner",
    "change_service",
    "change_sitting_day",
    "confirm_partner",
    "confirm_service",
    "end_partner",
    "end_service",
    "end_sitting_day",
    "hold_sitting",
    "import_services",
    "skip_sitting",
]
