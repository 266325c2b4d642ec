# What changed since the last edition.

changes-title = Was sich seit der letzten Ausgabe geändert hat
changes-first = Dies ist die erste Ausgabe, für die eine frühere zum Vergleich nicht vorliegt.
changes-compared = Verglichen mit der Ausgabe zum Stand { $day }.
changes-none = Keine Zahl und kein Befund hat sich seitdem geändert.
changes-new-figures = Neue Zahlen:
changes-first-figures = erstmals Zahlen, bis { $period }.
changes-newer-figures = neue Zahlen bis { $period }, bisher bis { $before }.
changes-older = Weggefallene oder nur noch ältere Zahlen:
changes-older-figures = { $gone ->
    [yes] keine Zahlen mehr, bisher bis { $before }.
   *[no] Zahlen nur noch bis { $period }, bisher bis { $before }.
}
changes-no-class = keine Klasse
changes-gone = Nicht mehr enthalten: { $indicators }.
changes-classes = Andere Bedarfsklasse als in der letzten Ausgabe
changes-before = bisher
changes-now = jetzt
changes-findings = Andere Befunde zur Pandemie:
changes-finding = { $now }, bisher: { $before }.
changes-finding-of = { $indicator }, { $area }:
changes-no-revision = Keine Quelle hat eine schon veröffentlichte Zahl geändert.
changes-revisions = Nachträglich geänderte Angaben der Quellen (Revisionen):
changes-count = { $n } { $n ->
    [one] Angabe
   *[other] Angaben
}.
changes-revision-table = Revisionen
changes-area-and-source = Gebiet und Quelle
changes-feature = Merkmal
changes-kind-head = Art
changes-kind = { $change ->
    [changed] geändert
    [removed] entfallen
   *[added_late] ergänzt
}
changes-new = neu
changes-since = seit
changes-rest = Gezeigt sind { $shown } von { $n }; alle stehen in der Anlage, soweit sie Revisionen sind.
