"""Answers made ready for people and programs: JSON documents and terminal tables."""
