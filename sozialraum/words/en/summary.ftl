# The summary of one page.

summary-title = Summary
summary-question = { $asked ->
    [yes] Question { $n }: { $question }
   *[no] { $n }: { $question }
}
summary-reliable = How reliable are the figures?
summary-estimates = For { $n } { $n ->
    [one] indicator
   *[other] indicators
}, the values of the { $areas } are only estimated (sign ≈).
