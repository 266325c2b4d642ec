# Whose figures a picture or table shows, of when, and whether they are estimates.

origin-named = { $n ->
    [one] Source: { $titles }
   *[other] Sources: { $titles }
}
origin-sources = { origin-named }.
origin-line = { $many ->
    [yes] Sources: { $n }, named with the indicators in the annex
   *[no] { $n ->
        [0] Sources: not stated
       *[other] { origin-named }
    }
}; as of: { $stand }{ $estimated ->
    [yes] ; ≈ estimate.
   *[no] .
}
origin-own = Source: our own analysis of the figures and registers named in the annex; as of { $stand }{ $estimated ->
    [yes] ; partly based on estimates.
   *[no] .
}
