"""Charts and maps of the report, as SVG."""
