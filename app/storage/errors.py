"""What can go wrong with the database, as callers see it."""


class StorageUnavailableError(Exception):
    """The database cannot be read or written now (gone, full, read-only, locked for too long)."""
