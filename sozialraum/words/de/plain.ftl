# The report in plain language (Leichte Sprache), after the rules that docs/report.md lists: one
# sentence a message, one thought a sentence, at most 12 words; no genitive, passive or Konjunktiv.
# What a test cannot see, a person has to: read docs/report.md before a change.

plain-title = Hilfe für Menschen in { $city }
plain-subtitle = Ein Bericht in Leichter Sprache
plain-unexamined = Prüferinnen und Prüfer haben diesen Text noch nicht geprüft.
plain-examiners = Prüferinnen und Prüfer sind Menschen mit Lern-Schwierigkeiten.
plain-examine = Sie sagen: Der Text ist leicht oder schwer.

## What it is about

plain-about-title = Darum geht es
plain-about-help = Viele Menschen brauchen im Leben Hilfe.
plain-about-subjects = { $more ->
    [yes] Zum Beispiel geht es um diese Themen:
   *[no] Es geht um diese Themen:
}
plain-about-figures = Die Stadt { $city } hat dazu Zahlen gesammelt.
plain-about-report = Die Zahlen stehen in einem Bericht.
plain-about-need = Der Bericht zeigt: Hier brauchen Menschen Hilfe.
plain-about-supply = Der Bericht zeigt auch: Diese Hilfe gibt es schon.
plain-need-means = Bedarf heißt: Menschen brauchen Hilfe.
plain-council-asked = { $n ->
    [one] Der Rat hat 1 Frage gestellt.
   *[other] Der Rat hat { $n } Fragen gestellt.
}
plain-council-means = Der Rat entscheidet für die Stadt.
plain-council-chosen = Die Menschen in der Stadt wählen den Rat.
plain-areas = { $n ->
    [one] Im Bericht hat die Stadt 1 Teil.
   *[other] Im Bericht hat die Stadt { $n } Teile.
}
plain-area-named = Ein Teil heißt: { $level }.

## What the pandemic changed

plain-pandemic-title = Das war in der Pandemie
plain-pandemic-means = Pandemie heißt: Eine Krankheit ist in vielen Ländern.
plain-pandemic-which = Im Bericht geht es um die Corona-Pandemie.
plain-pandemic-began = Sie hat im Jahr { $year } angefangen.
plain-pandemic-worse = { $n ->
    [0] Die Zahlen zeigen nirgends sicher mehr Bedarf.
    [one] Die Zahlen zeigen bei 1 Thema mehr Bedarf:
   *[other] Die Zahlen zeigen bei { $n } Themen mehr Bedarf:
}
plain-pandemic-cause = Der Grund war vielleicht die Pandemie.
plain-pandemic-unsure = Aber das ist unsicher.
plain-pandemic-counted = Ämter haben hier mehr gezählt als vorher:
plain-pandemic-not-reckoned = Dazu fehlen noch Zahlen.
plain-experts = { $n ->
    [one] Fachleute sehen bei 1 Thema mehr Bedarf.
   *[other] Fachleute sehen bei { $n } Themen mehr Bedarf.
}
plain-experts-means = Fachleute kennen ein Thema sehr gut.

## What was planned

plain-plans-title = Das hat die Stadt geplant
plain-plans-means = In einem Plan steht: So hilft die Stadt.
plain-plans-count = { $n ->
    [one] Der Bericht nennt 1 Plan.
   *[other] Der Bericht nennt { $n } Pläne.
}
plain-plans-adjusted = { $n ->
    [one] Bei 1 davon hat die Stadt etwas geändert.
   *[other] Bei { $n } davon hat die Stadt etwas geändert.
}
plain-plans-reason = Der Grund war die Pandemie.
plain-plans-older = { $n ->
    [one] 1 davon ist älter als die Pandemie.
   *[other] { $n } davon sind älter als die Pandemie.
}
plain-plans-same = { $n ->
    [one] 1 davon ist gleich geblieben.
   *[other] { $n } davon sind gleich geblieben.
}
plain-plans-unclear = { $n ->
    [one] Bei 1 davon ist das noch unklar.
   *[other] Bei { $n } davon ist das noch unklar.
}
plain-plans-missed = { $n ->
    [one] Hier ist ein neuer Plan noch unbekannt:
   *[other] Hier sind neue Pläne noch unbekannt:
}
plain-plans-unknown = Im Bericht fehlen noch die Pläne.

## Whether the help is enough

plain-supply-title = Diese Hilfe gibt es
plain-supply-means = Ein Angebot ist eine Hilfe für Menschen.
plain-supply-example = Zum Beispiel: eine Beratung oder eine Kita.
plain-supply-result = { $result ->
    [covered] Hier reicht die Hilfe:
    [by_task_change] Hier brauchen die Angebote andere Aufgaben:
    [by_task_extension] Hier brauchen die Angebote mehr Aufgaben:
   *[not_coverable] Hier fehlt Hilfe:
}
plain-supply-where = { $everywhere ->
    [yes] { $theme }
   *[no] { $theme }: in { $n } von { $total } Teilen
}
plain-supply-unclear = { $n ->
    [one] Bei 1 von { $total } Themen ist das noch unklar.
   *[other] Bei { $n } von { $total } Themen ist das noch unklar.
}
plain-supply-partly = { $n ->
    [one] Bei 1 Thema ist das nur in einigen Teilen klar.
   *[other] Bei { $n } Themen ist das nur in einigen Teilen klar.
}
plain-supply-limited = Manche Zahlen dazu sind geschätzt.
plain-supply-missing = Dazu fehlen wichtige Zahlen.
plain-supply-places = Zum Beispiel: die Zahl von den Plätzen.
plain-supply-questions = { $n ->
    [one] Im Bericht steht 1 Frage an ein Amt.
   *[other] Im Bericht stehen { $n } Fragen an die Ämter.
}
plain-supply-answers = Die Antworten helfen bei der Entscheidung.

## What is urgent

plain-urgent-title = Das ist eilig
plain-urgent-themes = { $n ->
    [0] Zurzeit ist kein Thema besonders eilig.
    [one] Dieses Thema ist besonders eilig:
   *[other] Diese Themen sind besonders eilig:
}
plain-urgent-unknown = Das ist noch unklar.
plain-urgent-areas = In diesen Teilen ist Hilfe besonders eilig:
plain-urgent-unsure = Die Reihenfolge ist unsicher.
plain-urgent-report = Der Bericht zeigt nur Möglichkeiten.
plain-urgent-decides = { $council ->
    [yes] Der Rat entscheidet.
   *[no] Die Stadt entscheidet.
}
plain-map = Die Karte zeigt die Teile von der Stadt.
plain-map-dark = Dunkel heißt: Hier ist Hilfe besonders eilig.
plain-map-drawn = { $kind ->
    [outlines] Die Karte zeigt echte Grenzen.
   *[tiles] Die Karte ist einfach gezeichnet.
}
plain-map-numbers = Jeder Teil hat eine Nummer.

## The areas

plain-areas-title = Die Teile von der Stadt
plain-areas-which = In diesen Teilen ist der Bedarf bei mehreren Themen hoch.
plain-areas-rest = Alle anderen Teile stehen im ganzen Bericht.
plain-areas-word = { $word } heißt: { $meaning }
plain-area-people = Hier leben ungefähr { $thousands } Tausend Menschen.
plain-area-number = Die Nummer auf der Karte ist: { $number }.
plain-area-high = Bei diesen Themen ist der Bedarf hoch:

## How sure it is, and where there is more

plain-sure-title = So sicher sind die Zahlen
plain-sure-day = Der Bericht ist vom { $day }.
plain-sure-estimated = Manche Zahlen sind geschätzt.
plain-sure-estimated-means = Geschätzt heißt: Die genaue Zahl fehlt.
plain-sure-old = { $n ->
    [one] 1 Sammlung von Zahlen ist alt.
   *[other] { $n } Sammlungen von Zahlen sind alt.
}
plain-sure-newer = Neue Zahlen fehlen dort noch.
plain-more-title = Hier steht mehr
plain-more-read = Sie können den ganzen Bericht lesen.
plain-more-hard = Der ganze Bericht ist in schwerer Sprache.
plain-more-page = Der Bericht als Internet-Seite
plain-more-print = Der Bericht zum Drucken
