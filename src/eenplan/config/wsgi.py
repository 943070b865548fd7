"""The entrance for a WSGI server: `granian --interface wsgi eenplan.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from eenplan.config.collecting import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.config.settings")
application = get_wsgi_application()
settle()
