"""Django's PostgreSQL backend, whose server is started by the first connection."""

from typing import Any

from django.db.backends.postgresql import base

from eenplan.config.database import private_server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        where = self.settings_dict["PRIVATE_SERVER"]
        sockets = private_server.ensure(where["data_dir"], fast=where["fast"])
        return super().get_connection_params() | {"host": str(sockets)}
