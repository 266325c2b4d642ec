# The answers for the whole city, and what has to be asked of the offices.

city_answers-title = Die Antworten für die ganze Stadt
city_answers-means = Was für die ganze Stadt gesagt oder gezählt wurde, gibt eine Antwort für die Stadt; es wird nicht auf ihre Gebiete übertragen. Eine Antwort gilt nur, wenn zwei unabhängige Stellen sie geben oder ein Amt sie mit Zahlen belegt. Was nur eine Stimme sagt, ist ein Hinweis.
city_answers-table = Bedarf, Angebot und Weg je Thema: { $city } insgesamt
city_answers-supply = Angebot
city_answers-way = Weg heute
city_answers-in-pandemic = Weg in der Pandemie (2020 bis 2022)
city_answers-note = In Klammern: Zeilen des Registers der Rückmeldungen. Ein Strich: niemand sagt etwas, das gilt.
city_answers-indication = Hinweis: { labels-suggestion }
city_answers-disputed = (Stimmen widersprechen sich)
city_answers-ask = Was zu fragen ist: { $n ->
    [one] 1 Frage würde
   *[other] { $n } Fragen würden
} Fälle entscheiden, die heute nicht beurteilbar sind.
city_answers-questions = Offene Fragen an die Ämter, die wichtigsten zuerst
city_answers-office = Wer es sagen kann
city_answers-question = Frage
city_answers-decides = Fälle
city_answers-questions-shown = Gezeigt { $shown ->
    [one] ist 1
   *[other] sind { $shown }
} von { $n }; alle stehen in der Anlage.
city_answers-then = { city_answers-then-result }: { $themes }
city_answers-then-result = { $result ->
    [covered] gedeckt
    [by_task_change] mit anderen Aufgaben deckbar
    [by_task_extension] mit mehr Aufgaben oder Mitteln deckbar
   *[not_coverable] nicht deckbar
}
