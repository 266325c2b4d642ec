# Chapter 4 of the report: where it is most urgent, and what could be decided.

decide-where = Wo es am dringendsten ist
decide-options = Was zu entscheiden ist
decide-ahead = Ein Blick voraus
decide-sure = Wie sicher das ist
decide-first = Die vordersten { $level } und ihre gesichert hohen Bedarfe
decide-place = Platz
decide-high = Gesichert hoher Bedarf
decide-high-note = Genannt sind Themen, deren Bedarf eine eigene Zahl zeigt, keine Ersatzgröße; für einzelne Gebiete kann sie geschätzt sein (≈ auf den Seiten der Gebiete).
decide-options-table = Möglichkeiten mit ihren Gründen
decide-option = Möglichkeit
decide-reason = Grund
decide-how-sure = Die Rangplätze beruhen auf einer Simulation, die alle Unsicherheiten der Zahlen und alle Gewichtungen der Gesichtspunkte zugleich einrechnet.
decide-voices = Direkt veröffentlichte Zahlen, Sozialindex und Schätzwerte sagen, soweit sie vorliegen, { $firm ->
    [0] in keinem der { $all } Gebiete gesichert dasselbe.
   *[other] in { $firm } von { $all } Gebieten gesichert dasselbe{ $high ->
        [0] { "" }
       *[other] ; hoch: { $highest }
    }{ $low ->
        [0] { "" }
       *[other] ; niedrig: { $lowest }
    }.
}{ $average ->
    [0] { "" }
   *[other] { " " }In { $average } lässt keine von ihnen das Gebiet von der Mitte unterscheiden.
}{ $partly ->
    [0] { "" }
   *[other] { " " }Nur ein Teil von ihnen ist gesichert bei: { $differ }.
}{ $opposed ->
    [0] { "" }
   *[other] { " " }Sie widersprechen sich bei: { $contradict }.
}{ $untold ->
    [0] { "" }
   *[other] { " " }In { $untold } liegt höchstens eine davon vor.
}
