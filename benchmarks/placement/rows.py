"""stub"""


def table(names, *, full):
    return []
