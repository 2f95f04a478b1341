"""What comes off the shelf: each a function from a question to numbers of offers, best first."""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rapidfuzz import fuzz, process

from bot.catalogue.offers import Offer
from bot.catalogue.snapshot import Catalogue
from bot.matching.answer import Answer, Match, Outcome, Understanding
from bot.matching.documents import fields_of

TEN = 10
Search = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Engine:
    """`module`: what it needs beyond our dependencies; `largest`: where it stops being bearable."""

    name: str
    build: Callable[[Catalogue], Search]
    module: str = ""
    largest: int = 1_000_000

    @property
    def there(self) -> bool:
        return not self.module or find_spec(self.module) is not None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A search that answers as a matcher does: whatever it finds is an answer."""

    offers: Sequence[Offer]
    search: Search

    def answer(self, question: str, today: date) -> Answer:
        del today
        found = tuple(Match(self.offers[number], 0.0) for number in self.search(question))
        return Answer(Outcome.MATCH if found else Outcome.NONE, Understanding(question), found)


def texts(catalogue: Catalogue) -> list[str]:
    """All that our own matcher reads of an offer."""
    return [" ".join(text for _, text in fields_of(offer, catalogue)) for offer in catalogue.offers]


def wratio(catalogue: Catalogue) -> Search:
    held = [f"{offer.title} {offer.description}" for offer in catalogue.offers]

    def search(question: str) -> list[int]:
        return [at for _, _, at in process.extract(question, held, scorer=fuzz.WRatio, limit=TEN)]

    return search


def fts5(catalogue: Catalogue) -> Search:
    return _fts5(catalogue, "unicode61", str.split)


def trigrams(catalogue: Catalogue) -> Search:
    return _fts5(catalogue, "trigram", lambda question: _grams(question, 3))


def _fts5(catalogue: Catalogue, tokenizer: str, split: Callable[[str], list[str]]) -> Search:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE offer USING fts5(text, tokenize='{tokenizer}')")
    database.executemany("INSERT INTO offer VALUES (?)", ((text,) for text in texts(catalogue)))
    select = "SELECT rowid - 1 FROM offer WHERE offer MATCH ? ORDER BY rank LIMIT ?"

    def search(question: str) -> list[int]:
        query = " OR ".join(f'"{term}"' for term in split(_letters(question)))
        return [number for (number,) in database.execute(select, (query, TEN))] if query else []

    return search


def bm25s(catalogue: Catalogue) -> Search:
    library: Any = import_module("bm25s")
    stemmer: Any = import_module("Stemmer").Stemmer("german")

    def tokens(text: list[str]) -> Any:
        return library.tokenize(text, stopwords="de", stemmer=stemmer, show_progress=False)

    index = library.BM25()
    index.index(tokens(texts(catalogue)), show_progress=False)
    most = min(TEN, len(catalogue.offers))

    def search(question: str) -> list[int]:
        found, scores = index.retrieve(tokens([question]), k=most, show_progress=False)
        return [int(at) for at, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def tantivy(catalogue: Catalogue) -> Search:
    library: Any = import_module("tantivy")
    schema = library.SchemaBuilder().add_text_field("text", tokenizer_name="german")
    index = library.Index(schema.add_unsigned_field("at", stored=True).build())
    filters = library.Filter
    german = library.TextAnalyzerBuilder(library.Tokenizer.simple())
    german = german.filter(filters.lowercase()).filter(filters.stopword("german"))
    index.register_tokenizer("german", german.filter(filters.stemmer("german")).build())
    writer = index.writer(num_threads=1)  # so that equals always come in the same order
    for at, text in enumerate(texts(catalogue)):
        writer.add_document(library.Document(text=text, at=at))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> list[int]:
        query = index.parse_query(_letters(question), ["text"])
        hits = searcher.search(query, TEN).hits
        return [int(searcher.doc(address)["at"][0]) for _, address in hits]

    return search


def character_grams(catalogue: Catalogue) -> Search:
    """BM25 over character 4-grams in plain Python."""
    documents = [Counter(_grams(text, 4)) for text in texts(catalogue)]
    lengths = [document.total() for document in documents]
    mean = sum(lengths) / len(lengths)
    holders: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    weights: defaultdict[str, array[float]] = defaultdict(lambda: array("f"))
    for at, (document, length) in enumerate(zip(documents, lengths, strict=True)):
        for gram, often in document.items():
            holders[gram].append(at)
            weights[gram].append(often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / mean)))

    def search(question: str) -> list[int]:
        scores: defaultdict[int, float] = defaultdict(float)
        for gram in _grams(question, 4):
            held = holders.get(gram, ())
            rarity = math.log(1 + (len(documents) - len(held) + 0.5) / (len(held) + 0.5))
            for at, weight in zip(held, weights.get(gram, ()), strict=True):
                scores[at] += rarity * weight
        return nlargest(TEN, scores, key=lambda at: scores[at])

    return search


def _letters(text: str) -> str:
    return "".join(char if char.isalnum() else " " for char in text)


def _grams(text: str, size: int) -> list[str]:
    """Of each word with its borders, so that short words count too; trigrams without them."""
    border = " " if size > 3 else ""
    words = [f"{border}{word}{border}" for word in _letters(text.lower()).split()]
    return [word[at : at + size] for word in words for at in range(max(1, len(word) - size + 1))]


RIVALS = (
    Engine("tantivy, German", tantivy, "tantivy"),
    Engine("bm25s, German", bm25s, "bm25s"),
    Engine("SQLite FTS5 unicode61", fts5),
    Engine("SQLite FTS5 trigram", trigrams),
    Engine("character 4-gram BM25", character_grams, largest=10_000),
    Engine("rapidfuzz WRatio", wratio, largest=10_000),
)


def missing() -> str:
    """What to install for those that are not there, or nothing."""
    if all(rival.there for rival in RIVALS) and find_spec("Stemmer"):
        return ""
    return "Left out what is not installed; for all of it: pip install bm25s PyStemmer tantivy"
