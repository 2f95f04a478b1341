"""The gap table once more, counted from raw data by other code: nothing here is shared with the bot.

bildungslotse export gaps --raw RAW.csv
python -m tests.recompute RAW.csv --by topic age
"""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

Row = dict[str, str]
Case = dict[str, object]
Span = tuple[float | None, float | None]

YES, OPEN, NO = "yes", "open", "no"
SPANS: dict[str, Span] = {
    "kinder": (0, 14),
    "jugendliche": (10, 27),
    "erwachsene": (16, None),
    "senioren": (50, None),
    "fachkraefte": (18, None),
    "studierende": (17, None),
    "auszubildende": (15, None),
    "arbeitsuchende": (15, None),
}
CHOSEN: dict[Span, str] = {
    (None, 11): "kinder",
    (12, 17): "jugendliche",
    (18, None): "erwachsene",
    (60, None): "senioren",
}
FIGURES = ("wishes", "supports", "questions", "sure", "unknown")


class Raw:
    """A file of raw data, sorted by what its rows are."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self.rows[row["record"]].append(row)
        self.areas = {row["id"]: row["area"] for row in self.rows["topic"]}
        self.groups = [row["id"] for row in self.rows["group"]]
        self.bands = {row["id"]: span(row, "age_from", "age_to") for row in self.rows["band"]}

        (setting,) = self.rows["setting"]
        self.zone = ZoneInfo(setting["timezone"])
        self.since, self.before = setting["since"], setting["before"]

    def is_within(self, moment: datetime) -> bool:
        return self.since <= str(moment.astimezone(self.zone).date()) < self.before


def read(path: Path) -> Raw:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return Raw(csv.DictReader(file, delimiter=";"))


def span(row: Row, low: str, high: str) -> Span:
    return (float(row[low]) if row[low] else None, float(row[high]) if row[high] else None)


# Demand.


def band(raw: Raw, ages: Span) -> str:
    low, high = ages
    if low is None and high is None:
        return ""
    first = low or 0
    for name, (begin, end) in raw.bands.items():
        if first < (begin or 0):
            continue
        if end is None:
            return name
        if high is not None and (first if high - first <= 1 else high) < end + 1:
            return name
    return ""


def cases(raw: Raw) -> list[Case]:
    kinds = Kinds(raw)
    found: list[Case] = []
    for row in raw.rows["wish"]:
        if not raw.is_within(datetime.fromisoformat(row["created_at"])):
            continue
        ages, topic = span(row, "age_from", "age_to"), known(row["topic"], raw.areas)
        case: Case = {
            "topic": topic,
            "area": raw.areas.get(topic, ""),
            "age": band(raw, ages),
            "group": known(CHOSEN.get(ages, ""), raw.groups),
            "place": row["place"],
            "time": row["time"],
            "language": row["language"].split("@")[0],
            "way": row["source"],
            "wishes": 1,
            "supports": max(0, int(row["interested"]) - 1),
            "questions": 0,
        }
        kind = kinds.of_wish(row) or kinds.of_cell(case)
        met = row["status"] in ("offered", "existing")
        found.append({**case, "kind": kind, "met": met})
    for row in raw.rows["question"]:
        if not raw.since <= row["month"] < raw.before:
            continue
        topic = known(row["topic"], raw.areas)
        case = {
            "topic": topic,
            "area": raw.areas.get(topic, ""),
            "age": known(row["age"], raw.bands),
            "group": known(row["group"], [*raw.groups, "+"]),
            "place": row["place"],
            "time": row["time"],
            "language": row["language"],
            "way": "chat",
            "wishes": 0,
            "supports": 0,
            "questions": int(row["number"]),
        }
        found.append({**case, "kind": kinds.of_cell(case), "met": False})
    return found


def known(name: str, names: Iterable[str]) -> str:
    return name if name in names else ""


class Kinds:
    """What staff found out; the newest row wins."""

    def __init__(self, raw: Raw) -> None:
        groups = {row["id"]: row["together"] for row in raw.rows["wish"]}
        self.cells: dict[tuple[str, str], str] = {}
        self.wishes: dict[str, str] = {}
        for row in sorted(raw.rows["finding"], key=lambda one: int(one["id"])):
            if not row["wish"]:
                self.cells[row["topic"], row["age"]] = row["kind"]
                continue
            mine = groups.get(row["wish"], "")
            together = [number for number, group in groups.items() if group and group == mine]
            for number in (row["wish"], *together):
                self.wishes[number] = row["kind"]

    def of_wish(self, row: Row) -> str:
        kind = self.wishes.get(row["id"], "")
        return "" if kind == "unrecorded" else kind

    def of_cell(self, case: Case) -> str:
        return self.cells.get((str(case["topic"]), str(case["age"])), "unrecorded")


# Supply.


def meets(mine: Span, asked: Span) -> bool:
    """Whether somebody whose age lies in `asked` can be within `mine`."""
    if mine[0] is not None and asked[1] is not None and asked[1] < mine[0]:
        return False
    if mine[1] is None or asked[0] is None:
        return True
    end = mine[1] + 1 if mine[1] == int(mine[1]) else mine[1]
    return asked[0] < end


def split(cell: str) -> list[str]:
    return [one for one in cell.split(";") if one]


def spans(groups: list[str]) -> list[Span]:
    return [SPANS[one] for one in groups] if all(one in SPANS for one in groups) else []


def by_topic(raw: Raw, offer: Row, wanted: str) -> str:
    topics = split(offer["topics"])
    return YES if (wanted in topics if wanted else not topics) else NO


def by_area(raw: Raw, offer: Row, wanted: str) -> str:
    topics = split(offer["topics"])
    if not any(area == wanted for area in raw.areas.values()) or not wanted:
        return YES if not topics else NO
    return YES if any(raw.areas.get(topic) == wanted for topic in topics) else NO


def by_age(raw: Raw, offer: Row, wanted: str) -> str:
    if wanted not in raw.bands:
        return YES
    asked, own = raw.bands[wanted], span(offer, "age_from", "age_to")
    if own != (None, None):
        return YES if meets(own, asked) else NO
    said = span(offer, "said_from", "said_to")
    if said != (None, None) and not meets(said, asked):
        return NO
    held = spans(split(offer["groups"]))
    return NO if held and not any(meets(one, asked) for one in held) else OPEN


def by_group(raw: Raw, offer: Row, wanted: str) -> str:
    if wanted not in raw.groups:
        return YES
    asked, said = SPANS.get(wanted), span(offer, "said_from", "said_to")
    groups = split(offer["groups"])
    if asked and said != (None, None) and not meets(said, asked):
        return NO
    if not groups:
        return OPEN
    if "alle" in groups or wanted in groups:
        return YES
    held = spans(groups)
    return NO if asked and held and not any(meets(one, asked) for one in held) else OPEN


def by_place(raw: Raw, offer: Row, wanted: str) -> str:
    if not wanted:
        return YES
    if wanted == "town":
        return YES if offer["on_site"] == "1" else OPEN
    if wanted in split(offer["places"]):
        return YES
    return NO if wanted in split(offer["elsewhere"]) else OPEN


def by_time(raw: Raw, offer: Row, wanted: str) -> str:
    if wanted == "holidays":
        return YES if offer["holidays"] == "1" else OPEN
    asked = {"daytime": {"morning", "afternoon"}, "evening": {"evening"}, "weekend": {"5", "6"}}
    if wanted not in asked:
        return YES
    held = set(split(offer["days" if wanted == "weekend" else "parts"]))
    if not held:
        return OPEN
    return YES if held & asked[wanted] else NO


def by_language(raw: Raw, offer: Row, wanted: str) -> str:
    return YES if not wanted or wanted in split(offer["languages"]) else OPEN


def by_way(raw: Raw, offer: Row, wanted: str) -> str:
    return YES


RULES: dict[str, Callable[[Raw, Row, str], str]] = {
    "topic": by_topic,
    "area": by_area,
    "age": by_age,
    "group": by_group,
    "place": by_place,
    "time": by_time,
    "language": by_language,
    "way": by_way,
}


def values(raw: Raw, by: str, found: list[Case]) -> list[str]:
    lists = {
        "topic": list(raw.areas),
        "area": [row["id"] for row in raw.rows["area"]],
        "age": list(raw.bands),
        "group": [*raw.groups, "+"],
        "time": ["daytime", "evening", "weekend", "holidays", "+"],
        "place": ["town", "online"],
        "language": ["de"],
        "way": ["chat", "phone", "counter", "conference", "support"],
    }
    seen = sorted({str(one[by]) for one in found} - {"", *lists[by]})
    return [*lists[by], *(seen if by in {"place", "language"} else ()), ""]


def recompute(raw: Raw, rows: str, columns: str) -> dict[tuple[str, str], Counter[str]]:
    """Figures by row and column; kinds of gap stand beside them under their own names."""
    found = cases(raw)
    table: dict[tuple[str, str], Counter[str]] = {}
    down, across = values(raw, rows, found), values(raw, columns, found)
    fits = {
        (by, value): [RULES[by](raw, offer, value) for offer in raw.rows["offer"]]
        for by, listed in ((rows, down), (columns, across))
        for value in listed
    }
    for one in down:
        for other in across:
            both = list(zip(fits[rows, one], fits[columns, other], strict=True))
            sure = sum(pair == (YES, YES) for pair in both)
            possible = sum(NO not in pair for pair in both)
            table[one, other] = Counter(sure=sure, unknown=possible - sure)
    for case in (one for one in found if not one["met"]):
        cell = table[str(case[rows]), str(case[columns])]
        for figure in FIGURES[:3]:
            number = int(str(case[figure]))
            cell[figure] += number
            cell[str(case["kind"])] += number
    return table


def main() -> None:
    options = ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--by", nargs=2, default=("topic", "age"), choices=RULES)
    chosen = options.parse_args()
    found = recompute(read(chosen.file), *chosen.by)
    writer = csv.writer(sys.stdout, delimiter=";")
    writer.writerow((*chosen.by, *FIGURES))
    for at, figures in found.items():
        if sum(figures[one] for one in FIGURES[:3]):
            writer.writerow((*at, *(figures[one] for one in FIGURES)))


if __name__ == "__main__":
    main()
