"""The numbers: numpy in, numbers out. No I/O, no clock, no randomness but a Generator that is passed in."""
