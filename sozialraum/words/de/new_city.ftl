# What `sozialraum new-city` writes for a person to change.

new_city-name = { $of ->
    [licence] Lizenz noch nicht angegeben
    [field] Sozialplanung
    [city] Stadt
    [everyone] alle Einwohnerinnen und Einwohner
   *[unknown] die Quelle sagt es nicht
}
new_city-share = { $part } je { $whole }
