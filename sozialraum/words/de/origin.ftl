# Whose figures a picture or table shows, of when, and whether they are estimates.

origin-named = { $n ->
    [one] Quelle: { $titles }
   *[other] Quellen: { $titles }
}
origin-sources = { origin-named }.
origin-line = { $many ->
    [yes] Quellen: { $n }, genannt bei den Indikatoren im Anhang
   *[no] { $n ->
        [0] Quellen: nicht angegeben
       *[other] { origin-named }
    }
}; Stand: { $stand }{ $estimated ->
    [yes] ; ≈ Schätzwert.
   *[no] .
}
origin-own = Quelle: eigene Auswertung der Zahlen und Register, die der Anhang nennt; Stand: { $stand }{ $estimated ->
    [yes] ; zum Teil aus Schätzwerten.
   *[no] .
}
