"""What the tags of Telegram's HTML become once they are closed."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from tests.botapi.entities import Entity
from tests.botapi.rules import web_link

TYPES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    **{name: name for name in ("a", "pre", "code", "blockquote", "tg-emoji", "tg-time")},
}
# The one attribute of a tag that means something.
ARGUMENTS = {
    "a": "href",
    "code": "class",
    "span": "class",
    "blockquote": "expandable",
    "tg-emoji": "emoji-id",
    "tg-time": "unix",
}


class MarkupError(ValueError):
    """What is wrong with the HTML, in Telegram's words."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag that waits for its end: its place in the text and among the pieces."""

    name: str
    argument: str | None
    offset: int
    piece: int


def close(tag: Tag, length: int, inner: str, entities: list[Entity]) -> None:
    """Add the entity of a closed tag, unless its content makes it none."""
    if length:
        entity = Entity(TYPES[tag.name], tag.offset, length)
        match tag.name:
            case "a":
                entities.extend(_link(entity, tag.argument or inner))
            case "pre" | "code":
                _code(entity, _language(tag), entities)
            case "tg-emoji":
                entities.append(_emoji(entity, tag.argument or ""))
            case "tg-time":
                entities.append(_time(entity, tag.argument or ""))
            case "blockquote" if tag.argument is not None:
                entities.append(replace(entity, type="expandable_blockquote"))
            case _:
                entities.append(entity)


def _link(entity: Entity, url: str) -> list[Entity]:
    """A link or a mention; nothing at all for an address Telegram does not open."""
    if url.startswith("tg://user?id="):
        who = parse_qs(urlsplit(url).query)["id"][0]
        if who.isdecimal():
            user = {"id": int(who), "is_bot": False, "first_name": ""}
            return [replace(entity, type="text_mention", extra=(("user", user),))]
    if not url.startswith(("tg://", "ton://")) and not web_link(url):
        return []
    return [replace(entity, type="text_link", extra=(("url", _whole(url)),))]


def _whole(url: str) -> str:
    """With scheme and path."""
    url = url if "://" in url else f"http://{url}"
    parts = urlsplit(url)
    bare = parts.scheme in {"http", "https"} and not parts.path
    return parts._replace(path="/").geturl() if bare else url


def _language(tag: Tag) -> str:
    known = tag.name == "code" and (tag.argument or "").startswith("language-")
    return (tag.argument or "").removeprefix("language-") if known else ""


def _code(entity: Entity, language: str, entities: list[Entity]) -> None:
    """Code; around or inside "pre" the two become one with a language."""
    twin = entities[-1] if entities else None
    same = twin and (twin.offset, twin.length) == (entity.offset, entity.length)
    spoken = (("language", language),)
    if twin and same and {twin.type, entity.type} == {"pre", "code"} and (twin.extra or language):
        entities[-1] = replace(entity, type="pre", extra=twin.extra or spoken)
    else:
        entities.append(replace(entity, extra=spoken if language else ()))


def _emoji(entity: Entity, number: str) -> Entity:
    if not number.isdecimal() or int(number) == 0:
        raise MarkupError("Invalid custom emoji identifier specified")
    return replace(entity, type="custom_emoji", extra=(("custom_emoji_id", number),))


def _time(entity: Entity, seconds: str) -> Entity:
    if not seconds.isdecimal():
        raise MarkupError("Invalid date specified")
    return replace(entity, type="date_time", extra=(("unix_time", int(seconds)),))
