"""Two people who save the same thing: both texts side by side."""

from eenplan.core.forms import PageForm


def differences(form: PageForm, stored: dict, typed: dict) -> list[tuple[str, str, str]]:
    """Return label, stored value and typed value of each field that differs; one empty row if none.

    The empty row says that both wrote the same.
    """
    differ = [
        (form[name].label, _words(form, name, stored.get(name)), _words(form, name, typed[name]))
        for name in typed
        if name != "version" and _plain(stored.get(name)) != _plain(typed[name])
    ]
    return differ or [("", "", "")]


def _plain(value) -> str:
    return "" if value is None else str(value)


def _words(form: PageForm, name: str, value) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    value = form.fields[name].prepare_value(value)
    return str(choices.get(value, value)) if value not in (None, "") else "(leeg)"
