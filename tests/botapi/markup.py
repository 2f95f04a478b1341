"""Telegram's HTML, read with its rules and refused with its words.

The rules were read in the server's source (tdlib, MessageEntity.cpp: parse_html).
"""

import re
from dataclasses import dataclass, field, replace

from tests.botapi.entities import Entity, Text, order
from tests.botapi.tags import ARGUMENTS, TYPES, MarkupError, Tag, close
from tests.botapi.wire import utf16_length

SPACE = " \t\r\n\0\v"
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9A-Fa-f]*)|#(?P<dec>[0-9]*)|(?P<name>[A-Za-z]+));?")
PLAIN = re.compile(r"[^&<]+")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
LONGEST_REFERENCE = 9


@dataclass(slots=True)
class Reader:
    """A walk through the source."""

    source: str
    at: int = 0
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def until(self, stops: str) -> str:
        """The characters up to the first of the stops or the end."""
        start = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[start : self.at]

    def skip_space(self) -> None:
        while self.peek() in SPACE and self.at < len(self.source):
            self.at += 1

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)

    def wrong(self, text: str, at: int) -> MarkupError:
        offset = len(self.source[:at].encode("utf-8", "surrogatepass"))
        return MarkupError(f"{text} at byte offset {offset}")


def parse_html(source: str) -> Text:
    """Plain text and entities of a text in Telegram's HTML."""
    if "<" not in source and "&" not in source:
        return Text(source)
    reader = Reader(source)
    while reader.at < len(source):
        _step(reader)
    if reader.open:
        name = reader.open[-1].name
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{name}"')
    plain = "".join(reader.pieces)
    if not plain.isascii() and any("\ud800" <= sign <= "\udfff" for sign in plain):
        raise MarkupError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return Text(plain, tuple(sorted(map(_bare, reader.entities), key=order)))


def _bare(entity: Entity) -> Entity:
    """Code alone has no language."""
    return replace(entity, extra=()) if entity.type == "code" and entity.extra else entity


def _step(reader: Reader) -> None:
    if run := PLAIN.match(reader.source, reader.at):
        reader.at = run.end()
        reader.add(run[0])
    elif reader.peek() == "&":
        sign, reader.at = _reference(reader.source, reader.at)
        reader.add(sign)
    elif reader.source.startswith("</", reader.at):
        _end(reader)
    else:
        _start(reader)


def _reference(source: str, at: int) -> tuple[str, int]:
    """The character behind "&…;" and where to go on; an unknown one stays as it is."""
    match = REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    if match["name"]:
        sign = NAMED.get(match["name"])
        return (sign, match.end()) if sign else ("&", at + 1)
    digits, base = (match["hex"], 16) if match["hex"] is not None else (match["dec"], 10)
    size = len(match[0].removesuffix(";"))
    code = int(digits, base) if digits and size <= LONGEST_REFERENCE else 0
    return (chr(code), match.end()) if 0 < code < 0x10FFFF else ("&", at + 1)


def _start(reader: Reader) -> None:
    begin = reader.at
    reader.at += 1
    name = reader.until(SPACE + ">").lower()
    if reader.peek() == "\0":
        raise reader.wrong("Unclosed start tag", begin)
    if name not in TYPES:
        raise reader.wrong(f'Unsupported start tag "{name}"', begin)
    argument = None
    while reader.peek() != ">":
        reader.skip_space()
        if reader.peek() != ">":
            attribute, value = _attribute(reader, name, begin)
            argument = value if attribute == ARGUMENTS.get(name) else argument
    reader.at += 1
    if name == "span" and argument != "tg-spoiler":
        raise reader.wrong('Tag "span" must have class "tg-spoiler"', begin)
    reader.open.append(Tag(name, argument, reader.length, len(reader.pieces)))


def _attribute(reader: Reader, tag: str, begin: int) -> tuple[str, str]:
    """The name and the value of one attribute."""
    name = reader.until(SPACE + "=>")
    if not name:
        raise reader.wrong(f'Empty attribute name in the tag "{tag}"', begin)
    reader.skip_space()
    if reader.peek() == "=":
        reader.at += 1
        reader.skip_space()
        return name, _value(reader, tag, begin)
    if reader.at >= len(reader.source):
        raise reader.wrong(f'Unclosed start tag "{tag}"', begin)
    return name, ""


def _value(reader: Reader, tag: str, begin: int) -> str:
    if reader.at >= len(reader.source):
        raise reader.wrong(f'Unclosed start tag "{tag}"', begin)
    value = _quoted(reader) if reader.peek() in "'\"" else _token(reader)
    if reader.at >= len(reader.source):
        raise reader.wrong("Unclosed start tag", begin)
    return value


def _quoted(reader: Reader) -> str:
    quote = reader.peek()
    reader.at += 1
    value = []
    while reader.at < len(reader.source) and reader.peek() != quote:
        if reader.peek() == "&":
            sign, reader.at = _reference(reader.source, reader.at)
            value.append(sign)
        else:
            value.append(reader.until("&" + quote))
    reader.at += reader.peek() == quote
    return "".join(value)


def _token(reader: Reader) -> str:
    begin = reader.at
    token = NAME_TOKEN.match(reader.source, begin)
    reader.at = token.end() if token else begin
    if reader.peek() not in SPACE + ">":
        raise reader.wrong("Unexpected end of name token", begin)
    return reader.source[begin : reader.at].lower()


def _end(reader: Reader) -> None:
    begin = reader.at
    if not reader.open:
        raise reader.wrong("Unexpected end tag", begin)
    reader.at += 2
    name = reader.until(SPACE + ">").lower()
    reader.skip_space()
    if reader.peek() != ">":
        raise reader.wrong("Unclosed end tag", begin)
    reader.at += 1
    tag = reader.open.pop()
    if name and name != tag.name:
        wrong = reader.wrong("Unmatched end tag", begin)
        raise MarkupError(f'{wrong}, expected "</{tag.name}>", found "</{name}>"')
    inner = "".join(reader.pieces[tag.piece :])
    close(tag, reader.length - tag.offset, inner, reader.entities)
