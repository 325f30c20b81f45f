"""One file, one platform."""
