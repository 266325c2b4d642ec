# Sources, licences, and how the data were checked.

quality-stale = { $unfetched ->
    [0] { quality-late }
   *[other] { $stale ->
        [0] { "" }
       *[other] { quality-late }{ " " }
    }Von { $unfetched } { $stale ->
        [0] { "" }
       *[other] weiteren{ " " }
    }{ $unfetched ->
        [one] Quelle
       *[other] Quellen
    } war die jüngste Datei nicht abrufbar oder nicht verwendbar; es gilt die vorige.
}
quality-old = Die neuesten Zahlen sind vom { $day }; was seither geschah, zeigt dieser Bericht nicht.
quality-late = { $all ->
    [none] Es ist keine Quelle verzeichnet.
    [fresh] { $n ->
        [one] Die einzige Quelle ist auf dem erwarteten Stand.
       *[other] Alle { $n } Quellen sind auf dem erwarteten Stand.
    }
    [stale] { $n ->
        [one] Die einzige Quelle ist veraltet.
        [2] Beide Quellen sind veraltet.
       *[other] Alle { $n } Quellen sind veraltet.
    }
   *[some] { $stale } von { $n } Quellen { $stale ->
        [one] ist
       *[other] sind
    } veraltet: Neuere Zahlen waren zum Stand des Berichts zu erwarten, liegen aber nicht vor.
}
quality-errata = Berichtigungen früherer Ausgaben
quality-erratum = Der Bericht zum Stand { $day } (Fassung { $version }) war nicht richtig, vermerkt am { $marked }: { $text }
quality-sources = Quellen
quality-rejected = { $n ->
    [0] Keine Angabe musste zurückgewiesen werden.
    [one] 1 Angabe wurde zurückgewiesen, weil sie nicht eindeutig zu lesen war.
   *[other] { $n } Angaben wurden zurückgewiesen, weil sie nicht eindeutig zu lesen waren.
}
quality-awaited = Noch nicht geliefert: { $sources }. Was darauf beruht, ist in diesem Bericht nicht bekannt.
quality-unreleased = Geliefert, aber nicht zur Veröffentlichung freigegeben: { $sources }. Was darauf beruht, steht nicht in diesem Bericht.
quality-of-office = { $source } ({ $office })
quality-layers = { $n } { $n ->
    [one] Karte
   *[other] Karten
} mit Standorten, Grenzen oder Zahlen, { $state }: { $layers }. Was nur dort steht, fehlt.
quality-not-on-the-net = nicht im Netz veröffentlicht; { $office }
quality-no-office = nicht im Netz veröffentlicht; herausgebende Stelle nicht bekannt
quality-caption = Quellen, geprüft zum Stand { $day }
quality-source-and-office = Quelle und herausgebende Stelle
quality-licence = Lizenz
quality-landed = abgerufen am
quality-never = nie
quality-until = Daten bis
quality-rows = Zeilen
quality-rejected-head = zurück­gewiesen
quality-freshness = Aktualität
quality-state = { $state ->
    [awaited] erwartet
    [unreadable] nicht lesbar
    [unreleased] nicht freigegeben
    [not_loaded] nicht geladen
    [unfetched] veraltet
    [stale] veraltet
    [not_assessable] nicht beurteilbar
    [complete] abgeschlossen
   *[fresh] aktuell
}
quality-state-detail = { $state ->
    [awaited] Das Amt hat noch keine Datei geliefert.
    [unreadable] Die gelieferte Datei war nicht verwendbar.
    [unreleased] Das Amt hat geliefert; die Zahlen sind nicht zur Veröffentlichung freigegeben.
    [not_loaded] Aus dieser Quelle liegen keine Zeilen vor.
    [unfetched] Die jüngste Datei war nicht abrufbar oder nicht verwendbar; es gilt die vorige.
    [stale] Neue Zahlen erwartet bis { $expected }
   *[complete] Wird nicht fortgeschrieben oder hat keine Frist.
}

## Checks

quality-title = Datenqualität
quality-checks = { $n ->
    [0] Zu diesem Datenstand sind keine Prüfergebnisse verzeichnet. Die Zahlen sind deshalb als ungeprüft anzusehen.
    [one] 1 Prüfung lief; sie { $failed ->
        [0] ist bestanden.
       *[other] ist nicht bestanden.
    }
   *[other] { $failed ->
        [0] Alle { $n } Prüfungen der Daten sind bestanden.
        [one] Von { $n } Prüfungen der Daten ist { $failed } nicht bestanden.
       *[other] Von { $n } Prüfungen der Daten sind { $failed } nicht bestanden.
    }
}
quality-severities = „Entscheidende“ Prüfungen müssen bestanden sein, bevor Zahlen veröffentlicht werden. „Warnungen“ halten die Veröffentlichung nicht auf, werden aber hier genannt.
quality-by-severity = Prüfungen nach Gewicht
quality-severity = Gewicht
quality-passed = bestanden
quality-failed = nicht bestanden
quality-failed-checks = Nicht bestandene Prüfungen
quality-rule = Regel, die nicht eingehalten ist
quality-extent = Umfang
quality-failing-rows = { $n ->
    [0] keine einzelnen Zeilen
    [one] 1 Zeile betroffen
   *[other] { $n } Zeilen betroffen
}
quality-details = Was die Technik im Einzelnen festhält, steht in der Anlage.
quality-nothing-odd = Keine Angabe der Quellen ist auffällig.
quality-odd = { $n ->
    [one] Auffällig ist 1 Angabe
   *[other] Auffällig sind { $n } Angaben
} der Quellen, davon { $explained } mit bekannter Erklärung:
quality-unexplained = { $what }. Eine Erklärung ist nicht bekannt.
quality-explained = { $what }. { $reason }

## Attribution

quality-attribution-title = Namensnennung und Fundstellen
quality-attribution = { labels-attribution }.
quality-changed = Die Zahlen wurden für diesen Bericht zusammengeführt und umgerechnet.
quality-places = Fundstellen der Daten:
quality-year = „{ $pattern }“ steht für das Jahr der Tabelle.
quality-no-attribution = Es ist keine Namensnennung festgelegt.
