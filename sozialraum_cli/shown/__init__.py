"""What commands found, as a person reads it in a terminal."""
