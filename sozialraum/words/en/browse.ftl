# The page to browse (zahlen.html): choosing figures, seeing them on a map, over time and as a table.

browse-title = Figures to look up
browse-about = All figures of this edition by indicator, area and period: { $mapped ->
    [yes] on the map
   *[no] side by side
}, over time and as a table, each with the query (SQL) that returns the same rows. Figures that are suppressed or not released are not included.
browse-script = To make a selection, this page needs JavaScript. Without JavaScript, the figures are in the Excel file.
browse-workbook = All figures (anlage.xlsx)
browse-report = To the report
browse-choose = Selection
browse-level = Level
browse-areas = Areas
browse-areas-all = all
browse-chosen = { $n ->
    [one] 1 selected
   *[other] { $found } selected
}
browse-clear = Clear the selection of areas
browse-view = { $view ->
    [map] { $mapped ->
        [yes] Map
       *[no] Areas side by side
    }
    [course] Over time
   *[table] Table
}
browse-values = Values of this chart as a table
browse-rows = Rows: { $found }
browse-caption = { $indicator }: { $level }, { $period }
browse-course-caption = { $indicator }: { $level }, all periods
browse-without = { $n ->
    [0] { "" }
   *[other] Without figures in this edition: { $names }.
}

## The map

browse-map-alt = { $map }: { $level }, { $period }. All values are in the table on this page.
browse-map-none = This level has only one area; there is nothing to compare here.
browse-map-unclassed = There are no need classes here; the fields remain without colour.
browse-map-hint = Colour: reliable need class. In brackets, without colour and with a dashed outline: class that is not reliable. A click on an area selects it, as does the box at ‘Areas’.
browse-unsure = { $n ->
    [0] All classes are reliable.
    [one] Class not reliable: 1 area.
   *[other] Class not reliable: { $found } areas.
}
browse-absent = Without a value: { $names }.

## The course

browse-course-alt = Line chart: { $level }. All values are in the table below.
browse-course-none = No value is known for this selection.
browse-course-hint = Line: value of the area. Light band: 95% interval, where there is one. Dashed: the { -city } as a whole. Hollow dot: estimate. The vertical axis does not always begin at zero.

## The table

browse-sure-head = Reliability
browse-sure = { $sure ->
    [yes] ✓ reliable
    [no] ? not reliable
    [undetermined] ? cannot be determined
   *[none] no class
}
browse-rank = { $rank } of { $of }
browse-method-head = Origin

## What the classes mean

browse-explained = What the classes and signs mean
browse-status = The source calls the value { labels-status }.
browse-unsure-classes = A class is not reliable if the difference from the middle of the areas may also be chance, or if the value has no published margin of error. It stands in brackets and with a question mark, has no colour and does not count in the report. Two areas cannot be compared by it.

## Taking away

browse-sources = Sources
browse-csv = Rows as CSV
browse-csv-form = CSV: columns as in the query, values as in the database (shares from 0 to 1), commas between the columns, decimal point, UTF-8.
browse-sql = Query (SQL) for this view
browse-sql-about = Returns the rows of this view from the database sozialraum.duckdb of the same edition.
browse-copy = Copy SQL
browse-copied = The query has been copied.
