"""`bildungslotse ask`: one answer on the screen, or JSON for scripts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import click
from rich.console import Console

from bot.catalogue.snapshot import Catalogue
from bot.commands import environment
from bot.commands.source import catalogue_for
from bot.console.screen import readable
from bot.i18n import SOURCE, Say, say_in
from bot.matching.answer import Answer, Match, Understanding
from bot.matching.matcher import Matcher
from handlers.views import answer as view
from handlers.views import reasons
from handlers.views.scene import Scene

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Asker:
    catalogue: Catalogue
    matcher: Matcher
    today: date
    limit: int

    @classmethod
    def open(cls, catalogue_file: Path | None, limit: int) -> Self:
        """Over the given file, else the database where it exists, else the packaged offers."""
        settings = environment.settings()
        environment.plain_output()
        catalogue = catalogue_for(settings, catalogue_file)
        return cls(catalogue, Matcher(catalogue), environment.today(settings), limit)

    def answer(self, question: str) -> None:
        found = self.matcher.answer(question, self.today)
        message = view.answer(self._scene(environment.say()), found, "", offer_human=False)
        Console(highlight=False, soft_wrap=True).print(readable(message.html))

    def answer_json(self, question: str) -> None:
        found = self.matcher.answer(question, self.today)
        click.echo(json.dumps(self._json(question, found), ensure_ascii=False))

    def answer_file(self, file: Path) -> None:
        """One JSON object for each line that is not empty."""
        for line in file.read_text(encoding="utf-8-sig", errors="replace").splitlines():
            if line.strip():
                self.answer_json(line.strip())

    def _json(self, question: str, found: Answer) -> Json:
        return {
            "question": question,
            "outcome": found.outcome.value,
            "offers": self._matches(found.matches),
            "nearest": self._matches(found.nearest),
            "understood": _understood(found.understanding),
            "meaning": False,
        }

    def _matches(self, matches: tuple[Match, ...]) -> list[Json]:
        scene = self._scene(say_in(SOURCE))
        return [
            {
                "id": match.offer.id,
                "score": round(match.score, 4),
                "why": reasons.why(scene, match),
            }
            for match in matches[: self.limit]
        ]

    def _scene(self, say: Say) -> Scene:
        return Scene(say, self.catalogue, self.today, "")


def _understood(understanding: Understanding) -> Json:
    ages = understanding.ages
    return {
        "text": understanding.text,
        "cut": understanding.cut,
        "ages": [ages.low, ages.high] if ages else None,
        "groups": sorted(understanding.groups),
    }
