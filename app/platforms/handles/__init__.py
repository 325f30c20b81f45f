"""Handles as people paste them: one file a platform says how it names accounts; nothing here asks the network."""
