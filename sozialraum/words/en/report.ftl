# The frame of the report: its title, what stands on its first page, its chapters.

report-title = { $services ->
    [yes] Local needs and social services
   *[no] Local needs
}
report-resolution = Basis
report-resolution-text = Resolution { $resolution }
report-edition = Edition
report-as-of = As of
report-newest = Newest data
report-no-data = no data loaded
report-level = Area level
report-figures = Figures
report-bundled = { $all } { $all ->
    [one] source
   *[other] sources
}; { $every ->
    [yes] all
   *[no] { $n } of the
} { $total } that can be retrieved from the net come from files kept with the monitor, as of { $day }; not retrieved again for this edition
report-intro = The report first answers briefly, then chapter by chapter, what is known about needs{ $services ->
    [yes] { " " }and services
   *[no] { "" }
}, and then shows the { $level } on one page each. All tables, methods and sources are in the annex (anhang.pdf, anhang.html), all figures in the workbook (anlage.xlsx).
report-reading-of = { $what ->
    [sure] Reliable
    [classes] Class
    [areas] Areas
   *[numbers] Numbers in brackets
}
report-reading = { $what ->
    [sure] The difference goes beyond chance. Values without a published margin of error (grades, amounts, percentages without counts) never count as reliable. A difference shows an association in time, not a cause.
    [classes] 1 to 5, from very low to very high need in comparison with the other areas.{ $estimates ->
        [yes] { " " }≈ precedes estimates.
       *[no] { "" }
    }
    [areas] The { $level } are meant unless another level is expressly named.{ $listed ->
        [both] { " " }Their numbers and short names are in the list of areas at the front.
        [numbers] { " " }Their numbers are in the list of areas at the front.
        [names] { " " }Their short names are in the list of areas at the front.
       *[none] { "" }
    }
   *[numbers] PF, SF: rows of the registers of voices from the { -city } and of studies; the reference is given there.
}
report-annex = Annex: tables, methods, sources
report-annex-to = On { $n } { $chapter }
report-annex-about = All figures are also in the workbook (anlage.xlsx) and in machine-readable form (bericht.json).

# A chapter where the city declares no question of its council that it answers
report-chapter = { $topic ->
    [pandemic] Needs and what the pandemic changed
    [needs] Needs compared
    [planning] How plans were reviewed and adjusted
    [coverage] How needs are met
   *[conclusions] What can change, and how urgent it is
}
