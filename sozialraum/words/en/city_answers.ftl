# The answers for the whole city, and what has to be asked of the offices.

city_answers-title = The answers for the whole { -city }
city_answers-means = What was said or counted for the whole { -city } gives an answer for the { -city }; it is not transferred to its areas. An answer holds only if two independent organisations give it or a public body supports it with figures. What only one voice says is an indication.
city_answers-table = Need, services and ways of meeting the need, by theme: { $city } as a whole
city_answers-supply = Services
city_answers-way = Way today
city_answers-in-pandemic = Way during the pandemic (2020 to 2022)
city_answers-note = In brackets: rows of the register of feedback. A dash: nobody says anything that holds.
city_answers-indication = Indication: { labels-suggestion }
city_answers-disputed = (voices contradict each other)
city_answers-ask = What has to be asked: { $n ->
    [one] 1 question would
   *[other] { $n } questions would
} decide cases that cannot be judged today.
city_answers-questions = Open questions for public bodies, the most important first
city_answers-office = Who can say
city_answers-question = Question
city_answers-decides = Cases
city_answers-questions-shown = { $shown ->
    [one] 1 is shown
   *[other] { $shown } are shown
} of { $n }; all are in the workbook.
city_answers-then = { city_answers-then-result }: { $themes }
city_answers-then-result = { $result ->
    [covered] met
    [by_task_change] could be met with other remits
    [by_task_extension] could be met with a wider remit or more funding
   *[not_coverable] could not be met
}
