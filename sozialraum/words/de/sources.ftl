# How sources and layers are.

sources-state = { $state ->
    [fresh] aktuell
    [stale] veraltet
    [closed] abgeschlossen
    [awaiting_first_delivery] wartet auf die erste Lieferung
    [unreadable] Lieferung nicht lesbar
    [unreleased] geliefert, nicht zur Veröffentlichung freigegeben
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

# A delivered file that cannot be read, behind what is wrong with it
sources-unusable-file = Die Datei wird nicht verwendet; es gelten die vorigen Lieferungen, soweit es welche gibt. Bitte die berichtigte Datei unter demselben Namen ablegen oder diese nach { $folder } verschieben.

# A file that was read before, and cannot be read now
sources-unreadable-now = Ihre Zahlen bleiben in Gebrauch, wie sie zuvor gelesen wurden. Waren sie falsch, bitte die Datei nach { $folder } verschieben; unter demselben Namen so abgelegt, wie sie jetzt erwartet wird, wird sie neu gelesen.

# In place of what was found in a delivery that is not released
sources-withheld = Was gefunden wurde, steht im Protokoll der Aktualisierung: Die Zahlen dieser Quelle sind nicht zur Veröffentlichung freigegeben.
