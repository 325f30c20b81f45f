"""How the niche method's files are made: the word table, and how far niches stand out from the background."""
