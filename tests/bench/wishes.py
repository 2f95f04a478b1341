"""Prints whether a wish is told of the offers that fit already, and what looking for similar ones costs."""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, product
from pathlib import Path

from bot.evaluate import Share
from bot.library import Edition
from bot.matching.matcher import Matcher
from bot.meaning.embedder import installed_embedder
from bot.meaning.nearness import Meaning
from bot.meaning.vectors import packaged_vectors
from bot.storage.units import Storage
from bot.storage.wishes import Content
from bot.wishes import sending
from bot.wishes.reading import read
from bot.wishes.refusals import refuse, word
from bot.wishes.similar import similar
from bot.wishes.wish import Source
from tests.bench.questions import (
    DATA,
    TODAY,
    eisenach,
    eisenach_questions,
    omos,
    omos_questions,
)
from tests.bench.tables import median, number, p95, table

FILE = DATA / "wishes-judge.csv"
EXISTS, GAP = "exists", "gap"
STORED = 10_000
GOAL = 20
"""Milliseconds of looking for similar wishes."""

_NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
_SAYINGS = (
    "{}",
    "Ich wünsche mir {}",
    "{} für Kinder",
    "{} am Wochenende",
    "{} für Anfänger",
    "{} für Jugendliche ab 14",
    "Mehr davon: {}",
    "{} abends in der Nordstadt",
    "{} ohne Anmeldung",
    "Bitte endlich wieder {}!",
    "{} für ältere Menschen",
    "{} online",
)


@dataclass(frozen=True, slots=True)
class LabelledWish:
    """`relevant` holds ids of the offers that fit already; empty for a gap."""

    text: str
    kind: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Existing:
    """Wishes that were shown a relevant offer; gaps that were called existing all the same."""

    found: Share
    wrong: Share


def labelled_wishes(path: Path = FILE) -> Sequence[LabelledWish]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            LabelledWish(row["text"], row["kind"], frozenset(row["relevant"].split(";")) - {""})
            for row in csv.DictReader(file)
        ]


def existing(edition: Edition, wishes: Iterable[LabelledWish]) -> Existing:
    """What the conversation would say before anything is kept."""
    shown = [(wish, _shown(edition, wish.text)) for wish in wishes]
    there = [bool(wish.relevant & ids) for wish, ids in shown if wish.kind == EXISTS]
    gaps = [bool(ids) for wish, ids in shown if wish.kind == GAP]
    return Existing(Share(sum(there), len(there)), Share(sum(gaps), len(gaps)))


def _shown(edition: Edition, text: str) -> frozenset[str]:
    bare = word(text).text
    if refuse(text) or refuse(bare):
        return frozenset()
    return frozenset(one.offer.id for one in read(edition, bare, "de", TODAY).existing)


def by_words() -> Edition:
    catalogue = eisenach()
    return Edition(catalogue, Matcher(catalogue))


def by_meaning() -> Edition | None:
    """As where the meaning extra is installed; None where it is not."""
    embedder = installed_embedder()
    if embedder is None:
        return None
    catalogue = eisenach()
    meaning = Meaning(embedder, packaged_vectors(embedder.name))
    nearness = meaning.at_once(catalogue, patient=True)
    return Edition(catalogue, Matcher(catalogue, nearness=nearness))


def print_existing() -> None:
    wishes = labelled_wishes()
    rows = []
    for name, edition in (("words", by_words()), ("words and meaning", by_meaning())):
        if edition is None:
            print(f"{name}: the meaning extra is not installed")
            continue
        told = existing(edition, wishes)
        shares = (told.found, told.wrong)
        rows.append((name, *(f"{share.points:g}/{share.of}" for share in shares)))
    print(table(("", "exists: relevant shown", "gap: called existing"), rows))


def fill(storage: Storage, many: int) -> None:
    """Keep `many` wishes for what offers of two catalogues are about, each said in several ways."""
    titles = dict.fromkeys(one.title for held in (eisenach(), omos()) for one in held.offers)
    texts = [saying.format(title) for saying, title in islice(product(_SAYINGS, titles), many)]
    if len(texts) < many:
        raise ValueError(f"there are words for {len(texts)} wishes only")

    def keep(at: int, text: str) -> None:
        content = Content(text, "de")
        storage.write_now(lambda db: sending.keep(db, f"w{at}", content, Source.CHAT, _NOW))

    for at, text in enumerate(texts):
        keep(at, text)


def lookups(storage: Storage) -> Sequence[float]:
    """Milliseconds of each look for similar wishes, with the questions of citizens as wishes."""
    spent = []
    for question in (*eisenach_questions(), *omos_questions()):
        content = Content(question.question, "de")
        begin = time.perf_counter()
        storage.read_now(lambda db, mine=content: similar(db, mine))  # type: ignore[misc]
        spent.append((time.perf_counter() - begin) * 1000)
    return spent


def print_lookups(many: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Storage.open(f"sqlite:///{Path(folder) / 'bot.db'}") as storage,
    ):
        fill(storage, many)
        spent = lookups(storage)
    row = (f"{many:,}", str(len(spent)), *(number(f(spent), 1) for f in (median, p95, max)))
    print(f"\nLooking for similar wishes, in milliseconds; the goal is {GOAL}\n")
    print(table(("stored", "looks", "median", "p95", "longest"), [row]))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stored", type=int, default=STORED)
    asked = options.parse_args()
    print_existing()
    print_lookups(asked.stored)


if __name__ == "__main__":
    main()
