# Pictures among the answers: what they show, and what is to be seen.

picture-city = { $city }: { $value }
picture-mean = { $what ->
    [expected] erwartet { $value }
   *[observed] beobachtet { $value }
}
picture-against = Beobachtet { $observed } statt erwarteter { $expected }: { labels-finding }.

## Through the pandemic

picture-pandemic = { $indicator }{ labels-per-unit } in { $city }. { $judged ->
    [yes] Im Mittel der Pandemie: { $against } Gestrichelt mit Band: erwartet, mit 95-%-Bereich.
   *[no] Höchster Wert: { $peak } ({ $peak_in }). Was ohne die Pandemie zu erwarten war, lässt sich nicht berechnen.
}
picture-pandemic-alt = Liniendiagramm: { $indicator }{ labels-per-unit } in { $city }, { $first } bis { $last }. { picture-pandemic } Höchster Wert der Jahre { $years }: { $peak } ({ $peak_in }). Zuletzt { $last_value }.

## Areas then and now

picture-areas = { $indicator }: { $newest } (gefüllt) und { $earlier } (leer), Linien: 95-%-Bereiche. { $compared ->
    [0] Für kein Gebiet lässt sich eine Veränderung beurteilen.
   *[other] { $rising ->
        [0] { $falling ->
            [0] Nirgends ist eine Veränderung gesichert.
           *[other] Nirgends ist ein Anstieg gesichert. Gesichert gesunken: { $fallen }.
        }
       *[other] Gesichert gestiegen: { $risen }. { $falling ->
            [0] Nirgends ist ein Rückgang gesichert.
           *[other] Gesichert gesunken: { $fallen }.
        }
    }{ $unknown ->
        [0] { "" }
       *[other] { " " }Nicht vergleichbar: { $unknown } { $unknown ->
            [one] Gebiet
           *[other] Gebiete
        }.
    }
}
picture-areas-alt = Punktdiagramm von { $n } { labels-areas-dative }. { picture-areas } Am höchsten: { $first } ({ $first_value }), am niedrigsten: { $last } ({ $last_value }).

## The order of the areas

picture-order-title = Rangfolge der Gebiete
picture-order = Mittlerer Platz nach Dringlichkeit über alle Themen, 1 ist der dringendste. Linie: Plätze, die nach der Unsicherheit der Zahlen und bei anderer Gewichtung auch in Frage kommen. { $firm ->
    [0] Keine Gruppe liegt gesichert vor allen anderen.
   *[other] Gesichert vor allen anderen: { $first }.
}
picture-order-alt = Punktdiagramm der Plätze von { $n } { labels-areas-dative }. { picture-order } Zuletzt: { $last }.
# Right of the picture there is room for a short word only
picture-order-group = { $group ->
    [clearly_first] vorn
    [clearly_last] hinten
    [between] dazwischen
   *[not_told_apart] nicht trennbar
}

## Need and supply

picture-cross-title = Hoher Bedarf und was an Angeboten bekannt ist
picture-cross = Jedes Feld ist ein Gebiet ({ $level }) mit gesichert hohem Bedarf (an einer eigenen Zahl gemessen oder geschätzt), benannt mit seiner Nummer; die Spalte sagt, was das Register der Angebote dort kennt; es ist nicht vollständig.
picture-cross-alt = Tafel: { $n } gesichert hohe Bedarfe in { $themes ->
    [one] einem Thema
   *[other] { $themes } Themen
}, nach dem, was über die Angebote bekannt ist: { $counts }.
picture-cross-count = { labels-coverage-fact } { $n }

## The years ahead

picture-ahead = Die Prognose der Stadt sagt, wie viele Menschen es in den nächsten Jahren sein werden; wie viele Angebote es dann gibt, sagt sie nicht.

picture-outlook-title = { $city } bis { $last }
picture-outlook-line = { $high ->
    [200] ab { $low } Jahre
   *[other] { $low } bis { $high } Jahre
}: { $change } %
picture-outlook = Vorausberechnete Veränderung der Einwohnerzahl in { $city } gegenüber { $now }.
picture-outlook-alt = Liniendiagramm. { picture-outlook } Bis { $last }: { $changes }.
picture-outlook-source = Quelle: Bevölkerungsprognose der Stadt, veröffentlichte Plätze{ $estimated ->
    [yes] ; für Gebiete aus der Prognose hergeleitet (≈ Schätzwert).
   *[no] .
}
picture-one-each = ein Platz für jede Person
picture-places-title = { $service } bis { $last }
picture-places = { $service }, { $level }: Plätze je 100 Personen ({ $people }), { $now } (leer) und, wenn die Plätze bleiben, { $last } (gefüllt). { $falling ->
    [0] In keinem { $unknown ->
        [0] Gebiet
       *[other] dieser { $n } Gebiete
    } würden es weniger.
   *[other] Weniger würden es in: { $areas }.
}{ $unknown ->
    [0] { "" }
   *[other] { " " }Nicht bekannt: { $unknown } { $unknown ->
        [one] Gebiet
       *[other] Gebiete
    }.
}
picture-places-alt = Punktdiagramm, { $n } { labels-areas }. { picture-places } Am niedrigsten { $last }: { $lowest } ({ $value }).
