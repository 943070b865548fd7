"""Says in one sentence why the site cannot listen at an address, before anything long begins.

Standard library only, any Python 3: `script/start` runs this file by itself, before there is a
virtual environment.
"""

import errno
import socket
import sys


def refusal(host: str, port: str) -> str | None:
    """Why this address cannot be used; None when it can."""
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        return f"PORT is {port!r}; verwacht wordt een getal van 1 tot 65535, bijvoorbeeld 8000."
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[
            0
        ]
    except (socket.gaierror, UnicodeError):
        return f"HOST is {host!r}; dat is geen adres van deze computer, probeer 127.0.0.1."
    with socket.socket(family, kind) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            return _reason(error, host, int(port))
    return None


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Poort {port} op {host} is al in gebruik; stop wat daar draait of kies een andere, "
            f"bijvoorbeeld PORT={port % 65535 + 1} script/start."
        )
    if error.errno == errno.EACCES:
        return f"Poort {port} mag u niet gebruiken; kies er een boven 1023, bijvoorbeeld 8000."
    return f"Op {host}, poort {port}, kan Eenplan niet luisteren: {error.strerror}."


if __name__ == "__main__":
    sys.exit(refusal(sys.argv[1], sys.argv[2]))
