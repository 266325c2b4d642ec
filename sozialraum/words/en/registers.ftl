# What is said to those who keep the registers: what is wrong with a cell, a row, a file.

registers-problem = { $file }{ $place ->
    [file] { "" }
    [row] , row { $row }
    [column] , column { $column }
   *[cell] , row { $row }, column { $column }
}: { $quoted ->
    [yes] ‘{ $value }’: { $reason }
   *[no] { $reason }
}
registers-date-forms = 31/12/2021, 2021-12-31, 12/2021, 2021-12, ‘Dec 21’ (as Excel shows 2021-12) or 2021
registers-span-forms = a date or year, 2019/2021, 2020-05/2020-06, ‘1/3/2020 to 30/6/2020’, ‘until 2022’, ‘from 2019’ or a school year such as 2019/20

## A cell

registers-broken-letters = Letters are broken (the file was once opened and saved with the wrong encoding). Enter the text again.
registers-spreadsheet-error = This is an error message of Excel. Enter the value itself.
registers-formula = This is a formula. Paste it as a value (Paste Special > Values).
registers-ambiguous-number = is ambiguous: { $whole } or { $decimal }? Write thousands without a separator, and decimals with a point.
registers-number-made-date = Excel has turned a number into a date. Enter the number again.
registers-more-than-number = is more than a number. Enter the number only; the unit has a column of its own.
registers-no-number = is not a number. Allowed: 12 or 104.25. What is not known stays empty.
registers-no-year = is not a year. Allowed: four digits, e.g. 2021.
registers-out-of-range = is out of the possible range. Allowed: { $limits ->
    [low] at least { $low }
    [high] at most { $high }
   *[both] at least { $low } and at most { $high }
}.
registers-too-late = is after { $latest }. Only what has already happened is entered here.
registers-ahead = is after { $latest } and is therefore taken as planned only. If it is right, nothing is to be done; else correct it.
registers-day-number = looks like Excel’s internal number of a day. Format the cell as a date or enter it as text. Allowed: { registers-date-forms }.
registers-short-year = has a two-digit year. Write the year with four digits.
registers-no-date = is not a date. Allowed: { registers-date-forms }.
registers-no-month = is not a date: ‘{ $month }’ is not a month. Allowed: { registers-date-forms }.
registers-no-such-day = is not a day that exists. Allowed: { registers-date-forms }.
registers-far-year = has a year outside 1900 to 2100.
registers-no-school-year = is not a school year. Allowed: { registers-span-forms }.
registers-no-span = is not a period. Allowed: { registers-span-forms }.
registers-ends-early = ends before it begins. Check the beginning and the end.
registers-no-choice = is not provided for.{ $is_close ->
    [yes] { " " }Perhaps meant: { $close }.
   *[no] { "" }
} Allowed: { $allowed }.
registers-no-area = is not one of this level: { $level }. Allowed is the number or the name of: { $areas }.
registers-no-areas = cannot be checked: the table of areas has none of this level that can be read: { $level }.
registers-no-address = is not a web address. It begins with https:// or http:// and contains no spaces{ $several ->
    [yes] ; several are separated by ‘ | ’.
   *[no] .
}
registers-no-id = is not an id. Allowed: { $pattern }.
registers-required = is empty but has to be filled in. What belongs here: { $meaning }

## A row, and rows against one another

registers-surplus = The row has more fields than the header. If the text contains a separator, it has to be in quotation marks; Excel does this itself when saving.
registers-together = is empty although { $filled } is filled in. These columns are filled in together or left empty together: { $columns }.
registers-direction = contradicts the values ({ $is_change ->
    [yes] { $column } is { $after } as a change
   *[no] from { $before } to { $after }
}): that would be { $direction } ({ $meaning }). Correct the direction or the values.
registers-other-area = does not fit { $level } { $area }. What lies there: { $areas }.
registers-other-rows = { $n ->
    [one] row { $rows }
   *[other] rows { $rows }
}
registers-same-id = is also in { registers-other-rows }. Every id may occur once; a new row is given a new id.
registers-alike = agrees in { $columns } with { registers-other-rows }: a duplicate?
registers-inconsistent = contradicts { registers-other-rows } with the same text in { $columns }: { $other } is said there. The same has to hold everywhere for the same quantity; make all rows agree or name the quantity more precisely.
registers-filled-where = { $wanted ->
    [yes] is empty although { $where } says ‘{ $says }’. The column is filled in where that says: { $values }.
   *[no] is filled in although { $where } says ‘{ $says }’. The column is filled in only where that says: { $values }. Correct one of the two.
}
registers-fits = contradicts { $where }, which says ‘{ $says }’. What belongs here then: { $values }. Correct one of the two.
registers-whole = is read as { $read_as }, which is not a whole number, although { $where } says ‘{ $says }’. Write thousands without a sign in between, as 1500; else round to a whole number or correct the unit.
registers-not-before = (read as { $read_as }) is before { $other }, which says ‘{ $says }’. { $severity ->
    [warning] Correct one of the two; if both are right, nothing is to be done.
   *[error] Correct one of the two.
}
registers-dated = { $time ->
    [since_pandemic] ends before { $begins } although { $where } says ‘{ $says }’: what is so old does not say what has changed since. Check the time.
    [before_pandemic] does not begin before { $begins } although { $where } says ‘{ $says }’. Check the two.
   *[undated] is empty although { $where } says ‘{ $says }’: without a time nobody can tell whether that changed since { $begins }. Enter the time if the source states it, in one of: { $columns }.
}
registers-undeclared = is not provided for and is not read. Remarks belong in the column remark.
registers-nameless = (without a name)

## A file

registers-save-again = Save it again in Excel: File > Save As > ‘CSV UTF-8 (Comma delimited)’.
registers-no-file = The file is missing. Expected: { $path }
registers-not-read = The file { $path } cannot be read ({ $reason }). Expected: the file itself, not a link to another one.
registers-lost-rows = { $n } of { $of } published rows are missing ({ $ids }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}). Expected: at most { $share } fewer. If the file is cut off, restore the previous one; if the loss is intended, raise max_lost_share of the register in registers.yaml until it is published.
registers-lost-kind = all { $n } published rows with { $column } ‘{ $kind }’ are missing. If the file is damaged, restore the previous one; if the loss is intended, take { $column } out of kinds of the register in registers.yaml until it is published.
registers-reused = named ‘{ $before }’ in the publication and now names ‘{ $now }’, with another kind or another area. If it is something else, give it a new id and keep the old row; if it was corrected, nothing is to be done.
registers-moved = { $n } of { $of } published rows have the text of another one here. If the column was sorted by itself, or moved by a row, restore it as it was; if it was corrected, nothing is to be done.
registers-dragged = In { $n } rows below each other the column counts on by one now, and something else was published. If a cell was dragged down, restore what was there; if it was corrected, nothing is to be done.
registers-ids-kept = every id names what it named
registers-empty-file = The file is empty.
registers-no-row = There is no row below the header.
registers-is-workbook = This is an Excel workbook, not a CSV file. { registers-save-again }
registers-is-utf16 = The file is ‘Unicode Text’ (UTF-16), not a CSV file. { registers-save-again }
registers-not-all-utf8 = The file is marked as UTF-8 but contains other characters. { registers-save-again }
registers-unknown-byte = One character exists neither in UTF-8 nor in Windows-1252; the file probably comes from another system (MS-DOS, Macintosh). { registers-save-again }
registers-strange-letters = Letters with accents cannot be read unambiguously; the file probably comes from another system (MS-DOS, Macintosh). { registers-save-again }
registers-is-page = This is a web page, not a CSV file.
registers-open-quotation = A quotation mark is misplaced or is not closed. If the text contains one, it is doubled; Excel does this itself when saving.
registers-long-field = A field has more than { $n } characters. If a quotation mark is not closed, close it; otherwise this is no register: restore the file.
registers-column-twice = Column occurs twice: { $columns }. Each may occur once.
registers-no-column = Missing in the header: { $missing }.{ $has_unused ->
    [yes] { " " }Not provided for: { $unused }.
   *[no] { "" }
} Expected, separated by semicolon or comma: { $expected }.
registers-renamed = { $column } (renamed to ‘{ $close }’?)

## The registers checked

registers-none = No registers are provided for in this { -city }.
registers-areas = Checked against: { $title }, { $where ->
    [landed] retrieved on { $day }
    [instead] bundled file of { $day }; what was retrieved is not provided for any more or does not count yet: { $others }
   *[bundled] bundled file of { $day }, for none was retrieved yet
}
registers-areas-unread = Not to be read in it as declared in areas.yaml, as { $level }: { $labels }{ $n ->
    [one] { "" }
    [2] { "" }
    [3] { "" }
   *[other] { " " }({ $n } in all)
}
registers-none-here = None of the registers is in { $folder }: { $files }.
registers-unreadable = cannot be read
registers-counts = { $rows } { $rows ->
    [one] row
   *[other] rows
}, { $rejected } of them faulty{ $warnings ->
    [0] { "" }
    [one] , 1 remark
   *[other] , { $warnings } remarks
}{ $usable ->
    [yes] { "" }
   *[no] { " " }({ $allowed } are allowed: nothing is published)
}
registers-error = Error: { $problem }
registers-warning = Remark: { $problem }
registers-as-declared = { $n } { $n ->
    [one] row
   *[other] rows
} as declared
registers-more = { $n ->
    [one] and 1 more
   *[other] and { $n } more
}
registers-sample-row = Row
registers-sample-column = Column
registers-sample-value = Value
registers-sample-reason = Reason

## The workbook

registers-guide = Guide
registers-lists = Lists
registers-guide-text =
    Planning registers, { $city }
    { "" }
    One sheet per register. Change rows or add them at the end; leave sheets and heads as they are.
    All cells are text: this way Excel changes no number, no date and no code.
    What a column means is in the note at its head and in docs/registers.de.md.
    What is not known stays empty; never 0 for unknown. An id is never given out again.
    { "" }
    Back into the files: sozialraum registers import <this workbook>
    Everything is checked. If anything is wrong, all stays as it was.
registers-no-sheet = { $path }: the sheet { $sheets } is missing, or hidden. Do not rename, delete or hide sheets; a new workbook is made by: sozialraum registers export
registers-no-workbook = { $path }: there is no such file.
registers-not-a-workbook = { $path }: this is not an Excel workbook (.xlsx). Save it in Excel as ‘Excel Workbook (*.xlsx)’. Found: { $reason }.
registers-cell-unseen = sheet ‘{ $sheet }’, cell { $cell } ({ $why ->
    [struck] struck out, whole or in part
    [ink] in the colour of its paper
    [condition] shown otherwise, or not at all, where a condition holds
    [merged] merged with other cells
    [formula] a formula that was not computed
   *[format] shown otherwise, or not at all, by its number format
})
registers-cells-unseen = { $path }: what a cell holds is not what is seen: { $cells }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}. Write into the cell only what holds, as plain text. Nothing was written.
registers-absent = { $path }: the file is missing.
registers-rows = { $register }: { $n } { $n ->
    [one] row
   *[other] rows
}
registers-rows-changed = { $register }: { $n } { $n ->
    [one] row
   *[other] rows
} changed
registers-written = written: { $path }
registers-not-written = Nothing was written. The rows are counted as in the workbook.

## The handbook

registers-head = | Column | Required | Meaning | what it may contain |
registers-is-required = yes
registers-limit = Up to { $n } faulty rows are set aside and reported, and the others are used. If there are more, nothing is published.
registers-see-list = see the list below{ $several ->
    [yes] ; several separated by ‘ | ’
   *[no] { "" }
}
registers-area-code = { $several ->
    [yes] numbers or names
   *[no] number or name
} from the list of the level ‘{ $level }’{ $several ->
    [yes] , several separated by ‘ | ’
   *[no] { "" }
}; leading zeros may be left out
registers-at-least = at least { $value }
registers-at-most = at most { $value }
registers-not-in-future = not in the future
registers-kind = { $type ->
    [number] number, e.g. `12` or `104.25`
    [year] year, four digits
    [date] date: { registers-date-forms }
    [span] period: { registers-span-forms }
    [url] web address
    [urls] web address(es)
   *[text] text
}
registers-rule-together = Filled in together or empty together: { $columns }.
registers-rule-alike = { $severity ->
    [warning] Remark
   *[error] Error
} if two rows agree in: { $columns }.
registers-rule-whole = { $column } is a whole number where { $where } says { $values }.
registers-rule-not-before = { $severity ->
    [warning] Remark where { $column } is before { $other }.
   *[error] { $column } is not before { $other }.
}
registers-rule-consistent = Rows with the same text in { $columns } say the same in { $says }.
registers-rule-filled-where = { $column } is filled in where { $where } says { $values }, and only there.
registers-rule-fits = { $column } says { $allowed } where { $where } says { $values }.
registers-says-nothing = nothing
registers-rule-begun = { $severity ->
    [warning] Remark where { $column } is in the future and { $where } says { $values }.
   *[error] { $column } is not in the future where { $where } says { $values }.
}
registers-rule-dated = { $severity ->
    [warning] Remark
   *[error] Error
} where { $where } says { $values } and the time in { $column } (the first column that is filled in counts) { $kind ->
    [since_pandemic] ends before the pandemic or is missing
   *[before_pandemic] does not begin before the pandemic
}.
registers-rule-within = { $column } is between { $low } and { $high } where { $where } begins with { $values }.
registers-rule-direction = { $column } must not contradict the values in { $before } and { $after }.
registers-list-title = { $list ->
    [planning_field] Planning fields (`planning_field`)
    [theme] Themes (`theme`)
    [target_group] Groups of people (`target_groups`)
   *[service_type] Kinds of service (`service_type`)
}
