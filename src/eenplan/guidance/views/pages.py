"""What the pages of the lists share: one layout for every form."""

from django.urls import reverse

from eenplan.core.pages import AppRequest, show


def form_page(
    request: AppRequest, form, *, heading: str, submit: str, back: tuple, status=None, **more
):
    """Show a form on its own page; a bound form was refused, so the answer is 422."""
    page = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "pretitle": "Stappenlijsten",
        "back": reverse(back[0], args=back[1:]),
        **more,
    }
    status = status or (422 if form.is_bound else 200)
    return show(request, "guidance/form.html", page, status=status)
