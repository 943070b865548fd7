"""Photos of a dwelling: only what decodes as a photo is kept, written anew without any traces."""

import io
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import permissions
from eenplan.housing.errors import InspectionClosed, WrongPhoto
from eenplan.housing.models import Inspection, InspectionPhoto

MOST_PHOTOS = 24
MOST_BYTES = 12_000_000
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 1600
KINDS = ("JPEG", "PNG", "WEBP")
UNREADABLE = (
    *(UnidentifiedImageError, OSError, ValueError, SyntaxError),
    Image.DecompressionBombError,
)


def photo_file(name: UUID) -> Path:
    """Return where the file of a photo is."""
    return Path(settings.PHOTO_FOLDER) / f"{name}.jpg"


@transaction.atomic
def add_photo(
    *, actor: Actor, inspection: Inspection, file: BinaryIO, caption: str, at: datetime
) -> InspectionPhoto:
    """Keep a photo with an inspection under way.

    Raises NotAllowed, InspectionClosed, WrongPhoto.
    """
    permissions.check_can_inspect(actor)
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if not held.is_open:
        raise InspectionClosed("Deze controle is afgesloten. U kunt er geen foto's meer bij doen.")
    if held.photos.count() >= MOST_PHOTOS:
        raise WrongPhoto(f"Een controle heeft hoogstens {MOST_PHOTOS} foto's.")
    image = _decoded(file)
    photo = InspectionPhoto.objects.create(
        inspection=held,
        name=uuid4(),
        caption=caption,
        width=image.width,
        height=image.height,
        added_by_id=actor.user_id or None,
        added_at=at,
    )
    audit.record(actor, "housing.photo-added", held, photo=photo.name)
    target = photo_file(photo.name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    image.save(target, "JPEG", quality=82)  # without `exif`: no place, no camera, no hour
    target.chmod(0o600)
    return photo


@transaction.atomic
def remove_photo(*, actor: Actor, photo: InspectionPhoto) -> None:
    """Take a photo away as long as there is no verdict. Raises NotAllowed, InspectionClosed."""
    permissions.check_can_inspect(actor)
    held = Inspection.objects.select_for_update().get(pk=photo.inspection_id)
    if not held.is_open:
        raise InspectionClosed("Deze controle is afgesloten. De foto's blijven.")
    audit.record(actor, "housing.photo-removed", held, photo=photo.name)
    target = photo_file(photo.name)
    photo.delete()
    transaction.on_commit(lambda: target.unlink(missing_ok=True))


def _decoded(file: BinaryIO) -> Image.Image:
    """Return the picture in a file, upright, small enough and without anything beside it."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise WrongPhoto(f"De foto is groter dan {MOST_BYTES // 1_000_000} MB. Maak ze kleiner.")
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise WrongPhoto("De foto heeft te veel beeldpunten. Maak ze kleiner.")
            image = ImageOps.exif_transpose(found).convert("RGB")
    except UNREADABLE:
        raise WrongPhoto("Dit is geen leesbare foto. Kies een JPEG, PNG of WEBP.") from None
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    return clean
