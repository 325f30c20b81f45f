"""What goes over the wire: the same nouns again, as documents."""
