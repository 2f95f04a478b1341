"""A text with its entities: built from pieces, cleaned as Telegram does, written out as HTML."""

import html
import re
from dataclasses import dataclass, replace
from itertools import chain

from tests.botapi.wire import Json, utf16_length

CONTROLS = dict.fromkeys(chain(range(9), (11, 12), range(14, 32)), " ") | {13: None}
PRIORITY = ("blockquote", "expandable_blockquote", "text_link", "pre", "code")
FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d_]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d ()/-]{6,18}\d)"
)
TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked stretch of a text, counted in UTF-16 units."""

    type: str
    offset: int
    length: int
    extra: tuple[tuple[str, object], ...] = ()

    @property
    def end(self) -> int:
        return self.offset + self.length

    def json(self) -> Json:
        return {"type": self.type, "offset": self.offset, "length": self.length, **dict(self.extra)}

    @classmethod
    def read(cls, raw: Json) -> "Entity":
        extra = {name: raw[name] for name in raw.keys() - {"type", "offset", "length"}}
        return cls(raw["type"], raw["offset"], raw["length"], tuple(extra.items()))


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text and what is marked in it."""

    plain: str
    entities: tuple[Entity, ...] = ()

    def json(self) -> list[Json]:
        return [entity.json() for entity in self.entities]


def order(entity: Entity) -> tuple[int, int, int]:
    """Where an entity stands in Telegram's list."""
    rank = PRIORITY.index(entity.type) if entity.type in PRIORITY else len(PRIORITY)
    return entity.offset, -entity.length, rank


def cleaned(text: Text) -> Text:
    """As the server keeps it: no control characters, no white space around, entities in order."""
    text = _without_returns(text) if "\r" in text.plain else text
    plain = text.plain.translate(CONTROLS) if not text.plain.isprintable() else text.plain
    bare = plain.lstrip()
    cut, end = utf16_length(plain) - utf16_length(bare), utf16_length(bare.rstrip())
    kept = (_moved(entity, cut, end) for entity in text.entities)
    return Text(bare.rstrip(), tuple(sorted((entity for entity in kept if entity), key=order)))


def _without_returns(text: Text) -> Text:
    units = text.plain.encode("utf-16-le", "surrogatepass")

    def place(at: int) -> int:
        return at - units[: 2 * at].decode("utf-16-le", "surrogatepass").count("\r")

    moved = (
        replace(
            entity, offset=place(entity.offset), length=place(entity.end) - place(entity.offset)
        )
        for entity in text.entities
    )
    return Text(text.plain.replace("\r", ""), tuple(moved))


def _moved(entity: Entity, cut: int, end: int) -> Entity | None:
    first, last = max(entity.offset - cut, 0), min(entity.end - cut, end)
    return replace(entity, offset=first, length=last - first) if last > first else None


def detected(text: Text) -> Text:
    """With the links, mentions and commands that Telegram finds by itself."""
    taken = text.entities
    found = [entity for entity in _found(text.plain) if not any(_meet(entity, e) for e in taken)]
    return replace(text, entities=tuple(sorted((*taken, *found), key=order))) if found else text


def _found(plain: str) -> list[Entity]:
    entities = []
    for match in FOUND.finditer(plain):
        offset = utf16_length(plain[: match.start()])
        entities.append(Entity(str(match.lastgroup), offset, utf16_length(match[0])))
    return entities


def _meet(one: Entity, other: Entity) -> bool:
    exclusive = other.type in {"code", "pre", "text_link", "text_mention"}
    crossing = one.offset < other.end and other.offset < one.end
    return crossing and (exclusive or (one.offset < other.offset or one.end > other.end))


def to_html(text: Text) -> str:
    """The text in Telegram's HTML."""
    units = text.plain.encode("utf-16-le", "surrogatepass")
    marks: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for entity in text.entities:
        if tags := _tags(entity):
            marks.setdefault(entity.offset, []).append(tags[0])
            ends.setdefault(entity.end, []).insert(0, tags[1])
    pieces, last = [], 0
    for at in sorted({*marks, *ends, len(units) // 2}):
        piece = units[2 * last : 2 * at].decode("utf-16-le", "surrogatepass")
        pieces += [html.escape(piece, quote=False), *ends.get(at, ()), *marks.get(at, ())]
        last = at
    return "".join(pieces)


def _tags(entity: Entity) -> tuple[str, str] | None:
    extra = dict(entity.extra)
    if entity.type == "text_link":
        return f'<a href="{html.escape(str(extra["url"]))}">', "</a>"
    if entity.type == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    tag = TAGS.get(entity.type)
    return (f"<{tag}>", f"</{tag}>") if tag else None
