"""What the report is made of: records, by which queries they are read, and ordered (facts.py)."""
