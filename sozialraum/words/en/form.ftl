# What the forms of the report say beside its content: page, workbook, script.

form-skip = Skip to content
form-contents = Contents
form-find = Find an area
form-search = Search for an area
form-plain = The main points in Easy Read
form-leaflet = This sheet to print (PDF)
form-attribution = Data source
form-attribution-line = { labels-attribution }
form-classes = Need classes
form-wide-table = The table can be scrolled sideways.
form-wide-chart = The chart can be scrolled sideways.
form-page = Page { $page } of { $pages }

## The script of the page: signs like %n give way to what it finds

form-found = { $n ->
    [0] No area found
    [one] 1 area found
   *[other] { $found } areas found
}
form-show-all = show all
form-sort = Sort: { $name }
form-sort-by = Sort by: { $name }
form-sorted = { $up ->
    [yes] Sorted by { $name }, ascending
   *[no] Sorted by { $name }, descending
}
form-filter = Filter rows
form-left = { $found } of { $n } rows
form-link = Link to this place: { $name }

## The workbook

form-workbook = { $title }: workbook
form-workbook-title = { $title } – workbook
form-workbook-contents = Contents
form-sheet = Sheet
form-table = Table
form-column = Column
form-unit = Unit
form-content = Content of the cells
form-kind = { $kind ->
    [integer] whole number
    [year] year
    [number] number
    [share] share
    [amount] number
    [date] day
    [flag] yes or no
   *[text] text
}
form-about = What it contains
form-in-percent = in per cent
form-yes-or-no = yes or no
form-flag = { $flag ->
    [yes] yes
   *[no] no
}
