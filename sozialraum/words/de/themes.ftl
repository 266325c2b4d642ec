# What the themes' needs are measured by.

themes-title = Woran der Bedarf gemessen wird
themes-measured = Woran der Bedarf gemessen ist: bei { $own } von { $total } { $total ->
    [one] Thema
   *[other] Themen
} an einer eigenen Zahl, bei { $proxy } nur ersatzweise, bei { $none } an keiner Zahl.
themes-proxy-means = Eine Ersatzgröße zeigt, wo viele Menschen leben, die betroffen sein können; wie viele es sind, zeigt sie nicht.
themes-caveats = Der Name sagt mehr als die Zahl: { $caveats }
themes-caveat = { $themes } ({ $caveat }).
themes-table = Themen und woran ihr Bedarf gemessen wird
themes-measured-by = Gemessen an
themes-basis = { $basis ->
    [indicator] eigener Zahl
    [proxy] Ersatzgröße
   *[none] keiner Zahl
}
themes-remarks = Was dazu zu sagen ist
