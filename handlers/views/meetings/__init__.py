"""Meetings of working groups: as members, others and those who organise see them."""
