"""The report's content: read (read.py), ordered (facts.py), put together (build.py)."""
