"""Texts and captions as the server takes them: parsed, cleaned, measured."""

from tests.botapi.entities import Entity, Text, cleaned, detected
from tests.botapi.errors import bad_request, not_built
from tests.botapi.markup import parse_html
from tests.botapi.tags import MarkupError
from tests.botapi.wire import Json, utf16_length

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100


def text_of(params: Json, name: str = "text") -> Text:
    """The text of a message: not empty, not too long."""
    text = formatted(params, name, "entities")
    if not text.plain:
        raise bad_request("message text is empty")
    if utf16_length(text.plain) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text


def caption_of(params: Json) -> Text:
    """The text below a picture or file."""
    text = formatted(params, "caption", "caption_entities")
    if utf16_length(text.plain) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text


def formatted(params: Json, name: str, entities: str) -> Text:
    """A text with its markup read."""
    source = params.get(name, "")
    mode = params.get("parse_mode", "")
    if mode.lower() == "html":
        try:
            text = parse_html(source)
        except MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    elif mode.lower() in {"markdown", "markdownv2"}:
        raise not_built(f"parse_mode {mode}")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text = Text(source, tuple(Entity.read(raw) for raw in params.get(entities, ())))
    whole = detected(cleaned(text))
    return Text(whole.plain, whole.entities[:MOST_ENTITIES])
