"""Pure numbers: accounts in, an assessment and a verdict out. No I/O beside the model file, no clock, no randomness."""
