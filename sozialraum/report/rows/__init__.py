"""What the report is made of: rows read from a publication (read.py), ordered (facts.py)."""
