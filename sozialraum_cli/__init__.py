"""The command ``sozialraum``. It may use every room, and no room uses it."""
