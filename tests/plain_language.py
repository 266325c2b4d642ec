"""What a machine can see of the rules for Leichte Sprache (docs/report.md lists all of them).

It sees words, not sense: a text without a fault here may still be hard. Only readers can tell.
"""

import re

MOST_WORDS = 12
LONGEST_WORD = 15
"""Letters of a word that has no hyphen."""

_RULES = {
    "Konjunktiv": r"\b(?:würden?|könnten?|sollten?|müssten?|dürften?|wären?|hätten?|sei)\b",
    "passive": r"\b(?:wird|werden|wurden?|worden)\b",
    "genitive": r"\b(?:des|deren|dessen|eines|wegen|trotz|aufgrund|anhand|mittels)\b"
    r"|\b[A-ZÄÖÜ][a-zäöüß]+ (?:der|einer) (?:[a-zäöü]+ )?[A-ZÄÖÜ]",
    "abbreviation": r"\b(?:z\. ?B|usw|bzw|ca|ggf|d\. ?h|etc|inkl|vgl|Nr)\b\.?",
    "number as a word": r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b",
    "special sign": r"[()\[\]{}%§&;/≈±→•…*„“\"]",
    "relative clause": r", (?:der|die|das|den|dem|welche[rns]?) ",
}
NEGATION = r"\b(?:nicht|kein(?:e[mnrs]?)?|nie|niemand)\b"


def faults(sentence: str) -> list[str]:
    """What is against the rules in one sentence, heading or point of a list."""
    found = [name for name, pattern in _RULES.items() if re.search(pattern, sentence)]
    words = sentence.split()
    if len(words) > MOST_WORDS:
        found.append(f"{len(words)} words")
    found += [
        f"long word {part}"
        for word in words
        for part in re.split(r"[-,.:]", word)
        if len(part) > LONGEST_WORD
    ]
    if re.search(r"[.!?](?!$)(?!\d)", re.sub(r"\d+\.\s(?=[A-Z])", "", sentence)):
        found.append("more than one sentence")
    return found
