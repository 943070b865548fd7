"""What can go wrong before the first query, told in one sentence."""


class DatabaseUnavailable(RuntimeError):
    """There is no database to work with; the message is one Dutch sentence for who starts it."""
