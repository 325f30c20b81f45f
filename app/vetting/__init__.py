"""The use cases, as verbs: what a caller asks for, on top of platforms, numbers and storage."""
