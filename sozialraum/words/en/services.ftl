# Services and what they are counted in.

services-capacity-unit = { $unit ->
    [places] places
    [fte] full-time posts
    [staff] staff
   *[sites] sites
}
services-by-statistics = { $kind } according to statistics
