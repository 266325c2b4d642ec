# The information paper for the council (vorlage.docx): the same answers as the report, as options.

paper-kind = Vorlage zur Information
paper-draft = Entwurf aus den Zahlen des Berichts. Diese Vorlage entscheidet nichts und nimmt nichts vorweg. Aktenzeichen, Einreicher und Sitzungstermine trägt die Verwaltung ein.
paper-reference = Aktenzeichen
paper-to-be-entered = (einzutragen)
paper-bodies = Gremien
paper-subject = Gegenstand
paper-subject-text = { $title }: Bericht mit Stand { $day }
paper-about = { $answers ->
    [all] Der Bericht stellt die Bedarfe der { $areas } den sozialen Angeboten gegenüber. Er zeigt, was die Pandemie verändert hat, welche Planungen angepasst wurden, welche Bedarfe sich decken lassen und wo es dringend ist.
   *[some] Der Bericht zeigt, was über die Bedarfe bekannt ist ({ $areas }).
} Grundlage: { $indicators } { $indicators ->
    [one] Indikator
   *[other] Indikatoren
} aus { $sources } { $sources ->
    [one] Quelle
   *[other] Quellen
}. Wo ein Kapitel genannt ist, ist es eines des Berichts.

## The proposal

paper-proposal = Beschlussvorschlag
paper-take-note = 1. Der Bericht mit Stand { $day } wird zur Kenntnis genommen.
paper-choose = { $n ->
    [one] 2. Zu entscheiden ist, ob diese Möglichkeit weiterverfolgt wird:
   *[other] 2. Zu entscheiden ist, welche dieser { $n } Möglichkeiten weiterverfolgt werden:
}
paper-options = Möglichkeiten, die aus den Antworten des Berichts folgen
paper-option = Möglichkeit
paper-reason = Grund
paper-decision = Entscheidung
paper-decide = ☐ ja ☐ nein
paper-options-note = Die Reihenfolge ist keine Rangfolge. Jede Möglichkeit kann für sich gewählt werden.

## Reasons, money, annexes

paper-reasons = Begründung
paper-money = Finanzielle Auswirkungen
paper-money-open = Offen. Der Bericht enthält keine Angaben über Kosten. Was eine Möglichkeit kostet und woraus sie bezahlt werden kann, ermittelt die Verwaltung, bevor darüber entschieden wird.
paper-annexes = Anlagen
paper-annex-report = der Bericht, zum Drucken
paper-annex-rests = worauf er beruht: Tabellen, Verfahren, Quellen
paper-annex-leaflets = je Gebiet ein Blatt zum Drucken
paper-annex-plain = das Wichtigste in Leichter Sprache
paper-annex-page = derselbe Bericht als Seite zum Nachschlagen
paper-annex-figures = alle Zahlen als Tabellen
