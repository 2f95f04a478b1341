"""Messages as a person sees them: text, buttons, files."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.botapi.entities import Entity, Text, to_html
from tests.botapi.state import Bot, Chat, Stored
from tests.botapi.wire import Json, Upload

MEDIA = ("photo", "document", "video", "animation", "audio", "voice", "sticker", "video_note")
TEXT = {"text", "icon_custom_emoji_id", "style"}


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label, what kind of action it has and the data or address of it."""

    label: str
    kind: str
    payload: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A message on the screen."""

    id: int
    chat: int
    by_bot: bool
    text: str
    html: str
    rows: tuple[tuple[Button, ...], ...]
    keyboard: tuple[tuple[str, ...], ...]
    media: str
    file: Upload | None
    edited: bool
    json: Json = field(repr=False)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All inline buttons, row after row."""
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands on the inline buttons."""
        return tuple(button.label for button in self.buttons)

    def button(self, label: str) -> Button:
        """The button with this label."""
        for button in self.buttons:
            if button.label == label:
                return button
        raise LookupError(f"no button {label!r}; there are {self.labels}")


def messages(bot: Bot, chat: Chat) -> list[Seen]:
    """All messages of a chat, the oldest first."""
    return [seen(bot, stored) for stored in bot.messages.of(chat.id)]


def newest_first(bot: Bot, chat: Chat) -> Iterator[Seen]:
    """All messages of a chat, the newest first."""
    return (seen(bot, stored) for stored in reversed(bot.messages.of(chat.id)))


def last_of(bot: Bot, chat: Chat) -> Seen:
    """The newest message of the bot."""
    for message in newest_first(bot, chat):
        if message.by_bot:
            return message
    raise LookupError(f"the bot has not written to {chat.json()} yet")


def seen(bot: Bot, stored: Stored) -> Seen:
    """One message."""
    raw = stored.json
    name = "text" if "text" in raw else "caption"
    marks = raw.get("entities" if name == "text" else "caption_entities", ())
    text = Text(raw.get(name, ""), tuple(Entity.read(mark) for mark in marks))
    media = next((kind for kind in MEDIA if kind in raw), "")
    return Seen(
        id=raw["message_id"],
        chat=raw["chat"]["id"],
        by_bot=raw.get("from", {}).get("id") == bot.user.id,
        text=text.plain,
        html=to_html(text),
        rows=_rows(raw.get("reply_markup", {})),
        keyboard=_keyboard(stored.markup or {}),
        media=media,
        file=_file(bot, raw, media),
        edited="edit_date" in raw,
        json=raw,
    )


def _rows(markup: Json) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        tuple(_button(button) for button in row) for row in markup.get("inline_keyboard", ())
    )


def _button(raw: Json) -> Button:
    kind = next(iter(raw.keys() - TEXT))
    payload = raw[kind]["text"] if kind == "copy_text" else str(raw[kind])
    return Button(raw["text"], kind, payload)


def _keyboard(markup: Json) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(button["text"] for button in row) for row in markup.get("keyboard", ()))


def _file(bot: Bot, raw: Json, media: str) -> Upload | None:
    if not media:
        return None
    value = raw[media][-1] if media == "photo" else raw[media]
    stored = bot.files.get(value["file_id"])
    return stored.upload if stored else None


def reply_keyboard(bot: Bot, chat: Chat) -> Json:
    """The keyboard below the input line now: the last one sent and not removed."""
    for stored in reversed(bot.messages.of(chat.id)):
        markup = stored.markup or {}
        if "remove_keyboard" in markup:
            return {}
        if "keyboard" in markup:
            return markup
    return {}
