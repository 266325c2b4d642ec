"""What the report says: a module a chapter or part of one, put together in build.py."""
