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
SIGNS_EXPLAINED = (
    "G gedeckt; Ä deckbar, wenn vorhandene Angebote ihre Aufgaben ändern; E deckbar, wenn sie "
    "erweitert werden; N derzeit nicht deckbar; ? nicht beurteilbar. Ein Ausrufezeichen: "
    "Dringlichkeit hoch."
)
OPTIONS = {
    "not_coverable": "Neue oder andere Strukturen prüfen",
    "by_task_extension": "Erweiterung vorhandener Angebote prüfen",
    "by_task_change": "Änderung der Aufgaben vorhandener Angebote prüfen",
    "unknown": "Wissen schaffen, bevor entschieden wird",
    "covered": "Angebot erhalten und beobachten",
}
