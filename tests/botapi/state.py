"""What the server knows: users, chats, and for every bot its messages, files and settings."""

from dataclasses import dataclass, field
from itertools import count

from tests.botapi.updates import Updates
from tests.botapi.wire import Json, Upload

PRESENT = {"creator", "administrator", "member", "restricted"}


@dataclass(slots=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    deleted: bool = False

    def json(self) -> Json:
        raw = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return raw | self._present("last_name", "username", "language_code")

    def chat_json(self) -> Json:
        """The user as a private chat."""
        raw: Json = {"id": self.id, "first_name": self.first_name, "type": "private"}
        return raw | self._present("last_name", "username")

    def _present(self, *names: str) -> Json:
        return {name: getattr(self, name) for name in names if getattr(self, name)}


@dataclass(slots=True)
class Chat:
    """A private chat, group, supergroup or channel, with the standing of its members."""

    id: int
    type: str
    title: str = ""
    user: User | None = None
    members: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None

    def json(self) -> Json:
        if self.user is not None:
            return self.user.chat_json()
        return {"id": self.id, "title": self.title, "type": self.type}

    def holds(self, user_id: int) -> bool:
        return self.members.get(user_id) in PRESENT


@dataclass(slots=True)
class Stored:
    """A message with the keyboard it was sent with."""

    json: Json
    markup: Json | None = None


@dataclass(slots=True)
class Messages:
    """The messages of one bot; supergroups count for themselves, all other chats together."""

    chats: dict[int, dict[int, Stored]] = field(default_factory=dict)
    counters: dict[int, "count[int]"] = field(default_factory=dict)

    def next_id(self, chat: Chat) -> int:
        key = chat.id if chat.type in {"supergroup", "channel"} else 0
        return next(self.counters.setdefault(key, count(1)))

    def add(self, message: Json, markup: Json | None = None) -> None:
        stored = Stored(message, markup)
        self.chats.setdefault(message["chat"]["id"], {})[message["message_id"]] = stored

    def get(self, chat_id: int, message_id: int) -> Stored | None:
        return self.chats.get(chat_id, {}).get(message_id)

    def remove(self, chat_id: int, message_id: int) -> None:
        self.chats.get(chat_id, {}).pop(message_id, None)

    def of(self, chat_id: int) -> list[Stored]:
        return list(self.chats.get(chat_id, {}).values())


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on the server."""

    id: str
    kind: str
    path: str
    upload: Upload

    def json(self) -> Json:
        size = len(self.upload.content)
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": size}


@dataclass(frozen=True, slots=True)
class Query:
    """A press or an inline query that waits for its answer."""

    id: str
    user_id: int
    expires: float


@dataclass(frozen=True, slots=True)
class Toast:
    """What a person saw after a press."""

    user_id: int
    text: str
    alert: bool
    url: str = ""


@dataclass(slots=True)
class Webhook:
    """Where the updates go."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    error_date: int = 0
    error: str = ""


@dataclass(slots=True)
class Bot:
    """One bot with everything that belongs to it."""

    token: str
    user: User
    updates: Updates
    webhook: Webhook = field(default_factory=Webhook)
    messages: Messages = field(default_factory=Messages)
    files: dict[str, StoredFile] = field(default_factory=dict)
    started: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    queries: dict[str, Query] = field(default_factory=dict)
    toasts: list[Toast] = field(default_factory=list)
    inline_answers: dict[str, Json] = field(default_factory=dict)
    inline_messages: dict[str, Json] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    inline: bool = True

    def keep(self, upload: Upload, kind: str) -> StoredFile:
        """Store an uploaded file."""
        number = next(self.numbers)
        ending = upload.filename.rpartition(".")[2] if "." in upload.filename else "bin"
        path = f"{kind}s/file_{number}.{ending}"
        stored = StoredFile(f"{kind}-{self.user.id}-{number}", kind, path, upload)
        self.files[stored.id] = stored
        return stored
