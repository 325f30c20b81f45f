"""The nouns: frozen values that every layer speaks. Standard library only, no behaviour beyond their own shape."""
