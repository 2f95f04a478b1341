"""Who may do what."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    CITIZEN = "citizen"
    MEMBER = "member"
    PROVIDER = "provider"
    STAFF = "staff"
    ADMIN = "admin"
