"""What accounts say together: patterns that no single account shows."""
