# Where high needs come together.

focus-title = Where high needs come together
focus-no-urgency = A ranking by urgency is not available in this state of the data. The following counts show where high needs come together; they are no substitute for an assessment.
focus-counted = Counted is in which areas many indicators lie reliably in class 4 (high) or 5 (very high). Classes in brackets do not count.
focus-overlapping = The count is a reading aid, not a measure of urgency: all indicators count equally, although some overlap. The classes only compare the areas with one another; there are therefore always high classes, even if needs fall everywhere. An indicator without a value does not count.
focus-estimates-left-out = Estimates do not count towards the order: the figures are published only for larger areas; how they are distributed among their parts has not been counted. They are given for information in the last column.
focus-caption = The { $level } by number of high need classes
focus-place = Place
focus-high = Class 4 or 5
focus-very-high = of which class 5
focus-indicators = indicators that can be judged
focus-high-in-field = Class 4 or 5: { $field }
focus-high-by-estimate = also class 4 or 5 by estimates
focus-estimates-spoken = { $n } by estimates
focus-note = Counted: { $n ->
    [0] no indicator
    [one] 1 indicator
   *[other] { $n } indicators
} with figures published for this level. The same number of high classes: the same place.
