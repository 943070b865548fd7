"""What a new installation starts with: the lists in first/*.toml, each as version 1.

The files are read once, by the migration. From then on the lists are changed on the screen.
"""

import tomllib
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "first"
SINCE = date(2022, 3, 14)  # the plan the first route comes from
REASON = "Eerste inhoud, meegeleverd met Eenplan"


def add_missing(step_list, version, goal, step, text) -> int:
    """Add the lists whose code is not there yet; return how many. Takes the model classes.

    A migration gives the models as they were; the demo and the tests give those of today.
    """
    known = set(step_list.objects.values_list("code", flat=True))
    files = [file for file in sorted(FOLDER.glob("*.toml")) if file.stem not in known]
    for file in files:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        first = version.objects.create(
            list=step_list.objects.create(code=file.stem, **content["list"]),
            number=1,
            starts_on=SINCE,
            reason=REASON,
        )
        _fill(first, content, goal, step, text)
    return len(files)


def _fill(first, content: dict, goal, step, text) -> None:
    goals = [
        goal(list_version=first, position=number, **row)
        for number, row in enumerate(content.get("goal", ()), start=1)
    ]
    goals = {row.code: row for row in goal.objects.bulk_create(goals)}
    steps, texts = [], []
    for number, row in enumerate(content["step"], start=1):
        row = dict(row)
        of_goal = goals.get(row.pop("goal", None))
        for language, said in row.pop("text", {}).items():
            texts.append(
                text(list=first.list, code=row["code"], language=language, made_from=first, **said)
            )
        steps.append(step(list_version=first, goal=of_goal, position=number, **row))
    step.objects.bulk_create(steps)
    text.objects.bulk_create(texts)
