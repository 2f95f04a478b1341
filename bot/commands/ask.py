"""`bildungslotse ask`: one answer on the screen, or JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

import click
from rich.console import Console

from bot.catalogue.snapshot import Catalogue
from bot.commands import environment
from bot.commands.source import catalogue_for, matcher_for
from bot.console.screen import readable
from bot.i18n import SOURCE, Say, say_in
from bot.matching.answer import Answer, Match, Understanding
from bot.matching.matcher import Matcher
from handlers.views import outcome, reasons
from handlers.views.scene import Scene

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Asker:
    catalogue: Catalogue
    matcher: Matcher
    now: datetime
    limit: int
    explain: bool = False

    @classmethod
    def open(cls, catalogue_file: Path | None, limit: int, *, explain: bool = False) -> Self:
        """Over the given file, else the database where it exists, else the packaged offers."""
        settings = environment.settings()
        environment.plain_output()
        catalogue = catalogue_for(settings, catalogue_file)
        matcher = matcher_for(settings, catalogue)
        return cls(catalogue, matcher, environment.local(settings), limit, explain)

    def answer(self, question: str) -> None:
        found = self.matcher.answer(question, self.now.date())
        message = outcome.first(self._scene(environment.say()), found, "")
        Console(highlight=False, soft_wrap=True).print(readable(message.html))
        if self.explain:
            click.echo("\n".join(["", *_table(found.matches[: self.limit])]))

    def answer_json(self, question: str) -> None:
        found = self.matcher.answer(question, self.now.date())
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
            "meaning": found.meaning,
        }

    def _matches(self, matches: tuple[Match, ...]) -> list[Json]:
        scene = self._scene(say_in(SOURCE))
        return [
            {
                "id": match.offer.id,
                "score": round(match.score, 4),
                "why": reasons.why(scene, match),
                **(_parts(match) if self.explain else {}),
            }
            for match in matches[: self.limit]
        ]

    def _scene(self, say: Say) -> Scene:
        return Scene(say, self.catalogue, self.now)


def _parts(match: Match) -> Json:
    """What the score is made of: words and meaning, then what fits and what is not known."""
    return {
        "parts": {
            "words": round(match.words, 4),
            "meaning": round(match.meant, 4),
            "fits": [aspect.value for aspect in match.fits],
            "unknown": [aspect.value for aspect in match.unknown],
            "differs": match.differs.value if match.differs else None,
        }
    }


def _table(matches: tuple[Match, ...]) -> Iterator[str]:
    yield f"{'score':>7}{'words':>8}{'meaning':>9}  {'offer':<44}fits / unknown"
    for one in matches:
        fits = " ".join(aspect.value for aspect in one.fits) or "-"
        unknown = " ".join(aspect.value for aspect in one.unknown) or "-"
        figures = f"{one.score:>7.3f}{one.words:>8.3f}{one.meant:>9.3f}"
        yield f"{figures}  {one.offer.id:<44}{fits} / {unknown}"


def _understood(understanding: Understanding) -> Json:
    ages, time = understanding.ages, understanding.time
    return {
        "text": understanding.text,
        "cut": understanding.cut,
        "ages": [ages.low, ages.high] if ages else None,
        "groups": sorted(understanding.groups),
        "days": sorted(time.days) if time else [],
        "daytimes": sorted(part.value for part in time.parts) if time else [],
        "holidays": bool(time and time.holidays),
        "price": understanding.price,
        "place": understanding.place,
        "language": understanding.language,
        "access": understanding.access,
        "asks": [ask.value for ask in understanding.asks],
        "all": understanding.all_of_them,
    }
