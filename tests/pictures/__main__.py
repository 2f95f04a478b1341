"""Plays the journeys of README and draws them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.house import Citizen, fresh, living
from tests.pictures.screen import Step, draw

FOLDER = Path(__file__).parent
START = "Schritt für Schritt suchen"

Moves = Sequence[str]
"""What somebody types, or after ">" the beginning of the button they press."""

JOURNEYS: dict[str, Moves] = {
    "mother": (f">{START}", ">Mein Kind", "3", ">Kita und frühe Jahre", ">#1"),
    "pupil": (
        "/sprache",
        ">Deutsch (Du)",
        "/wegweiser",
        ">Ich gehe zur Schule",
        "15",
        ">Für junge",
    ),
    "retired": (
        f">{START}",
        ">Ich bin im Ruhestand",
        ">Im Alter aktiv",
        ">#1",
        ">Satz auf Deutsch",
    ),
}


def play(somebody: Citizen, moves: Moves) -> list[Step]:
    """Every screen that a journey passes, each with the button that is pressed on it."""
    steps = [Step("/start", somebody.says("/start"))]
    for move in moves:
        label = _label(steps[-1], move)
        if label is None:
            steps.append(Step(move, somebody.says(move)))
            continue
        steps[-1] = Step(steps[-1].does, steps[-1].sees, label)
        steps.append(Step(label, somebody.presses(label)))
    return steps


def _label(step: Step, move: str) -> str | None:
    """The button a move means: the first that begins so, or the one of the entry `#number`."""
    if not move.startswith(">"):
        return None
    if move.startswith(">#"):
        return step.sees.labels[int(move[2:]) - 1]
    return next(label for label in step.sees.labels if label.startswith(move[1:]))


def main() -> None:
    for name, moves in JOURNEYS.items():
        with TemporaryDirectory() as folder, living(fresh(Path(folder))) as rig:
            picture = draw(play(rig.citizen(), moves))
        picture.quantize(64).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
