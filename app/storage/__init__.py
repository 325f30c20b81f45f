"""The only SQL: one file a noun, each with its table and its repository."""
