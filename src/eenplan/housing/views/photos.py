"""Photos of a dwelling: added, shown to who inspects, and taken away before the verdict."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest, read_page, redirect_to, reported_on, write_page
from eenplan.housing import services
from eenplan.housing.forms.inspections import PhotoForm
from eenplan.housing.selectors import get_inspection, get_photo
from eenplan.housing.views.inspections import show_inspection


@write_page(needs=Capability.HOUSING_INSPECT)
def add_photo(request: AppRequest, inspection_id: int):
    found = get_inspection(inspection_id)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        with reported_on(form):
            services.add_photo(
                actor=request.actor,
                inspection=found,
                file=form.cleaned_data["photo"],
                caption=form.cleaned_data["caption"],
                at=now(),
            )
            page = reverse("dwellings:inspection", args=[inspection_id])
            return redirect_to(request, f"{page}#fotos")
    return show_inspection(request, found, photo_form=form, status=422)


@read_page(needs=Capability.HOUSING_INSPECT)
def photo(request: AppRequest, name: str):
    """Give the file itself, as a picture and nothing else, to who may inspect."""
    found = get_photo(_uuid(name))
    try:
        content = services.photo_file(found.name).read_bytes()
    except FileNotFoundError:
        raise NotFound(name) from None
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response


@write_page(needs=Capability.HOUSING_INSPECT)
def remove_photo(request: AppRequest, name: str):
    found = get_photo(_uuid(name))
    services.remove_photo(actor=request.actor, photo=found)
    page = reverse("dwellings:inspection", args=[found.inspection_id])
    return redirect_to(request, f"{page}#fotos")


def _uuid(name: str) -> UUID:
    try:
        return UUID(name)
    except ValueError:
        raise NotFound(name) from None
