# How figures, periods and units are called.

# Whose numbers, dates and plurals the language has (BCP 47)
words-locale = de-DE
words-amount = { $n }{ $unit ->
    [share] { " " }%
    [percent] { " " }%
    [money] { " " }{ $currency_sign }
    [money_per_m2] { " " }{ $currency_sign }/m²
   *[other] { "" }
}
words-interval = { $low } bis { words-amount }
words-change = { $change }{ $unit ->
    [share]  { $n ->
        [one] Prozentpunkt
       *[other] Prozentpunkte
    }
    [percent]  { $n ->
        [one] Prozentpunkt
       *[other] Prozentpunkte
    }
    [per_1000] { " " }je 1.000
    [per_10000] { " " }je 10.000
    [per_100000] { " " }je 100.000
    [money] { " " }{ $currency_sign }
    [money_per_m2] { " " }{ $currency_sign }/m²
   *[other] { "" }
}
words-part-of-year = { $kind ->
    [Q] { $part }. Quartal { $year }
   *[H] { $part }. Halbjahr { $year }
}
words-week = { $week }. Kalenderwoche { $year }
words-survey = Befragung { $year }
