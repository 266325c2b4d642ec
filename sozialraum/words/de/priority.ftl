# The order of the areas over all themes: groups that are told apart, and what three voices say.

priority-group = { $group ->
    [clearly_first] { $n ->
        [one] Über alle Themen klar am dringlichsten: { $areas } (zu { $p } sicher).
       *[other] Über alle Themen klar am dringlichsten, untereinander nicht zu unterscheiden: { $areas } (zu { $p } sicher).
    }
    [clearly_last] { $n ->
        [one] Klar am wenigsten dringlich: { $areas }.
       *[other] Klar am wenigsten dringlich, untereinander nicht zu unterscheiden: { $areas }.
    }
    [between] Danach: { $areas }.
   *[not_told_apart] Nicht sicher zu unterscheiden, in der Folge ihres mittleren Platzes: { $areas }.
}
priority-group-short = { $group ->
    [clearly_first] klar vorn
    [clearly_last] klar hinten
    [between] dazwischen
   *[not_told_apart] nicht zu unterscheiden
}
priority-how = Zahlen und Gewichte wurden gemeinsam tausendmal im Rahmen ihrer Unsicherheit gezogen. Eine Gruppe ist abgegrenzt, wenn in nahezu allen Ziehungen genau diese Gebiete vor allen anderen liegen; wie oft, steht in Klammern. Jeder Indikator zählt einmal, Schätzungen zählen nicht.
priority-table = Reihenfolge über alle Themen: Gruppe, Plätze und was die Quellen sagen
priority-table-note = Plätze: mittlere 95 % der Ziehungen, 1 ist am dringlichsten. Quellen: hoch oder niedrig, wenn das Gebiet darin sicher vor oder hinter dem mittleren Platz liegt. Der Sozialindex beruht selbst auf Schätzungen.
priority-group-head = Gruppe
priority-places = Plätze
priority-among-first = Wahrscheinlichkeit, unter den ersten { $top } zu sein
priority-voice = { $voice ->
    [direct] eigene Zahlen
    [index] Sozialindex
   *[estimates] Schätzungen
}
priority-says = { $says ->
    [high] hoch
    [low] niedrig
    [average] durchschnittlich
   *[nothing] keine Angabe
}
priority-voices-differ = { $n ->
    [one] In einem Gebiet sagen eigene Zahlen, Sozialindex und Schätzungen nicht dasselbe:
   *[other] In { $n } Gebieten sagen eigene Zahlen, Sozialindex und Schätzungen nicht dasselbe:
}
priority-voices = eigene Zahlen { $direct } (von { $figures } sicher hoch: { $high }, sicher niedrig: { $low }), Sozialindex { $index }, Schätzungen { $estimates }.
priority-fact = { $fact ->
    [need] die Höhe des Bedarfs
    [finding] der Anstieg seit der Pandemie
    [persistence] die Dauer des Anstiegs
    [gap] die Deckbarkeit
   *[group] die Größe der Gruppe
}
priority-left-out = In diesem Stand der Daten zählt { $fact } nicht zur Dringlichkeit: Die Angabe ist in { $share } der Fälle gleich oder unbekannt und unterscheidet nichts.
priority-without = Ohne Einfluss auf die Reihenfolge: { $facts }{ $finding ->
    [yes] ; die Befunde zur Pandemie (Kapitel { $chapter }) gehen also nicht ein.
   *[no] .
}
