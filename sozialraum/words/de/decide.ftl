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
decide-differ = Direkt veröffentlichte Zahlen, Sozialindex und Schätzwerte ordnen { $n ->
    [0] kein Gebiet gleich ein.
    [one] 1 Gebiet gleich ein.
   *[other] { $n } Gebiete gleich ein.
} Sie unterscheiden sich bei: { $areas }.
decide-untold = Zu { $n } von { $all } Gebieten liegt höchstens eine der drei Quellen direkte Zahlen, Sozialindex und Schätzwerte vor.
