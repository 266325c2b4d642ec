# What `sozialraum new-city` writes for a person to change.

new_city-name = { $of ->
    [licence] Licence not stated yet
    [field] Social planning
    [city] { -city }
    [everyone] all inhabitants
   *[unknown] the source does not say
}
new_city-share = { $part } per { $whole }
