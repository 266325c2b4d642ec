# How figures, periods and units are called.

# Whose numbers, dates and plurals the language has (BCP 47)
words-locale = en-GB
words-amount = { $unit ->
    [share] { $n }%
    [percent] { $n }%
    [money] { $currency_sign }{ $n }
    [money_per_m2] { $currency_sign }{ $n }/m²
   *[other] { $n }
}
words-interval = { $unit ->
    [share] { $low }%
    [percent] { $low }%
    [money] { $currency_sign }{ $low }
    [money_per_m2] { $currency_sign }{ $low }/m²
   *[other] { $low }
} to { words-amount }
words-change = { $change }{ $unit ->
    [share] { " " }percentage { $n ->
        [one] point
       *[other] points
    }
    [percent] { " " }percentage { $n ->
        [one] point
       *[other] points
    }
    [per_1000] { " " }per 1,000
    [per_10000] { " " }per 10,000
    [per_100000] { " " }per 100,000
    [money] { " " }{ $currency_sign }
    [money_per_m2] { " " }{ $currency_sign }/m²
   *[other] { "" }
}
words-part-of-year = { $kind ->
    [Q] Q{ $part } { $year }
   *[H] H{ $part } { $year }
}
words-week = week { $week }, { $year }
words-survey = { $year } survey
