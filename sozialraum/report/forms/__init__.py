"""The forms of the report: HTML, PDF, XLSX, JSON and Word, all of one model."""
