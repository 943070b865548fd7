"""The pictures of the manual: which ones its pages show, and where they are kept."""

import re

from tests.support.setting import REPOSITORY

IMAGES = REPOSITORY / "docs" / "images"
MANUAL = REPOSITORY / "docs" / "manual"
PICTURE = re.compile(r"\]\(\.\./images/([\w-]+)\.png\)")


def shown_in_the_manual() -> set[str]:
    """Return the names of the pictures that the pages of the manual show."""
    return {name for page in MANUAL.glob("*.md") for name in PICTURE.findall(page.read_text())}
