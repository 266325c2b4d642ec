# Chapter 3 of the report: which needs can be met, and how.

supplied-happened = Was sich decken lässt
supplied-ways = Wer was dazu gesagt hat
supplied-ways-table = Wege, den Bedarf zu decken: { $city } insgesamt
supplied-today = Heute
supplied-then = In der Pandemie
supplied-who = Wer es sagt (Zeile des Registers)
supplied-by-figures = Zahlen zu Plätzen und Nutzung
supplied-where = Wo
supplied-places = Wo Plätze und Nutzung bekannt sind
supplied-sure = Wie sicher das ist
supplied-how-sure = Was für die ganze Stadt gesagt wird, gilt nur für sie und nicht für ihre Gebiete. Eine Antwort gilt, wenn zwei unabhängige Stellen sie geben oder ein Amt sie mit Zahlen belegt; was nur eine Stimme sagt, ist ein Hinweis.
supplied-disputed = Wo Stimmen sich widersprechen, gilt nur, was zwei unabhängige Stellen oder ein Amt mit Zahlen sagen; sonst steht keine Antwort.
supplied-no-answer = keine Antwort: Stimmen widersprechen sich
supplied-voice = { $who } ({ $id })
supplied-voice-says = { supplied-voice }: { labels-suggestion }
