# What the themes' needs are measured by.

themes-title = Woran der Bedarf gemessen wird
themes-measured = Woran der Bedarf gemessen ist: bei { $own } von { $total } { $total ->
    [one] Thema
   *[other] Themen
} an einer eigenen Zahl, bei { $proxy } nur ersatzweise, bei { $none } an keiner Zahl.
themes-proxy-means = Eine Ersatzgröße zeigt, wo viele Menschen leben, die betroffen sein können; wie viele es sind, zeigt sie nicht.
themes-reported = Studien oder Träger berichten bei { $more } von { $total } { $total ->
    [one] Thema
   *[other] Themen
} von mehr Bedarf{ $unmeasured ->
    [0] .
    [one] , darunter 1, für das es keine eigene Zahl gibt.
   *[other] , darunter { $unmeasured }, für die es keine eigene Zahl gibt.
}
themes-table = Themen und woran ihr Bedarf gemessen wird
themes-measured-by = Gemessen an
themes-basis = { $basis ->
    [indicator] eigener Zahl
    [proxy] Ersatzgröße
   *[none] keiner Zahl
}
themes-remarks = Was dazu zu sagen ist
