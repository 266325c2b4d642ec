"""The formats that tables come in: what a file is, and its table as texts."""
