"""Data in: connectors to platforms, and audiences that callers upload."""
