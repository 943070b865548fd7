"""What a question of the checklist must say, so that unknown is never read as fine."""

from collections.abc import Collection

from eenplan.housing import errors
from eenplan.housing.enums_dwellings import Answer, Category


def check_question(category: str, defect: Collection[str]) -> None:
    """Raise ImpossibleChecklist for a question that finds nothing, or lets danger pass unseen."""
    if not defect:
        raise errors.ImpossibleChecklist("Kies minstens één antwoord dat een gebrek is.", "defect")
    if {Answer.YES, Answer.NO} <= set(defect):
        raise errors.ImpossibleChecklist(
            "Ja en nee kunnen niet allebei een gebrek zijn: dan is geen enkel pand in orde.",
            "defect",
        )
    if category == Category.DANGER and Answer.UNKNOWN not in defect:
        raise errors.ImpossibleChecklist(
            "Bij gevaar is “weet niet” altijd een gebrek: niet nagekeken is niet in orde.",
            "defect",
        )
