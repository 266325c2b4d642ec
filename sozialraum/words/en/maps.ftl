# Maps of a level's areas.

maps-name = { $kind ->
    [outlines] Map
    [tiles] Schematic map
   *[alphabet] Overview without location
}
maps-note = { $kind ->
    [outlines] Outlines simplified.
    [tiles] Schematic map: every area is a field of the same size, roughly where it lies, with north at the top. Size and boundaries are not shown.
   *[alphabet] Not a map: the fields are in the order of the names, not by location, because neither outlines nor a schematic arrangement are available.
}{ $n ->
    [0] { "" }
   *[other] { " " }Source of the outlines: { $sources }.
}
maps-class = { $class } { labels-class }
maps-title = { $kind ->
    [alphabet] The needs of the areas
   *[other] The needs on the map
}
maps-choice = { $kind ->
    [alphabet] Indicator
   *[other] Indicator on the map
}
maps-caption = { maps-name }: need classes of the indicators, { $level }. { maps-note }{ $estimates ->
    [yes] { " " }≈ stands for estimates.
   *[no] { "" }
} Values, intervals and dates are in the tables of the indicators in the annex and in the profiles.
maps-seen = { $high ->
    [0] No area lies reliably in class 5.
   *[other] Very high need (class 5): { $highest }.
}{ $unsure ->
    [0] { "" }
   *[other] { " " }Class not reliable: { $unsure } { $unsure ->
        [one] area
       *[other] areas
    }.
}{ $absent ->
    [0] { "" }
   *[other] { " " }Without a value: { $missing }.
}
maps-indicator = { $period }. { maps-seen }
maps-indicator-alt = { maps-name } of { $n } { labels-areas-dative }: { $indicator }, { $period }. { maps-seen }
maps-locator = { maps-name }: location of { $area }.
maps-locator-alt = { maps-name }: location of { $area } among { $n } areas.
maps-locator-source = Source: the { -city }’s division into areas; as of { $day }.
maps-locator-sources = see each indicator in the annex
maps-counted = { maps-name }. Number in the field: indicators with reliably high need (class 4 or 5) of { $same ->
    [yes] { $most }
   *[no] { $least } to { $most }
} that can be judged{ $estimates ->
    [yes] , without estimates
   *[no] { "" }
}.{ $unknown ->
    [0] { "" }
    [one] { " " }1 area cannot be judged.
   *[other] { " " }{ $unknown } areas cannot be judged.
}
maps-counted-alt = { maps-counted } { $n } areas. { $top ->
    [0] None has a reliably high need.
   *[other] The most, { $top }: { $first }.
}
