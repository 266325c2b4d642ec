"""German words on coverability and plans."""

RESULTS = {
    "covered": "gedeckt",
    "by_task_change": "durch geänderte Aufgaben deckbar",
    "by_task_extension": "durch erweiterte Aufgaben deckbar",
    "not_coverable": "derzeit nicht deckbar",
    "unknown": "nicht beurteilbar",
}
NEEDS = {
    "high": "hoch",
    "medium": "mittel",
    "low": "gering",
    "reported": "nur berichtet",
    "unknown": "nicht bekannt",
}
ADJUSTED = {"yes": "ja", "no": "nein", "unknown": "nicht belegt"}
