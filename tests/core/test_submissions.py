"""The key inside a form: whose it is, that it counts once, that it is forgotten in time."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.utils.timezone import now

from eenplan.core import submissions
from eenplan.core.models import Submission
from eenplan.core.tasks import SUBMISSIONS_KEPT, forget_old_submissions
from tests.support.at_once import at_once


def test_a_key_tells_whose_it_is():
    user_id, identity = submissions.owner_of(submissions.new_key(7))

    assert user_id == 7
    assert isinstance(identity, UUID)


def test_no_two_forms_carry_the_same_key():
    assert submissions.new_key(7) != submissions.new_key(7)


@pytest.mark.parametrize("key", ["", "vervalst", "\x00"])
def test_a_text_that_was_never_a_key_belongs_to_nobody(key):
    assert submissions.owner_of(key) is None


@pytest.mark.parametrize(
    "content", [7, None, [7], [7, "geen uuid"], [7, None], [7, 8], {"a": 1, "b": 2}]
)
def test_something_else_that_was_signed_here_is_no_key(content):
    assert submissions.owner_of(signing.dumps(content, salt=submissions.SALT)) is None


def test_a_key_of_another_kind_of_form_belongs_to_nobody():
    other = signing.dumps([7, UUID(int=1).hex], salt="een andere")

    assert submissions.owner_of(other) is None


def test_a_changed_key_belongs_to_nobody():
    key = submissions.new_key(7)

    assert submissions.owner_of(key[:-1] + ("a" if key[-1] != "a" else "b")) is None


def test_a_key_is_taken_once(db):
    key = submissions.new_key(7)

    assert submissions.claim(7, key, "inhoud").actor_id == 7
    assert submissions.claim(7, key, "inhoud") is None


def test_a_key_that_comes_back_with_something_else_in_the_form_is_refused(db):
    key = submissions.new_key(7)
    submissions.claim(7, key, "inhoud")

    with pytest.raises(submissions.OtherContent, match="was al bewaard"):
        submissions.claim(7, key, "andere inhoud")


def test_the_fingerprint_is_of_what_was_typed_only():
    once = QueryDict("note=ja&with=1&with=2&csrfmiddlewaretoken=a&submission=x")
    again = QueryDict("with=1&with=2&note=ja&csrfmiddlewaretoken=b&submission=x")
    other = QueryDict("with=2&with=1&note=nee&csrfmiddlewaretoken=a&submission=x")

    assert submissions.fingerprint(once) == submissions.fingerprint(again)
    assert submissions.fingerprint(once) != submissions.fingerprint(other)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_sendings_at_once_one_takes_the_key():
    key = submissions.new_key(7)

    def send():
        with transaction.atomic():
            return submissions.claim(7, key, "inhoud") is not None

    assert sum(at_once([send] * 20)) == 1


@pytest.mark.django_db(transaction=True)
def test_when_the_first_sending_fails_another_takes_the_key():
    key = submissions.new_key(7)

    def fail():
        with transaction.atomic():
            submissions.claim(7, key, "inhoud")
            transaction.set_rollback(True)

    def send():
        with transaction.atomic():
            return submissions.claim(7, key, "inhoud") is not None

    assert sum(filter(None, at_once([fail, send] * 10))) == 1


def test_keys_are_forgotten_after_a_month(db):
    Submission.objects.bulk_create(
        Submission(key=UUID(int=number), actor_id=7) for number in (1, 2)
    )
    Submission.objects.filter(key=UUID(int=1)).update(at=now() - SUBMISSIONS_KEPT)
    Submission.objects.filter(key=UUID(int=2)).update(
        at=now() - SUBMISSIONS_KEPT + timedelta(hours=1)
    )

    assert forget_old_submissions(timestamp=0) == 1
    assert Submission.objects.get().key == UUID(int=2)
