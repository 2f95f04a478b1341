"""Meetings: /termine for everybody, /termin for those who organise."""
