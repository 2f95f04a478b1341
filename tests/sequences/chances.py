"""What happens next on a random day: somebody writes or presses, time passes, staff decide."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bot.wishes.wish import Status
from tests.sequences.town import PEOPLE, Step, Town

NOBODY = -1

TEXTS = (
    *("/wunsch", "Wunsch", "/wunsch Jodeln lernen", "ich wünsche mir Falknerei", "/meinewuensche"),
    *("Jodeln lernen", "Jodelkurs", "Bumerang werfen", "Jodeln für Senioren", "Töpfern im All"),
    *("Schwimmkurs für Kinder", "Gruppe Spielsucht am Samstag", "Jodeln, Tel. 03691 670403"),
    *("Japanisch Kurs", "?!", "/hilfe", "abbrechen", "Mensch", "löschen", "/wunsch Imkern"),
    *("Absenden", "Absenden", "Speichern", "Kinder", "nicht Kinder", "online, abends", "Verwerfen"),
)
SHARED = "Jodeln lernen"
"""What several people wish."""

LIKED = ("Absenden", "Speichern", "Ich auch", "Ja", "Nr.", "Bescheid", "Zurücknehmen", "Ändern")
"""Beginnings of labels that are pressed more often than others."""


def steps(random: Random, here: Town) -> Iterator[tuple[int, Step]]:
    """Mostly, somebody writes or presses; each step with who does it."""
    chance, who = random.random(), random.randrange(PEOPLE)
    if chance < 0.04:
        yield NOBODY, ("waits", random.choice((1, 5, 31, 180, 1440)))
    elif chance < 0.12:
        status = random.choice(list(Status))
        yield NOBODY, ("decides", random.randint(1, 3), status, random.choice(("", "Ab Mai.")))
    elif chance < 0.20:
        yield NOBODY, ("sends",)
    elif chance < 0.23:
        yield NOBODY, ("restarts",)
    elif chance < 0.25:
        yield who, ("voice",)
    elif chance < 0.30:
        for word in random.sample(("Imkern", "Falknerei", "Jodeln", "Bumerang", "Klöppeln"), 3):
            yield who, ("says", f"/wunsch {word} lernen")
            yield who, ("says", "Absenden")
    elif chance < 0.38:
        yield who, ("says", f"/wunsch {SHARED}")
        joins = random.random() < 0.7
        yield who, ("says", f"Ich auch: 1. {SHARED}" if joins else "Absenden")
    elif chance < 0.78 and (press := _press(random, here, who)):
        yield who, press
    else:
        yield who, ("says", random.choice(TEXTS))


def _press(random: Random, here: Town, who: int) -> Step | None:
    """A button that the person sees: mostly of the newest message, sometimes of an old one."""
    shown = {seen.id: seen for seen in here.people[who].replies}
    screens = [
        (place, [one for one in shown[number].buttons if one.kind == "callback_data"])
        for place, number in enumerate(here.screens[who])
        if number in shown
    ]
    screens = [(place, buttons) for place, buttons in screens if buttons]
    if not screens:
        return None
    place, buttons = screens[-1] if random.random() < 0.75 else random.choice(screens[-8:])
    weights = [4 if one.label.startswith(LIKED) else 1 for one in buttons]
    return "presses", place, random.choices(buttons, weights)[0].payload
