"""Set before Django reads its settings: a quick private database, and Playwright's event loop."""

import os

os.environ.setdefault("EENPLAN_DATABASE_FAST", "1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
