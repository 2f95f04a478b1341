"""What the meaning extra finds and costs; `--write` renews the packaged vectors.

Needs `pip install '.[meaning]'`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from bot.catalogue.snapshot import Catalogue
from bot.evaluate import LabelledQuestion, Report, evaluate, read_questions
from bot.matching import fusing
from bot.matching.matcher import Matcher
from bot.meaning.embedder import Embedder, installed_embedder
from bot.meaning.nearness import Meaning
from bot.meaning.vectors import Vectors, packaged_vectors, write_vectors
from tests.bench.questions import (
    DATA,
    TODAY,
    eisenach,
    eisenach_questions,
    learnt_from,
    omos,
    omos_questions,
)
from tests.bench.tables import median, number, p95, table

FILE = Path(__file__).parents[2] / "data" / "vectors.bin"
Sets = dict[str, tuple[Catalogue, Sequence[LabelledQuestion]]]


def sets() -> Sets:
    halves = {
        "Eisenach, learnt": [one for one in eisenach_questions() if learnt_from(one)],
        "Eisenach, held out": [one for one in eisenach_questions() if not learnt_from(one)],
    }
    foreign = omos_questions()
    learnt = [one for one in foreign if crc32(one.question.encode()) % 2 == 0]
    rest = [one for one in foreign if crc32(one.question.encode()) % 2]
    languages = {
        "languages, ours": read_questions(DATA / "eisenach" / "languages-learn.csv"),
        "languages, the judge's": read_questions(DATA / "eisenach" / "languages.csv"),
    }
    here = {name: (eisenach(), tuple(asked)) for name, asked in (halves | languages).items()}
    there = {"OMoS, weight learnt": (omos(), learnt), "OMoS, rest": (omos(), rest)}
    return {**here, **there, "Eisenach, all": (eisenach(), eisenach_questions())}


def write(embedder: Embedder) -> None:
    vectors: Vectors = {}
    Meaning(embedder, vectors).at_once(eisenach(), patient=True)
    write_vectors(FILE, embedder.name, vectors)


def compare(embedder: Embedder) -> None:
    meaning = Meaning(embedder, packaged_vectors(embedder.name))
    rows = []
    for name, (catalogue, asked) in sets().items():
        nearness = meaning.at_once(catalogue, patient=True)
        words = evaluate(Matcher(catalogue), asked, TODAY)
        both = evaluate(Matcher(catalogue, nearness=nearness), asked, TODAY)
        rows += [(name, "words", *_figures(words)), (name, "words and meaning", *_figures(both))]
    head = ("questions", "by", "success@3", "MRR@10", "refused", "gap", "offtopic")
    print(table((*head, "paraphrase", "languages"), rows))


def _figures(report: Report) -> Iterator[str]:
    total = report.total
    for share in (total.success_at_3, total.mrr_at_10, total.refused):
        yield number(share.value)
    kinds = dict(report.kinds)
    named = [kinds[kind].success_at_3 if kind in kinds else None for kind in ("paraphrase", "lang")]
    for one in (report.gap_right, report.offtopic_right, *named):
        yield f"{one.points:g}/{one.of}" if one and one.of else "-"


def weights(embedder: Embedder) -> None:
    """How the weight was chosen, on the questions for learning only."""
    meaning = Meaning(embedder, packaged_vectors(embedder.name))
    chosen = sets()
    names = ("Eisenach, learnt", "languages, ours", "OMoS, weight learnt")
    matchers = {
        name: Matcher(chosen[name][0], nearness=meaning.at_once(chosen[name][0], patient=True))
        for name in names
    }
    rows = []
    for worth in (0.1, 0.2, 0.3, 0.45):
        for least in (1.0, 2.0):
            fusing._WORTH, fusing._FROM = worth, least
            totals = [evaluate(matchers[name], chosen[name][1], TODAY).total for name in names]
            found = [
                f"{number(one.success_at_3.value)} · {number(one.mrr_at_10.value)}"
                for one in totals
            ]
            rows.append((f"{worth}", f"{least}", *found))
    print(table(("weight", "from", *names), rows))


def cost(embedder: Embedder) -> None:
    nearness = Meaning(embedder, packaged_vectors(embedder.name)).at_once(eisenach())
    matcher = Matcher(eisenach(), nearness=nearness)
    matcher.answer("warm", TODAY)
    taken = []
    for one in eisenach_questions():
        begun = time.perf_counter()
        matcher.answer(one.question, TODAY)
        taken.append((time.perf_counter() - begun) * 1000)
    print(f"one question, warm: median {median(taken):.1f} ms, 95 of 100 {p95(taken):.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew data/vectors.bin")
    parser.add_argument("--weights", action="store_true", help="print how the weight was chosen")
    options = parser.parse_args()
    embedder = installed_embedder()
    if embedder is None:
        parser.error("the extra is not installed")
    if options.write:
        write(embedder)
    elif options.weights:
        weights(embedder)
    else:
        compare(embedder)
        cost(embedder)


if __name__ == "__main__":
    main()
