"""The names the site answers to: a request for another name is refused."""

import socket
from collections.abc import Mapping

LOCAL = ("localhost", "127.0.0.1", "[::1]")
EVERYWHERE = ("0.0.0.0", "::", "*")


def allowed_hosts(environment: Mapping[str, str]) -> list[str]:
    """Return the host names of `EENPLAN_ALLOWED_HOSTS`, or else those of this computer.

    A site that listens on one address (`HOST`) answers to that too; one that listens on all of
    them, to the name this computer has in its network. A public name has to be said.
    """
    said = [name.strip() for name in environment.get("EENPLAN_ALLOWED_HOSTS", "").split(",")]
    if any(said):
        return [name for name in said if name]
    host = environment.get("HOST", "").strip().lower()
    if not host:
        return [*LOCAL]
    if host in EVERYWHERE:
        return [*LOCAL, socket.gethostname().lower()]
    return [*LOCAL, f"[{host}]" if ":" in host else host]
