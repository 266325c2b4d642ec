"""What a run found, how it ended, and who is told."""
