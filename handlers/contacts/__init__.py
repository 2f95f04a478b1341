"""Members without Telegram: staff enter and remove them, and take down what they said."""

from __future__ import annotations

from handlers.contacts import conversation

ROUTES = conversation.ROUTES
