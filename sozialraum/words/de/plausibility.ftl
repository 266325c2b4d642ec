# What is odd in the figures: one message says what was found, one what there is, one what was expected.

plausibility-finding = { $source }, { $period }{ $where ->
    [place] , { $place }
    [places] , { $places } Gebiete
   *[nowhere] { "" }
}{ $has_row ->
    [yes] , Zeile { $row }
   *[no] { "" }
}: { $explanations }{ $more ->
    [0] { "" }
    [one] { " " }(und { $more } weiterer Hinweis)
   *[other] { " " }(und { $more } weitere Hinweise)
}

plausibility-about = etwa { $value }
plausibility-between = { $low } bis { $high }

# Running totals.
plausibility-total = »{ $column }« { $value } nach { $before }: { $falls ->
    [yes] eine aufgelaufene Summe fällt
   *[no] das sind nicht die { $new } neuen aus »{ $new_column }«
}

# Other decimals, another unit.
plausibility-decimals = { $n } { $n ->
    [one] Nachkommastelle
   *[other] Nachkommastellen
}
plausibility-rounded = alle { $figures } Zahlen{ $some_rows ->
    [yes] { " " }der Zeilen { $rows }
   *[no] { "" }
} sind auf { $decimals ->
    [0] ganze Zahlen
    [one] { $decimals } Nachkommastelle
   *[other] { $decimals } Nachkommastellen
} gerundet, sonst haben sie { $usual } { $usual ->
    [one] Nachkommastelle
   *[other] Nachkommastellen
}
plausibility-times = das { $times }fache
plausibility-size-as-before = ähnliche Größe wie davor
plausibility-grown = »{ $column }« ist im Mittel das { $times }fache der Vorperiode: andere Einheit?

# A break with the figure's own history.
plausibility-breaks = »{ $column }« { $value } bricht{ $is_within_row ->
    [yes] , verglichen mit den anderen Zahlen des Gebiets,
   *[no] { "" }
} mit der eigenen Reihe ({ $is_first ->
    [yes] erster Wert
   *[no] davor { $before }
}, { $is_newest ->
    [yes] neuester Wert
   *[no] danach { $after }
}){ $has_mate ->
    [yes] ; dieselbe Zahl steht in »{ $mate }«
   *[no] { "" }
}

# A rate that does not fit its count.
plausibility-rate = »{ $column }« { $value } passt nicht zu »{ $count_column }« { $count }; mit der Bezugsgröße der Nachbarperioden wären es { $low } bis { $high }

# Sums, shares and limits.
plausibility-relation = »{ $column }« { $value }, erwartet { $low }{ $is_range ->
    [yes] { " " }bis { $high }
   *[no] { "" }
}{ $from ->
    [number] { "" }
   *[table] { " " }(aus »{ $right_column }«: { $right }{ $is_share ->
        [yes] { " " }von { $per }
       *[no] { "" }
    })
    [other_table] { " " }(aus »{ $right_column }« einer anderen Tabelle: { $right }{ $is_share ->
        [yes] { " " }von { $per }
       *[no] { "" }
    })
}; Regel: { $rule }

# A quotient that is within its bounds, but not what it was.
plausibility-quotient = »{ $column }« { $value } ist das { $quotient }fache von »{ $right_column }« { $right } ({ $is_first ->
    [yes] erster Wert
   *[no] davor { $before }
}, { $is_newest ->
    [yes] neuester Wert
   *[no] danach { $after }
}); Regel: { $rule }

# Blocks of figures that stand twice.
plausibility-of-figures = { $n } von { $all } Zahlen
plausibility-other-figures = andere Zahlen als { $than ->
    [period] { $period }
    [kind] bei anderen Merkmalen
   *[place] in einem anderen Gebiet
}
plausibility-repeated = { $n } von { $all } Zahlen{ $some_rows ->
    [yes] { " " }der Zeilen { $rows }
   *[no] { "" }
} (Zeilen { $first_row } bis { $last_row }) sind dieselben wie { $than ->
    [period] { $period }
   *[place] für { $place }
} (ab Zeile { $other_row }{ $is_other_file ->
    [yes] { " " }von { $file }
   *[no] { "" }
}): vermutlich doppelt übernommen

# Two areas that have each other's figures.
plausibility-exchanged = { $n ->
    [one] die Zahl passt
   *[other] die { $n } Zahlen passen zusammen
} besser zu { $place } (ab Zeile { $row }) und umgekehrt: vielleicht vertauscht

# Two kinds of figures that have each other's.
plausibility-exchanged-kinds = die { $n } Zahlen zu { $kind } passen in allen Gebieten zusammen besser zu { $other } (ab Zeile { $row }) und umgekehrt: vielleicht vertauscht

# Periods and rows that are not there.
plausibility-follows = nach { $before } folgt { $period }
plausibility-no-gap = keine Lücke
plausibility-gap = zwischen { $before } und { $period } fehlen Perioden
plausibility-rows-absent = { $n } { $n ->
    [one] Zeile fehlt
   *[other] Zeilen fehlen
}
plausibility-rows-as-before = Zeilen wie in anderen Perioden
plausibility-absent = { $n ->
    [one] eine Zeile fehlt, die es sonst gibt
   *[other] { $n } Zeilen fehlen, die es sonst gibt
} (etwa für { $example })
plausibility-untold-areas = { $n } { $n ->
    [one] Gebiet
   *[other] Gebiete
} ohne eine Zeile
plausibility-told-once = eine Zeile in mindestens einer Periode
plausibility-untold = { $n ->
    [one] ein Gebiet hat
   *[other] { $n } Gebiete haben
} in keiner Periode eine Zeile (etwa { $example }): ob 0 stimmt, lässt sich nicht beurteilen
plausibility-begun-kinds = { $n } { $n ->
    [one] Merkmal
   *[other] Merkmale
} zum ersten Mal
plausibility-begun = { $n ->
    [one] ein Merkmal hat
   *[other] { $n } Merkmale haben
} in keiner Periode davor eine Zeile (etwa { $example }): ob dort 0 stimmt, lässt sich nicht beurteilen
plausibility-rows = { $n } { $n ->
    [one] Zeile
   *[other] Zeilen
}
plausibility-fewer-rows = nur { $n } { $n ->
    [one] Zeile
   *[other] Zeilen
}, sonst etwa { $usual }

# Rules whose kind says it all.
plausibility-rule = { $kind ->
    [rate] Quote und Anzahl passen zur selben, sich langsam ändernden Bezugsgröße
   *[cumulative] Summe des Vortags oder der Vorperiode plus neue Fälle; sie fällt nie
}
