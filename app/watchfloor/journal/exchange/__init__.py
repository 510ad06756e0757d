"""Journals to and from files of other programs: export, import, archive."""
