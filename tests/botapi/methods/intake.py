"""How updates reach the bot: asked for, or sent to a webhook."""

import re
from urllib.parse import urlsplit

from tests.botapi.call import Call, Method
from tests.botapi.errors import bad_request, conflict
from tests.botapi.state import Webhook
from tests.botapi.updates import MOST_AT_ONCE
from tests.botapi.wire import Json

PORTS = {80, 88, 443, 8443}
LOCAL = {"127.0.0.1", "localhost"}
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
    "webhook first"
)


def get_updates(call: Call) -> list[Json]:
    """The oldest updates; the offset confirms what lies below it."""
    if call.bot.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    _choose(call)
    updates = call.bot.updates
    if offset := call.params.get("offset"):
        updates.confirm(offset)
    return updates.first(min(call.params.get("limit", MOST_AT_ONCE), MOST_AT_ONCE))


def _choose(call: Call) -> None:
    """The choice of kinds stays until the next one; it does not touch what waits already."""
    if "allowed_updates" in call.params:
        call.bot.updates.allowed = frozenset(call.params["allowed_updates"])


def set_webhook(call: Call) -> bool:
    url: str = call.params["url"]
    if url:
        _check_address(url)
    secret = call.params.get("secret_token", "")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _drop(call)
    _choose(call)
    call.bot.webhook = Webhook(url, secret, call.params.get("max_connections", 40))
    call.bot.updates.bell.ring()
    return True


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    # The one liberty: tests listen on this machine, without a certificate.
    if parts.hostname in LOCAL:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        text = "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
        raise bad_request(text)


def _drop(call: Call) -> None:
    if call.params.get("drop_pending_updates"):
        call.bot.updates.forget(list(call.bot.updates.waiting))


def delete_webhook(call: Call) -> bool:
    _drop(call)
    call.bot.webhook = Webhook()
    call.bot.updates.bell.ring()
    return True


def get_webhook_info(call: Call) -> Json:
    webhook, updates = call.bot.webhook, call.bot.updates
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": sum(1 for _ in updates.alive()),
    }
    if webhook.url:
        info |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
    if webhook.error:
        info |= {"last_error_date": webhook.error_date, "last_error_message": webhook.error}
    if updates.allowed:
        info["allowed_updates"] = sorted(updates.allowed)
    return info


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
