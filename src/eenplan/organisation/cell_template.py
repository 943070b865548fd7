"""The template of a temporary cell: what the form of a new one is filled in with.

Sizes follow the cell of Ghent (seed 000: six workers, up to twelve); the rest is our proposal.
"""

from datetime import date, timedelta

FIRST_SIZE, LATER_SIZE = 6, 12
GROWS_AFTER = timedelta(days=30)
EVALUATED_AFTER = (timedelta(days=90), timedelta(days=180), timedelta(days=365))
END_CRITERIA = (
    "Drie maanden na elkaar komen er bijna geen gezinnen van de doelgroep bij.",
    "Voor elk gezin dat blijft, is er een wijkteam met ruimte binnen de norm.",
    "Alle aanvragen, betalingen en doorverwijzingen hebben een nieuwe eigenaar.",
    "Wat de cel leerde, is opgeschreven en doorgegeven aan de wijkteams.",
)


def suggested_cell(on: date) -> dict:
    """Return what a new cell would look like when it starts on a day, for its form."""
    first, second, third = (on + after for after in EVALUATED_AFTER)
    return {
        "starts_on": on,
        "decided_on": on,
        "staff": FIRST_SIZE,
        "later_staff": LATER_SIZE,
        "later_on": on + GROWS_AFTER,
        "review_on": first,
        "review_2": second,
        "review_3": third,
        "criteria": "\n".join(END_CRITERIA),
    }
