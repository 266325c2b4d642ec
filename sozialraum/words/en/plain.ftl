# The report in plain language (Easy Read), after the rules that docs/report.md lists: one sentence a
# message, one thought a sentence, at most 12 words; everyday words, no passive, no conditional.
# What a test cannot see, a person has to: read docs/report.md before a change.

plain-title = Help for people in { $city }
plain-subtitle = A report in Easy Read
plain-unexamined = People who check Easy Read have not checked this text yet.
plain-examiners = They are people with learning disabilities.
plain-examine = They say: the text is easy or hard.

## What it is about

plain-about-title = What this is about
plain-about-help = Many people need help in their lives.
plain-about-subjects = { $more ->
    [yes] For example, the numbers are about:
   *[no] The numbers are about:
}
plain-about-figures = { $city } has collected numbers about this.
plain-about-report = The numbers are in a report.
plain-about-need = The report shows: people need help here.
plain-about-supply = The report also shows: this help is there already.
plain-need-means = Need means: people need help.
plain-council-asked = { $n ->
    [one] The council asked 1 question.
   *[other] The council asked { $n } questions.
}
plain-council-means = The council decides for the { -city }.
plain-council-chosen = The people in the { -city } vote for the council.
plain-areas = { $n ->
    [one] In the report, the { -city } has 1 part.
   *[other] In the report, the { -city } has { $n } parts.
}
plain-area-named = The name for a part is: { $level }.

## What the pandemic changed

plain-pandemic-title = What happened in the pandemic
plain-pandemic-means = Pandemic means: an illness is in many countries.
plain-pandemic-which = The report is about the Covid pandemic.
plain-pandemic-began = It started in the year { $year }.
plain-pandemic-worse = { $n ->
    [0] The numbers show no sure rise in need.
    [one] The numbers show more need for 1 topic:
   *[other] The numbers show more need for { $n } topics:
}
plain-pandemic-cause = Maybe the pandemic was the reason.
plain-pandemic-unsure = But that is not sure.
plain-pandemic-counted = Public offices counted more than before here:
plain-pandemic-not-reckoned = We still need numbers for this.
plain-experts = { $n ->
    [one] Experts see more need for 1 topic.
   *[other] Experts see more need for { $n } topics.
}
plain-experts-means = Experts know a topic very well.

## What was planned

plain-plans-title = What the { -city } has planned
plain-plans-means = A plan says: this is how the { -city } helps.
plain-plans-count = { $n ->
    [one] The report names 1 plan.
   *[other] The report names { $n } plans.
}
plain-plans-adjusted = { $n ->
    [one] The { -city } changed something in 1 of them.
   *[other] The { -city } changed something in { $n } of them.
}
plain-plans-reason = The pandemic was the reason.
plain-plans-older = { $n ->
    [one] 1 of them is older than the pandemic.
   *[other] { $n } of them are older than the pandemic.
}
plain-plans-same = { $n ->
    [one] 1 of them has stayed the same.
   *[other] { $n } of them have stayed the same.
}
plain-plans-unclear = { $n ->
    [one] For 1 of them this is not clear yet.
   *[other] For { $n } of them this is not clear yet.
}
plain-plans-missed = { $n ->
    [one] We do not know of a new plan here:
   *[other] We do not know of new plans here:
}
plain-plans-unknown = The plans are not in the report yet.

## Whether the help is enough

plain-supply-title = The help there is
plain-supply-means = A service is a help for people.
plain-supply-example = For example: an advice centre or a nursery.
plain-supply-result = { $result ->
    [covered] Here the help is enough:
    [by_task_change] Here the services need other tasks:
    [by_task_extension] Here the services need more tasks:
   *[not_coverable] Here help is missing:
}
plain-supply-where = { $everywhere ->
    [yes] { $theme }
   *[no] { $theme }: in { $n } of { $total } parts
}
plain-supply-unclear = { $n ->
    [one] For 1 of { $total } topics this is not clear yet.
   *[other] For { $n } of { $total } topics this is not clear yet.
}
plain-supply-partly = { $n ->
    [one] For 1 topic, this is only clear in some parts.
   *[other] For { $n } topics, this is only clear in some parts.
}
plain-supply-limited = Some of the numbers for this are estimates.
plain-supply-missing = Important numbers for this are missing.
plain-supply-places = For example: the number of places.
plain-supply-questions = { $n ->
    [one] The report has 1 question for a public office.
   *[other] The report has { $n } questions for public offices.
}
plain-supply-answers = The answers help with the decision.

## What is urgent

plain-urgent-title = What is urgent
plain-urgent-themes = { $n ->
    [0] No topic is very urgent at the moment.
    [one] This topic is very urgent:
   *[other] These topics are very urgent:
}
plain-urgent-unknown = That is not clear yet.
plain-urgent-areas = Help is very urgent in these parts:
plain-urgent-unsure = The order is not sure.
plain-urgent-report = The report only shows what is possible.
plain-urgent-decides = { $council ->
    [yes] The council decides.
   *[no] The { -city } decides.
}
plain-map = The map shows the parts of the { -city }.
plain-map-dark = Dark means: help is very urgent here.
plain-map-drawn = { $kind ->
    [outlines] The map shows real borders.
   *[tiles] The map is a simple drawing.
}
plain-map-numbers = Each part has a number.

## The areas

plain-areas-title = The parts of the { -city }
plain-areas-which = In these parts, need is high for several topics.
plain-areas-rest = All other parts are in the full report.
plain-areas-word = { $word } means: { $meaning }
plain-area-people = About { $thousands } thousand people live here.
plain-area-number = The number on the map is: { $number }.
plain-area-high = Need is high for these topics:

## How sure it is, and where there is more

plain-sure-title = How sure the numbers are
plain-sure-day = The report is from { $day }.
plain-sure-estimated = Some numbers are estimates.
plain-sure-estimated-means = Estimate means: the exact number is missing.
plain-sure-old = { $n ->
    [one] 1 set of numbers is old.
   *[other] { $n } sets of numbers are old.
}
plain-sure-newer = New numbers are still missing there.
plain-more-title = Where you can find more
plain-more-read = You can read the full report.
plain-more-hard = The full report is in hard language.
plain-more-page = The report as a web page
plain-more-print = The report to print
