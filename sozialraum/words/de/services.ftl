# Services and what they are counted in.

services-capacity-unit = { $unit ->
    [places] Plätze
    [fte] Vollzeitstellen
    [staff] Beschäftigte
   *[sites] Standorte
}
services-by-statistics = { $kind } laut Statistik
