"""Pictures: what they say, and that they are real files that can be read without colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from bot.catalogue.town import Topic
from bot.gaps.findings import Findings
from bot.gaps.fives import DIMENSIONS, Part
from bot.gaps.period import closed
from bot.gaps.release import Released
from bot.gaps.values import Dimension, Kind
from bot.report.bars import demand, kinds, supply
from bot.report.drawn import Drawn
from bot.report.heat import heat
from bot.report.picture import Bars, Heat, Picture
from bot.report.pictures import pictures
from bot.sheets.charts import ENDINGS, draw
from bot.storage.gaps import Place
from tests.gaps import CATALOGUE, TODAY, TOWN

MARCH, OCTOBER = date(2026, 3, 1), date(2026, 10, 1)
NOBODY = Findings({}, {})


def figures(part: Part, topic: str, ages: Mapping[str, int]) -> dict[Place, int]:
    """Fives of a topic, by age; of everything else nothing was named."""
    found = {Place(part, topic, Dimension.AGE, age): number for age, number in ages.items()}
    whole = sum(ages.values())
    others = [one for one in DIMENSIONS if one is not Dimension.AGE]
    return found | {Place(part, topic, one, ""): whole for one in others}


def drawn(findings: Findings = NOBODY) -> Drawn:
    months = {
        MARCH: figures(Part.WISHED, "musik", {"6–9": 10, "": 5}),
        OCTOBER: figures(Part.ASKED, "sport", {"60+": 25})
        | figures(Part.WISHED, "sport", {"6–9": 5}),
    }
    return Drawn(Released(closed(TODAY), months), CATALOGUE, findings, TODAY)


def made(picture: Picture | None) -> Picture:
    assert picture is not None
    return picture


def test_the_heat_map_names_the_most_wanted_and_adds_up() -> None:
    picture = made(heat(drawn()))
    form = picture.form

    assert picture.title == "Am meisten vermisst: Sport, ab 60 Jahren: 25 Fälle."
    assert isinstance(form, Heat)
    assert form.rows == ["Sport", "Musik", "alle"]
    assert form.columns == ["6–9 Jahre", "ab 60 Jahren", "Alter nicht genannt", "alle"]
    assert form.numbers == [[5, 25, 0, 30], [10, 0, 5, 15], [15, 25, 5, 45]]
    assert form.marks[0] == ["", "○", "", ""], "Turnen is for 6 to 9, nothing is for 60 and older"


def test_what_staff_checked_is_marked_as_a_deficit() -> None:
    picture = made(heat(drawn(Findings({("sport", "6–9"): Kind.MISSING}, {}))))

    assert isinstance(picture.form, Heat)
    assert picture.form.marks[0][0] == "●"
    assert "● geprüft: fehlt wirklich (Defizit)" in picture.notes[1]


def test_many_gaps_alike_are_told_by_topic() -> None:
    many = dict.fromkeys(("0–2", "3–5", "6–9", "10–13"), 5)
    released = Released(closed(TODAY), {OCTOBER: figures(Part.ASKED, "kunst", many)})

    picture = made(heat(Drawn(released, CATALOGUE, NOBODY, TODAY)))
    assert picture.title == "Am meisten vermisst: Kunst, 20 Fälle in allen Altersgruppen zusammen."


def test_demand_stands_in_the_month_that_published_it() -> None:
    picture = made(demand(drawn()))

    assert picture.title == "Am meisten vermisst wurde im Oktober 2026: 30 Fälle."
    assert isinstance(picture.form, Bars)
    assert picture.form.labels[0] == "11/25"
    wished, asked = picture.form.series
    assert (wished.numbers[4], wished.numbers[11], asked.numbers[11]) == (15, 5, 25)
    assert sum(wished.numbers) + sum(asked.numbers) == 45
    assert "März 2026 15" in picture.words


def test_supply_tells_sure_offers_from_open_ones() -> None:
    picture = made(supply(drawn()))

    assert picture.title == "Die meisten Angebote gibt es für: Erwachsene. Die wenigsten: Ältere."
    assert "Erwachsene 1 + 2" in picture.words
    assert "4 Angebote" in picture.notes[-1]


def test_kinds_are_those_of_published_cases() -> None:
    picture = made(kinds(drawn(Findings({("sport", "60+"): Kind.FULL}, {}))))

    assert picture.title == "Bei 25 von 45 Fällen ist erfasst, woran es liegt."
    assert "gibt es, ist aber voll 25" in picture.words
    unknown = made(kinds(drawn()))
    assert unknown.title == "Bei allen 45 Fällen ist noch nicht erfasst, woran es liegt."


def test_without_demand_there_are_offers_alone() -> None:
    empty = Drawn(Released(closed(TODAY), {}), CATALOGUE, NOBODY, TODAY)

    assert [one.name for one in pictures(empty)] == ["angebote-zielgruppen"]


@pytest.mark.parametrize("picture", pictures(drawn()), ids=lambda one: one.name)
def test_every_picture_says_what_it_is_made_of(picture: Picture) -> None:
    text = svg_text(picture)

    for said in (picture.title, picture.about, *picture.notes):
        assert " ".join(said.split()) in text
    assert "Stand: 23. November 2026" in text
    assert re.search(r"Quelle: Bildungslotse Eisenach, .*\d+ (Fälle|Angebote)", text)
    labels = picture.form.rows if isinstance(picture.form, Heat) else picture.form.labels
    assert all(label in text for label in labels)


def svg_text(picture: Picture) -> str:
    """Every text in it, lines joined."""
    found = ET.fromstring(draw(picture, ".svg").decode())
    texts = found.iter("{http://www.w3.org/2000/svg}text")
    return " ".join(" ".join("".join(one.itertext()).split()) for one in texts)


def test_names_of_a_town_are_no_formulas() -> None:
    odd = replace(TOWN, topics=(Topic(1, "sport", {"de": r"$\frac{1}{$ <Geld> & 5"}, "kultur"),))
    released = Released(closed(TODAY), {OCTOBER: figures(Part.ASKED, "sport", {"60+": 5})})

    picture = made(heat(Drawn(released, replace(CATALOGUE, town=odd), NOBODY, TODAY)))
    assert r"$\frac{1}{$ <Geld> & 5" in svg_text(picture)


@pytest.mark.parametrize("ending", ENDINGS)
def test_files_are_real_and_the_same_for_the_same_figures(ending: str) -> None:
    picture = made(heat(drawn()))
    content = draw(picture, ending)

    assert content.startswith({".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF-"}[ending])
    assert content == draw(picture, ending)


@pytest.mark.parametrize("picture", pictures(drawn()), ids=lambda one: one.name)
def test_pictures_have_no_colour_and_fill_a_phone(picture: Picture) -> None:
    image = Image.open(BytesIO(draw(picture, ".png"))).convert("RGB")

    assert image.width == 1200
    red, green, blue = (image.getchannel(one).tobytes() for one in "RGB")
    assert red == green == blue
