"""The forms of the report: HTML, PDF, XLSX and JSON, all of one model."""
