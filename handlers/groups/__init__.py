"""Working groups: what there is, who joins and leaves, whom staff admit and invite."""

from __future__ import annotations

from handlers.groups import admitting, membership, opening

ROUTES = (*membership.ROUTES, *admitting.ROUTES, *opening.ROUTES)
