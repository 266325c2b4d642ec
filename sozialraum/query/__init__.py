"""Answers SQL from a published database and says what stands in it: reads it, and nothing else."""

from sozialraum.query.answer import Answer, answer, asked
from sozialraum.query.description import Column, Described, describe, describe_all

__all__ = ["Answer", "Column", "Described", "answer", "asked", "describe", "describe_all"]
