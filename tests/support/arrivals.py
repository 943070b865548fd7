"""The arrival form as a browser sends it."""

from eenplan.core import submissions


def arrival_form(user_id: int, **changes) -> dict:
    """Return the fields of a good arrival: a mother and a daughter without a roof tonight."""
    fields = {
        "submission": submissions.new_key(user_id),
        "draft_page": "/aankomst/",
        "action": "save",
        "arrived_on": "2026-11-22",
        "target_group": "TEMPORARY_PROTECTION",
        "sleeps": "NONE",
        "contact_channel": "PHONE",
        "contact_language": "uk",
        "phone": "0470 11 22 33",
        "p-TOTAL_FORMS": "2",
        "p-INITIAL_FORMS": "0",
        **person(0, "Ткаченко", "Мар'яна", "REFERENCE", "1990-03-04", speaks=["uk", "ru"]),
        **person(1, "Ткаченко", "Соломія", "CHILD", "2014-07-09", school_age="on"),
    }
    return fields | {name: value for name, value in changes.items() if value is not None}


def person(number, family, given, relation, born, **more) -> dict:
    fields = {
        "family_name": family,
        "given_name": given,
        "relation": relation,
        "sex": "F",
        "birth_date": born,
        "birth_date_precision": "KNOWN",
        "nationality": "UA",
        **more,
    }
    return {f"p-{number}-{name}": value for name, value in fields.items()}
