# The file that an office fills in, and what its sheet of hints says.

template-sheet = Data
template-total = Total
template-fill-in = { $office } – please fill in only the light cells
template-period = { $cadence ->
    [week] a calendar week, for example ‘week 5, 2025’ or ‘2025-W05’
    [month] a month, for example ‘June 2025’ or ‘06/2025’
    [quarter] a quarter, for example ‘Q2 2025’
    [half_year] a half-year, for example ‘H1 2025’ or the reference day ‘30.06.2025’
    [school_year] a year, for example ‘2024/25’
   *[year] a year, for example ‘2025’
}
template-period-title = Period
template-period-asked = Please state: { template-period }
template-other-period-title = Different period
template-other-period = Expected is { template-period }. Accept all the same?
template-no-number-title = Not a number
template-no-number = Expected is a number from 0{ $kind ->
    [percent] { " " }to 100
    [count] { " " }without decimals
   *[other] { "" }
}{ $has_marks ->
    [yes] { " " }or one of the signs { $marks } (see notes).
   *[no] .
}

## The sheet of hints

template-hints = Notes
template-hints-of = Notes: { $title }
template-about-head = What it is about
template-about = { $title }. Supplied by: { $office }.
template-purpose-head = Purpose
template-purpose = Social area monitor, { $city }
template-release = { $is_released ->
    [yes] The figures are released for publication.
   *[no] The figures are read and checked. They are published only once they are released for that.
}
template-cadence-head = How often
template-cadence = { $cadence ->
    [week] once a week
    [month] once a month
    [quarter] once a quarter
    [half_year] once every half-year
    [school_year] once a year
   *[year] once a year
}
template-period-to-state = To be stated: { template-period }.
template-fill-in-head = Filling in
template-light-cells = Only the light cells of the sheet ‘{ template-sheet }’ are to be filled in.
template-leave-names = Please do not change names of areas and column heads; they are protected.
template-plain-numbers = Enter numbers without thousands separators and without additions.
template-total-means = Control total from the administrative system, not calculated from this table: it is compared with the sum of the areas. The cell may stay empty.
template-marks-head = Signs
template-mark = { $is_empty ->
    [yes] empty cell
   *[no] ‘{ $mark }’
}: { $meaning ->
    [zero] nothing there: the figure is zero
    [unknown] not collected or not known
    [secret] not given, for reasons of confidentiality
    [not_applicable] a figure makes no sense
   *[missing] the figure is not available yet
}
template-columns-head = Columns
template-column = { $column }: { $unit ->
    [persons] people
    [households] households
    [places] places
    [facilities] facilities
    [flats] dwellings
    [vacancies] vacancies
    [cases] cases
    [percent] per cent (12.5 for 12.5%)
    [share] share from 0 to 1 (0.125 for 12.5%)
    [per_1000] per 1,000
    [per_10000] per 10,000
    [per_100000] per 100,000
    [money] { $currency }
    [money_per_m2] { $currency } per square metre
    [years] years
    [score] score (may be negative)
    [index] value of an index
    [z_value] z-value (0 is the mean, below it negative)
    [mark] grade (1 is the best)
    [class] class (a text, no number)
   *[code] code
}
template-delivery-head = Delivery
template-delivery = Put the file, under any name, into the folder ‘{ $folder }’.
template-correction = Please save a correction under the same name: the newer file holds.
template-protection-head = Data protection
template-licence = { $licence }.
template-no-names = Enter no names and no information on individual persons.
