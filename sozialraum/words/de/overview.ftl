# What stands out, what rose, and how the city compares with the time before the pandemic.

overview-nothing-compared = Die Gebiete sind nicht in Klassen eingeteilt: Dafür braucht es Werte von mindestens drei Gebieten, die sich unterscheiden.
overview-counted = Gezählt sind Indikatoren, die gesichert in Klasse 4 (hoch) oder 5 (sehr hoch) liegen{ $estimates ->
    [yes] , ohne Schätzwerte
   *[no] { "" }
}. Genannt sind die Gebiete mit den meisten.
overview-field = { $field } ({ $level }):
overview-nothing-stands-out = { $judged ->
    [yes] Kein Gebiet ({ $level }) liegt hier gesichert in Klasse 4 oder 5.
   *[no] Zu keiner Zahl eines Bedarfs ({ $level }) ist ein Zufallsbereich bekannt; deshalb ist hier keine Klasse gesichert. Die Klassen selbst stehen im Anhang.
}
# The areas or indicators of a list, as a sentence
overview-named = { $areas }.
overview-standing-out = { $area } (bei { $high } von { $n } { labels-indicators-dative }{ $very_high ->
    [0] { "" }
   *[other] { $all ->
        [yes] { $high ->
            [one] , sehr hoch
            [2] , beide sehr hoch
           *[other] , alle sehr hoch
        }
       *[no] , davon { $very_high } sehr hoch
    }
})
overview-further = { $n ->
    [one] 1 weiteres Gebiet
   *[other] { $n } weitere Gebiete
} gleichauf
overview-no-comparison = Ein Vergleich mit früheren Werten ist nicht möglich: Es fehlen frühere Werte oder Zufallsbereiche.
overview-risen = Der Bedarf ist über die Unsicherheit der Zahlen hinaus gestiegen:
overview-none-risen = In keinem Gebiet ist ein Bedarf { $cadence ->
    [none] { "" }
   *[other] gegenüber { labels-compared-with }{ " " }
}über die Unsicherheit der Zahlen hinaus gestiegen.
overview-risen-in = in { $risen } von { $n } { labels-areas-dative } ({ $level }) gegenüber { labels-compared-with }: { $areas }.{ $unknown ->
    [0] { "" }
   *[other] { " " }Nicht beurteilbar: { $unknown }.
}{ labels-rests-on }
overview-fallen-in = { $indicator } ({ $n } { labels-areas })
overview-not-judged = { $n ->
    [one] Für 1 von { $all } Indikatoren
   *[other] Für { $n } von { $all } Indikatoren
} lässt sich das nicht beurteilen: Es fehlt ein früherer Wert oder ein Zufallsbereich.
overview-partly-judged = { $n ->
    [one] Bei 1 Indikator
   *[other] Bei { $n } Indikatoren
} lassen sich nur einige Gebiete beurteilen.
overview-fallen = Gesunken ist der Bedarf bei: { $indicators }.
overview-since-before = Verglichen ist für die Stadt insgesamt der neueste Wert mit dem letzten vor { $began }, bei Monats- und Quartalswerten mit dem letzten desselben Monats oder Quartals. { $n ->
    [0] Für keinen Indikator ist dieser Vergleich möglich.
    [one] Für 1 Indikator ist der Vergleich möglich: { $only ->
        [higher] Der Bedarf ist höher.
        [lower] Der Bedarf ist niedriger.
       *[similar] Ein Unterschied ist nicht gesichert.
    }
   *[other] Für { $n } Indikatoren ist der Vergleich möglich: { $found }.
} Ob die Pandemie die Ursache ist, lässt sich daraus nicht schließen.
overview-compared = { $need ->
    [higher] bei { $n } ein höherer Bedarf
    [lower] bei { $n } ein niedrigerer Bedarf
   *[similar] bei { $n } kein gesicherter Unterschied
}
overview-lead = { $need ->
    [higher] Höher:
   *[lower] Niedriger:
}
