# The rules that checks hold, for those that have no sentence of their own beside the rule.

audit-rule = { $check ->
    [fetched] Jede Tabelle der Quelle war bei der herausgebenden Stelle in der vereinbarten Form und ohne Verlust von Zeilen abrufbar.
    [wire_format] Jede Datei der Quelle hat die vereinbarte Form.
    [older_vintages_readable] Auch früher gelieferte Dateien, die zum Stichtag gelten, sind noch lesbar.
    [totals] Die Summen in der Tabelle des Amtes stimmen mit ihren Teilen überein.
    [layer_form] Die Kartenebene ist abrufbar und hat die vereinbarte Form.
    [register_valid] Jede Zeile des Registers ist wie vorgesehen und nennt ihre Quelle.
    [ids_kept] Keine Kennung des Registers nennt etwas anderes als in der vorigen Veröffentlichung.
   *[other] { $kind ->
        [wire] Die Dateien von { $table } haben die vereinbarte Form.
        [dbt] Die Tabelle { $table } ist vollständig und in sich stimmig.
       *[expectation] Die Tabelle { $table } hält alle Regeln ein, die für sie festgelegt sind.
    }
}
