"""One form, one effect: a signed key in every form that creates something.

The key is made when the form is shown and names the person it was shown to. Sent twice (double
click, retry after a time-out), the second sending finds the first and gets the same answer. When
the session has ended in the meantime, the signature still tells whose text it is, so that it can
be kept as a draft.
"""

from datetime import datetime
from uuid import UUID, uuid4

from django.core import signing
from django.db import connection

from eenplan.core.models import Submission

SALT = "eenplan.submission"
FIELD = "submission"


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


def claim(user_id: int, key: str) -> Submission | None:
    """Take a key for this transaction; return None when it was handled before.

    A second sending at the same moment waits here until the first has committed or rolled back.
    """
    owner = owner_of(key)
    identity = owner[1] if owner and owner[0] == user_id else uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Submission._meta.db_table} (key, actor_id, location, at) "
            "VALUES (%s, %s, '', now()) ON CONFLICT (key) DO NOTHING",
            [identity, user_id],
        )
        taken = cursor.rowcount == 1
    return Submission(key=identity, actor_id=user_id) if taken else None


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
