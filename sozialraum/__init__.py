"""The Sozialraum monitor: needs and coverage of social services by planning area."""
