"""What people send besides text: pictures, voices, stickers, contacts, places, files."""

from tests.botapi.entities import Text, detected
from tests.botapi.methods.media import file_json
from tests.botapi.state import Bot, User
from tests.botapi.wire import Json, Upload

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "fcffff3f030005fe02fea72d85e90000000049454e44ae426082"
)
EISENACH = (50.9747, 10.3197)


def text(words: str) -> Json:
    """A text with what Telegram marks in it by itself."""
    found = detected(Text(words))
    return {"text": words} | ({"entities": found.json()} if found.entities else {})


def photo(bot: Bot, caption: str = "") -> Json:
    """A picture."""
    stored = bot.keep(Upload("photo.png", PIXEL, "image/png"), "photo")
    small = file_json(stored, "photo") | {"width": 90, "height": 67}
    return {"photo": [small, file_json(stored, "photo")]} | _captioned(caption)


def document(
    bot: Bot,
    content: bytes = b"Angebot;Ort\n",
    filename: str = "angebote.csv",
    mime: str = "text/csv",
    caption: str = "",
) -> Json:
    """A file."""
    stored = bot.keep(Upload(filename, content, mime), "document")
    return {"document": file_json(stored, "document")} | _captioned(caption)


def voice(bot: Bot) -> Json:
    """A spoken message."""
    stored = bot.keep(Upload("voice.ogg", b"OggS", "audio/ogg"), "voice")
    return {"voice": file_json(stored, "voice") | {"mime_type": "audio/ogg"}}


def sticker(bot: Bot, emoji: str = "👍") -> Json:
    """A sticker."""
    stored = bot.keep(Upload("sticker.webp", b"RIFF", "image/webp"), "sticker")
    return {"sticker": file_json(stored, "sticker") | {"emoji": emoji, "set_name": "Bildung"}}


def contact(user: User, phone: str = "+4915112345678") -> Json:
    """One's own contact."""
    own = {"phone_number": phone, "first_name": user.first_name, "user_id": user.id}
    return {"contact": own | ({"last_name": user.last_name} if user.last_name else {})}


def location(latitude: float = EISENACH[0], longitude: float = EISENACH[1]) -> Json:
    """A place."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _captioned(caption: str) -> Json:
    return {"caption": caption} if caption else {}
