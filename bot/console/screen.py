"""Telegram's HTML as rich text on a screen."""

from __future__ import annotations

from html.parser import HTMLParser

from rich.text import Text

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strike",
    "code": "cyan",
    "pre": "cyan",
    "a": "underline",
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        link = dict(attrs).get("href")
        self._open.append(f"{_STYLES.get(tag, '')} link {link}" if link else _STYLES.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data, " ".join(style for style in self._open if style))


def readable(html: str) -> Text:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text
