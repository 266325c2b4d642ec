# Classes that sources give areas in words.

classes-title = Klassen der Gebiete
classes-about = Manche Quellen geben einem Gebiet keine Zahl, sondern eine Klasse. Hier steht sie in den Worten der Quelle. Sie wird weder zusammengezählt noch gemittelt; verglichen wird nur, ob sie eine andere ist als zuvor.
classes-named = { $ordered ->
    [yes] Die Klassen in ihrer Reihenfolge: { $classes }.
   *[no] Die Klassen, die keine Reihenfolge haben: { $classes }.
}
classes-caption = { $measure }: { $level }
classes-changed = geändert
classes-withheld = nicht veröffentlicht
classes-compared = { $period }: Von { $n } { $n ->
    [one] Gebiet
   *[other] Gebieten
} mit einer früheren Klasse { $changed ->
    [one] hat { $changed } eine andere.
   *[other] haben { $changed } eine andere.
}
classes-source = Quelle: { $source }.
