# How the workbook is to be read (sheet of reading aid of anlage.xlsx).

reading-title = Guide
reading-about = How to read the sheets of this workbook.
reading-part = { $part ->
    [layout] Layout
    [figures] Figures and units
    [marks] Signs and classes
   *[certainty] How certain the figures are
}
reading-term = { $term ->
    [rows] Rows
    [filter] Filters
    [ids] Columns called ‘id’
    [level] Level
    [period] Period
    [amount] Value
    [share] Columns ‘in per cent’
    [empty] Empty cell
    [ratio] Cases and denominator
    [origin] Origin
    [false_discovery] q-value
   *[statements] ‘Cannot be judged’
}
reading-text = { $term ->
    [rows] Row 1: title. Row 2: what it contains. Row 3: units. Row 4: column heads. From row 5: the figures. Below, where needed: notes.
    [filter] Every column head has a filter. Heads and first columns stay in place when scrolling.
    [ids] Short names by which sheets can be joined: the same area id means the same area in all sheets.
    [level] Which kind of area is meant. Values of different levels must not be added up: the areas overlap.
    [period] A year (2025), a quarter (2025-Q4) or a month (2025-03).
    [amount] Is in the unit of the column ‘Unit’: with ‘per cent’, 8.1 means 8.1%.
    [share] Contain a share that is shown in per cent: the cell holds 0.081, and 8.1% is seen.
    [empty] No figure; that is not zero. In the sheet ‘{ labels-sheet-values }’, the column ‘Availability’ says why.
    [ratio] What a value is made of, where both are known: cases divided by the denominator, in the unit of the value.
    [origin] Whether a value is published for exactly this area, summed from smaller areas or estimated. Estimated values show the order of magnitude; comparing single areas by them is risky.
    [false_discovery] How easily the finding arises by chance with so many simultaneous comparisons: the smaller, the more certain; from 0.05 it does not count as reliable.
   *[statements] What is missing is information, not services. The column ‘What is missing for a judgement’ says which.
}
