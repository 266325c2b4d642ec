# What the themes' needs are measured by.

themes-title = How needs are measured
themes-measured = How needs are measured: for { $own } of { $total } { $total ->
    [one] theme
   *[other] themes
} by a figure of their own, for { $proxy } only by a proxy, for { $none } by no figure.
themes-proxy-means = A proxy shows where many people live who may be affected; it does not show how many are.
themes-caveats = The name says more than the figure: { $caveats }
themes-caveat = { $themes } ({ $caveat }).
themes-table = Themes and how their needs are measured
themes-measured-by = Measured by
themes-basis = { $basis ->
    [indicator] its own figure
    [proxy] a proxy
   *[none] no figure
}
themes-remarks = Remarks
