"""Tables as offices deliver them: found in the dropbox, landed, read by their declared layout."""
