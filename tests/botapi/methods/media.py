"""Messages with files: uploads are kept, known files are sent again."""

from functools import partial

from tests.botapi.call import Call, Method
from tests.botapi.errors import ApiError, bad_request, not_built
from tests.botapi.methods.sending import post
from tests.botapi.state import StoredFile
from tests.botapi.texts import caption_of
from tests.botapi.wire import Json, Upload

MEGABYTE = 1024 * 1024
LARGEST_PHOTO = 10 * MEGABYTE
LARGEST = 50 * MEGABYTE
DIMENSIONS = {"width": 640, "height": 480}
SQUARE = {"width": 512, "height": 512}
# What the server finds out about a file by itself.
MEASURED: dict[str, Json] = {
    "photo": DIMENSIONS,
    "video": DIMENSIONS | {"duration": 1},
    "animation": DIMENSIONS | {"duration": 1},
    "video_note": {"length": 240, "duration": 1},
    "audio": {"duration": 1},
    "voice": {"duration": 1},
    "sticker": SQUARE | {"is_animated": False, "is_video": False, "type": "regular"},
    "document": {},
}
NAMED = {"document", "audio", "video", "animation"}


def file_json(stored: StoredFile, kind: str) -> Json:
    """A file as it stands in a message."""
    raw = stored.json() | MEASURED[kind]
    if kind in NAMED:
        raw |= {"file_name": stored.upload.filename, "mime_type": stored.upload.mime}
    return raw


def resolve(call: Call, value: Upload | str, kind: str) -> StoredFile:
    """The file meant by an upload, an attachment or an identifier."""
    if isinstance(value, str) and value.startswith("attach://"):
        value = call.files.get(value.removeprefix("attach://"), value)
    if isinstance(value, Upload):
        return _uploaded(call, value, kind)
    if value in call.bot.files:
        return call.bot.files[value]
    if value.startswith(("http://", "https://")):
        raise not_built("files given by address")
    raise bad_request("wrong file identifier/HTTP URL specified")


def _uploaded(call: Call, upload: Upload, kind: str) -> StoredFile:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "photo" and len(upload.content) > LARGEST_PHOTO:
        raise bad_request("file is too big for a photo")
    if len(upload.content) > LARGEST:
        raise ApiError(413, "Request Entity Too Large")
    return call.bot.keep(upload, kind)


def content_of(call: Call, kind: str, value: Upload | str, params: Json) -> Json:
    """The part of a message that holds a file and its caption."""
    caption = caption_of(params)
    raw = file_json(resolve(call, value, kind), kind)
    content: Json = {kind: [raw] if kind == "photo" else raw}
    if kind == "animation":
        content["document"] = raw
    if caption.plain:
        content["caption"] = caption.plain
    if caption.entities:
        content["caption_entities"] = caption.json()
    return content


def send(call: Call, kind: str) -> Json:
    """sendPhoto, sendDocument and their like."""
    call.chat()
    return post(call, content_of(call, kind, call.params[kind], call.params))


def send_group(call: Call) -> list[Json]:
    """An album."""
    call.chat()
    album = str(next(call.bot.numbers))
    contents = [
        content_of(call, item["type"], item["media"], item) for item in call.params["media"]
    ]
    return [post(call, {"media_group_id": album} | content) for content in contents]


METHODS: dict[str, Method] = {
    "sendPhoto": partial(send, kind="photo"),
    "sendDocument": partial(send, kind="document"),
    "sendVideo": partial(send, kind="video"),
    "sendAnimation": partial(send, kind="animation"),
    "sendVideoNote": partial(send, kind="video_note"),
    "sendAudio": partial(send, kind="audio"),
    "sendVoice": partial(send, kind="voice"),
    "sendSticker": partial(send, kind="sticker"),
    "sendMediaGroup": send_group,
}
