"""Prints what matching finds and what it costs, beside what comes off the shelf.

`python tests/bench/matching.py [--sizes 339,10000,100000] [--rivals]`
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zlib import crc32

from rapidfuzz import fuzz, process

from bot.catalogue.catalogues import catalogue_from_file, packaged_catalogue
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town
from bot.evaluate import LabelledQuestion, evaluate, read_questions
from bot.matching.answer import Answer, Match, Outcome, Understanding
from bot.matching.documents import fields_of
from bot.matching.matcher import Matcher

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 6, 1)
TEN = 10
WORST = {
    "4,096 combining marks": "\u0301" * 4096,
    "U+FDFA": "\ufdfa" * 4096,
    "one 4,000-letter word": "a" * 4000,
    "one word of 400 parts": "schwimmkurs" * 400,
    "emoji": "\U0001f600" * 2048,
    "one word again and again": "kinder " * 600,
}
Search = Callable[[str], Iterable[int]]
"""Numbers of offers for a question, the best first."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A search off the shelf, speaking as a matcher does."""

    catalogue: Catalogue
    search: Search

    def answer(self, question: str, today: date) -> Answer:
        del today
        offers = self.catalogue.offers
        found = tuple(Match(offers[number], 0.0) for number in self.search(question))[:TEN]
        outcome = Outcome.MATCH if found else Outcome.NONE
        return Answer(outcome, Understanding(question), found)


def texts(catalogue: Catalogue) -> list[str]:
    return [" ".join(text for _, text in fields_of(offer, catalogue)) for offer in catalogue.offers]


def wratio(catalogue: Catalogue) -> Search:
    held = texts(catalogue)
    return lambda question: [
        number for _, _, number in process.extract(question, held, scorer=fuzz.WRatio, limit=TEN)
    ]


def fts5(tokenizer: str) -> Callable[[Catalogue], Search]:
    def build(catalogue: Catalogue) -> Search:
        database = sqlite3.connect(":memory:")
        database.execute(f"create virtual table t using fts5(x, tokenize='{tokenizer}')")
        database.executemany("insert into t values (?)", ((text,) for text in texts(catalogue)))
        return lambda question: _fts(database, question, tokenizer)

    return build


def _fts(database: sqlite3.Connection, question: str, tokenizer: str) -> list[int]:
    letters = "".join(char if char.isalnum() else " " for char in question)
    terms = letters.split()
    if tokenizer == "trigram":
        terms = [word[at : at + 3] for word in terms for at in range(len(word) - 2)]
    if not terms:
        return []
    query = " OR ".join(f'"{term}"' for term in terms)
    rows = database.execute(
        "select rowid - 1 from t where t match ? order by rank limit ?", (query, TEN)
    )
    return [int(number) for (number,) in rows]


def bm25s(catalogue: Catalogue) -> Search:
    import bm25s as library  # type: ignore[import-not-found, unused-ignore]

    index = library.BM25()
    index.index(library.tokenize(texts(catalogue), show_progress=False), show_progress=False)

    def search(question: str) -> list[int]:
        tokens = library.tokenize(question, show_progress=False)
        found, scores = index.retrieve(tokens, k=TEN, show_progress=False)
        return [int(n) for n, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def tantivy(catalogue: Catalogue) -> Search:
    import tantivy as library  # type: ignore[import-not-found, unused-ignore]

    fields = library.SchemaBuilder().add_text_field("x", tokenizer_name="de_stem")
    index = library.Index(fields.add_unsigned_field("n", stored=True).build())
    writer = index.writer()
    for number, text in enumerate(texts(catalogue)):
        writer.add_document(library.Document(x=text, n=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> list[int]:
        letters = "".join(char if char.isalnum() else " " for char in question)
        hits = searcher.search(index.parse_query(letters, ["x"]), TEN).hits
        return [int(searcher.doc(address)["n"][0]) for _, address in hits]

    return search


RIVALS: dict[str, Callable[[Catalogue], Search]] = {
    "rapidfuzz WRatio": wratio,
    "SQLite FTS5 plain": fts5("unicode61"),
    "SQLite FTS5 trigram": fts5("trigram"),
    "bm25s": bm25s,
    "tantivy, German": tantivy,
}


def enlarged(catalogue: Catalogue, size: int) -> Catalogue:
    """A larger town: the real rows taken apart and put together anew, always the same way."""
    if size == len(catalogue.offers):
        return catalogue
    draw = random.Random(size)
    offers = []
    for key in range(1, size + 1):
        one, other, third = draw.choices(catalogue.offers, k=3)
        longer = f"{one.title} {other.title.split()[0]}"
        offers.append(
            replace(
                one,
                key=key,
                id=f"{one.id}-{key}",
                title=draw.choice((one.title, longer)),
                description=other.description,
                place=third.place,
                ages=third.ages,
                schedule=other.schedule,
                target_groups=other.target_groups,
            )
        )
    return replace(catalogue, offers=tuple(offers))


def milliseconds(answer: Callable[[str, date], object], questions: Iterable[str]) -> list[float]:
    taken = []
    for question in questions:
        start = time.perf_counter()
        answer(question, TODAY)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def print_quality(name: str, catalogue: Catalogue, questions: Sequence[LabelledQuestion]) -> None:
    print(f"\n{name}: {len(questions)} questions, {len(catalogue.offers)} offers")
    print("\n".join(evaluate(Matcher(catalogue), questions, TODAY).lines()))


def print_rivals(catalogue: Catalogue, questions: Sequence[LabelledQuestion]) -> None:
    print(f"\n{'off the shelf':<24}{'success@3':>10}{'MRR@10':>8}{'median ms':>11}")
    for name, build in RIVALS.items():
        try:
            shelf = Shelf(catalogue, build(catalogue))
        except ImportError as missing:
            print(f"{name:<24}  needs: pip install {missing.name}")
            continue
        total = evaluate(shelf, questions, TODAY).total
        taken = milliseconds(shelf.answer, _texts(questions))
        print(
            f"{name:<24}{total.success_at_3.value:>10.2f}{total.mrr_at_10.value:>8.2f}"
            f"{statistics.median(taken):>11.2f}"
        )


def _texts(questions: Sequence[LabelledQuestion]) -> list[str]:
    return [labelled.question for labelled in questions]


def print_speed(catalogue: Catalogue, sizes: Sequence[int], questions: Sequence[str]) -> None:
    print(
        f"\n{'offers':>8}{'build s':>9}{'median ms':>11}{'p95 ms':>9}{'worst ms':>10}  worst input"
    )
    for size in sizes:
        larger = enlarged(catalogue, size)
        start = time.perf_counter()
        matcher = Matcher(larger)
        built = time.perf_counter() - start
        taken = milliseconds(matcher.answer, questions)
        bad = {name: milliseconds(matcher.answer, [text])[0] for name, text in WORST.items()}
        worst = max(bad, key=lambda name: bad[name])
        print(
            f"{size:>8}{built:>9.2f}{statistics.median(taken):>11.2f}"
            f"{taken[int(len(taken) * 0.95)]:>9.2f}{bad[worst]:>10.1f}  {worst}"
        )


def learnt_from(labelled: LabelledQuestion) -> bool:
    """The half of the development questions that was read while words and rules were written."""
    return crc32(labelled.question.encode()) % 2 == 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="339,10000,100000")
    options.add_argument("--rivals", action="store_true")
    chosen = options.parse_args()
    town = load_town()
    eisenach = packaged_catalogue(town)
    questions = read_questions(DATA / "eisenach" / "questions.csv")
    honesty = read_questions(DATA / "eisenach" / "honesty.csv")
    omos = catalogue_from_file(DATA / "omos" / "offers.csv", town)
    foreign = read_questions(DATA / "omos" / "questions.csv")
    print_quality("Eisenach", eisenach, questions)
    print_quality("Eisenach, learnt from", eisenach, [one for one in questions if learnt_from(one)])
    held_out = [one for one in questions if not learnt_from(one)]
    print_quality("Eisenach, held out", eisenach, held_out)
    print_quality("Eisenach, honesty", eisenach, honesty)
    print_quality("OMoS (foreign)", omos, foreign)
    if chosen.rivals:
        print_rivals(eisenach, questions)
        print_rivals(omos, foreign)
    sizes = [int(size) for size in chosen.sizes.split(",")]
    print_speed(eisenach, sizes, _texts(questions))


if __name__ == "__main__":
    main()
