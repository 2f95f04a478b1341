"""Draws a dialogue as phone screens side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from tests.botapi.view import Seen

SCALE = 2
WIDTH, PAD, GAP = 340 * SCALE, 10 * SCALE, 6 * SCALE
SIZE, LEADING = 13 * SCALE, 18 * SCALE
GROUND, OURS, THEIRS, INK, FAINT, PRESSED = (
    "#dfe5ea",
    "#ffffff",
    "#d9f2c9",
    "#17212b",
    "#c3ced8",
    "#9ec9f0",
)
FONTS = {
    "": ImageFont.truetype("DejaVuSans.ttf", SIZE),
    "b": ImageFont.truetype("DejaVuSans-Bold.ttf", SIZE),
    "i": ImageFont.truetype("DejaVuSans-Oblique.ttf", SIZE),
}

Word = tuple[str, str]
"""A word with the space before it, and its font."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a person does, what they see then, and which button they press next."""

    does: str
    sees: Seen
    next: str = ""


def draw(steps: Sequence[Step]) -> Image.Image:
    """All steps side by side, each on a screen of its own."""
    screens = [_screen(step) for step in steps]
    height = max(screen.height for screen in screens)
    picture = Image.new("RGB", (sum(s.width + GAP for s in screens) - GAP, height), "white")
    for place, screen in enumerate(screens):
        left = place * (WIDTH + GAP)
        picture.paste(GROUND, (left, 0, left + WIDTH, height))
        picture.paste(screen, (left, 0))
    return picture


def _screen(step: Step) -> Image.Image:
    asked = list(_wrapped([(word, "") for word in _words(step.does)], WIDTH * 3 // 4))
    said = list(_wrapped(_read(step.sees.html), WIDTH - 4 * PAD))
    rows = step.sees.rows
    button = LEADING + PAD
    height = (len(asked) + len(said)) * LEADING + len(rows) * (button + GAP // 2) + 9 * PAD
    image = Image.new("RGB", (WIDTH, height), GROUND)
    pen = ImageDraw.Draw(image)
    wide = max(_width(line) for line in asked) + 2 * PAD
    y = _bubble(pen, asked, WIDTH - PAD - wide, PAD, wide, THEIRS)
    y = _bubble(pen, said, PAD, y + PAD, WIDTH - 2 * PAD, OURS) + GAP // 2
    for row in rows:
        each = (WIDTH - 2 * PAD - (len(row) - 1) * GAP // 2) // len(row)
        for place, one in enumerate(row):
            left = PAD + place * (each + GAP // 2)
            colour = PRESSED if one.label == step.next else FAINT
            pen.rounded_rectangle((left, y, left + each, y + button), PAD, fill=colour)
            label = _fit(one.label, each - PAD)
            middle = left + (each - FONTS[""].getlength(label)) / 2
            pen.text((middle, y + PAD // 2), label, INK, FONTS[""])
        y += button + GAP // 2
    return image


def _bubble(  # noqa: PLR0917 - a place, a size and a colour
    pen: ImageDraw.ImageDraw, lines: Sequence[list[Word]], x: float, y: int, wide: float, fill: str
) -> int:
    end = y + len(lines) * LEADING + PAD
    pen.rounded_rectangle((x, y, x + wide, end), PAD, fill=fill)
    for line in lines:
        left = x + PAD
        for word, font in line:
            pen.text((left, y + PAD // 2), word, INK, FONTS[font])
            left += FONTS[font].getlength(word)
        y += LEADING
    return end


def _wrapped(words: Sequence[Word], width: int) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word, font in words:
        if word == "\n":
            yield line
            line = []
            continue
        if line and _width([*line, (word, font)]) > width:
            yield line
            line = []
        line.append((word if line else word.lstrip(), font))
    yield line


def _width(line: Sequence[Word]) -> float:
    return sum(FONTS[font].getlength(word) for word, font in line)


def _fit(label: str, width: float) -> str:
    while FONTS[""].getlength(label) > width:
        label = label.rstrip("…")[:-1] + "…"
    return label


def _words(text: str) -> Iterator[str]:
    """The words of a text, each with the space before it; a line break is a word."""
    starts = [0, *(i for i, sign in enumerate(text) if sign in " \n"), len(text)]
    for start, end in pairwise(starts):
        word = text[start:end]
        if word.startswith("\n"):
            yield "\n"
            word = word[1:]
        if word:
            yield word


def _read(html: str) -> list[Word]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.words


@dataclass
class _Reader(HTMLParser):
    """Telegram's HTML as words with their fonts."""

    words: list[Word] = field(default_factory=list)
    _font: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._font = tag if tag in FONTS else self._font

    def handle_endtag(self, tag: str) -> None:
        self._font = "" if tag == self._font else self._font

    def handle_data(self, data: str) -> None:
        self.words += [(word, self._font) for word in _words(data)]
