"""One form, one effect: a signed key in every form that creates something.

The key is made when the form is shown and names the person it was shown to. Sent twice (double
click, retry after a time-out), the second sending finds the first and gets the same answer. When
the session has ended in the meantime, the signature still tells whose text it is, so that it can
be kept as a draft.
"""

from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.core import signing
from django.db import connection
from django.http import QueryDict

from eenplan.core.errors import DomainError
from eenplan.core.models import Submission

SALT = "eenplan.submission"
FIELD = "submission"
AROUND_IT = {"csrfmiddlewaretoken", FIELD}


class OtherContent(DomainError):
    """The form was handled before with other content."""

    advice = "Open het formulier opnieuw: wat u typte, staat daar als concept."


def new_key(user_id: int) -> str:
    """Return a fresh signed key for a form shown to a user."""
    return signing.dumps([user_id, uuid4().hex], salt=SALT)


def owner_of(key: str) -> tuple[int, UUID] | None:
    """Return the user and the identity inside a key, or None if it was not made here."""
    try:
        user_id, identity = signing.loads(key, salt=SALT)
        return user_id, UUID(identity)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def claim(user_id: int, key: str, content: str) -> Submission | None:
    """Take a key for this transaction; return None when it was handled before.

    A second sending at the same moment waits here until the first has committed or rolled back.
    Raises OtherContent when the key was handled with something else in the form: somebody went
    back in the browser and typed on.
    """
    owner = owner_of(key)
    identity = owner[1] if owner and owner[0] == user_id else uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Submission._meta.db_table} (key, actor_id, content, location, at) "
            "VALUES (%s, %s, %s, '', now()) ON CONFLICT (key) DO NOTHING",
            [identity, user_id, content],
        )
        taken = cursor.rowcount == 1
    if taken:
        return Submission(key=identity, actor_id=user_id)
    if Submission.objects.filter(key=identity).exclude(content=content).exists():
        raise OtherContent(
            "Dit formulier was al bewaard. Wat u daarna nog typte, is niet uitgevoerd."
        )
    return None


def fingerprint(data: QueryDict) -> str:
    """Return what is in a form as one short text, to tell a second sending from a second form."""
    typed = sorted((name, values) for name, values in data.lists() if name not in AROUND_IT)
    return sha256(repr(typed).encode()).hexdigest()


def answer_to(key: str) -> str:
    """Return where the form with this key led when it was first handled."""
    owner = owner_of(key)
    return Submission.objects.filter(key=owner[1]).values_list("location", flat=True)[0]


def answered(submission: Submission, location: str) -> None:
    """Note where the form led, for whoever sends it again."""
    Submission.objects.filter(pk=submission.pk).update(location=location)


def forget_older_than(moment: datetime) -> int:
    """Forget the keys handled before a moment; return how many."""
    return Submission.objects.filter(at__lt=moment).delete()[0]
