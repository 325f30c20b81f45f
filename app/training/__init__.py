"""Training: from labelled accounts to a model file with its card."""
