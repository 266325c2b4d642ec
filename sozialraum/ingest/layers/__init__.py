"""Places and boundaries: layers of geographic features, from GeoJSON to rows."""
