# How sources and layers are.

sources-state = { $state ->
    [fresh] aktuell
    [stale] veraltet
    [closed] abgeschlossen
    [awaiting_first_delivery] wartet auf die erste Lieferung
    [unreadable] Lieferung nicht lesbar
   *[not_landed] nicht geladen
}
sources-layer = { $outcome ->
    [read] { $is_verified ->
        [yes] geladen
       *[no] geladen, Zuordnung der Attribute ungeprüft
    }
    [stale] { $is_in_use ->
        [yes] nicht abrufbar, letzter Stand in Gebrauch
       *[no] nicht abrufbar
    }
    [unreadable] { $is_in_use ->
        [yes] nicht lesbar, letzter lesbarer Stand in Gebrauch
       *[no] nicht lesbar, beiseitegelegt
    }
   *[absent] noch nicht abgerufen
}
