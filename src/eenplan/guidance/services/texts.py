"""The public words of a step in other languages than Dutch."""

from django.db import IntegrityError, transaction
from django.db.models import F

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.guidance import errors, permissions
from eenplan.guidance.models import ListVersion, StepText


@transaction.atomic
def set_text(
    *,
    actor: Actor,
    made_from: ListVersion,
    code: str,
    language: str,
    title: str,
    explanation: str,
    is_checked: bool,
    version: int,
) -> StepText:
    """Write the public words of a step in another language, made from the Dutch of a version.

    `version` is 0 for the first text. Raises NotAllowed, StillADraft,
    StaleVersion.
    """
    permissions.check_can_edit_lists(actor)
    if made_from.is_draft:
        raise errors.StillADraft("Zet deze versie eerst in gang; vertaal daarna.")
    said = {
        "title": title,
        "explanation": explanation,
        "made_from": made_from,
        "is_checked": is_checked,
        "made_by_id": actor.user_id or None,
    }
    rows = StepText.objects.filter(list=made_from.list_id, code=code, language=language)
    if version and rows.filter(version=version).update(**said, version=F("version") + 1):
        text = rows.get()
    else:
        text = _first_text(made_from, code, language, said)
    audit.record(actor, "guidance.text-set", text, code=code, language=language, title=title)
    return text


def _first_text(made_from: ListVersion, code: str, language: str, said: dict) -> StepText:
    try:
        with transaction.atomic():
            return StepText.objects.create(
                list_id=made_from.list_id, code=code, language=language, **said
            )
    except IntegrityError:
        raise StaleVersion("Iemand anders schreef deze vertaling intussen.") from None
