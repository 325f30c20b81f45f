"""One file a signal: a pure function from account columns to readings, documented for customers."""
