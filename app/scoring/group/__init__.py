"""What accounts of one audience say together, and no account alone could."""
