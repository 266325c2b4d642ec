# Whether needs can be met with what there is, how urgent they are, and what could be done.

## Where: all areas, few by name, else how many.

coverability-where = { $extent ->
    [all] in allen { $total } Gebieten
    [named] in { $areas }
   *[counted] in { $n } von { $total } { $total ->
        [one] Gebiet
       *[other] Gebieten
    }
}
coverability-there = { coverability-where }.
coverability-theme = { $theme } ({ coverability-where })
coverability-high-where = hoch { coverability-where }

## What decided

coverability-stated = Stand der Angabe: { $year }{ $reach ->
    [city] , für die ganze Stadt
   *[area] { "" }
}; sie zählt bis { $until }.
coverability-indication = Ein Hinweis, der nichts entscheidet: { $n ->
    [one] Eine Stimme sagt
   *[other] Stimmen sagen
} „{ labels-suggestion }“ ({ $statements }). Bestätigt wäre es durch eine zweite, unabhängige Stimme oder durch Zahlen eines Amtes.
coverability-disputed = Die Stimmen widersprechen sich.
coverability-rests-on = Das beruht auf { $estimates }.
coverability-estimate = { $of ->
    [need_by_proxy] einer Ersatzzahl für den Bedarf
    [need_estimated] einer Schätzung des Bedarfs
    [need_preliminary] einer vorläufigen Zahl des Bedarfs
    [need_limited] einer eingeschränkt aussagekräftigen Zahl des Bedarfs
    [finding_preliminary] vorläufigen Zahlen zur Veränderung seit der Pandemie
    [finding_limited] eingeschränkt aussagekräftigen Zahlen zur Veränderung seit der Pandemie
    [coverage_preliminary] vorläufigen Zahlen des Angebots
    [coverage_limited] eingeschränkt aussagekräftigen Zahlen des Angebots
   *[coverage_estimated] einer Schätzung des Angebots
}
coverability-within-tolerance = Zum Mittel der Stadt fehlen rechnerisch ({ $lacks }); das liegt in der Toleranz von { $band } %.
coverability-earlier = { $year ->
    [unknown] Ohne Datum
   *[other] { $year }
} sagten Träger oder Ämter: { $earlier ->
    [not_coverable] derzeit nicht deckbar
    [by_task_extension] mit mehr Aufgaben oder Mitteln deckbar
    [by_task_change] mit anderen Aufgaben deckbar
   *[covered] mit dem Vorhandenen deckbar
}. Ob das noch gilt, ist nicht bekannt.

## Needs that cannot be met

coverability-uncovered-title = Welche Bedarfe sich derzeit nicht decken lassen
coverability-uncovered = So urteilen die Regeln, die im Anhang genannt sind, nach dem, was Träger, Register und Zahlen sagen:
coverability-none-uncovered = Kein Bedarf gilt nach den vorliegenden Angaben als nicht deckbar.
coverability-too-old = Seit der Pandemie haben Träger oder Ämter außerdem gesagt, was folgt. Die Angaben sind zu alt oder ohne Datum und entscheiden deshalb für heute nichts; ob sie noch gelten, ist zu erfragen:
coverability-said-earlier = { labels-coverability } ({ $dated ->
    [0] ohne Datum
   *[other] Stand { $years }
}), { coverability-where }.

## By theme and area

coverability-title = Deckbarkeit nach Thema und Gebiet
coverability-unknown-means = „Nicht beurteilbar“ heißt: Es fehlt an Angaben, meist zur Zahl der Plätze. Es heißt nicht, dass der Bedarf gedeckt oder ungedeckt wäre.
coverability-matrix = Bedarf und Deckbarkeit: Themen und { $areas }
coverability-sign = { $result ->
    [covered] G
    [by_task_change] Ä
    [by_task_extension] E
    [not_coverable] N
   *[unknown] ?
}
coverability-sign-urgent = { coverability-sign }!
coverability-spoken-urgent = { labels-coverability }, Dringlichkeit hoch
coverability-not-told = keine Angabe
coverability-signs-explained = G gedeckt; Ä deckbar, wenn vorhandene Angebote ihre Aufgaben ändern; E deckbar, wenn sie erweitert werden; N derzeit nicht deckbar; ? nicht beurteilbar. Ein Ausrufezeichen: Dringlichkeit hoch.
coverability-basis-note = * Bedarf nur ersatzweise gemessen: nach einer Zahl, die zeigt, wo viele möglicherweise Betroffene leben. ** Keine Zahl misst diesen Bedarf; er ist nur aus Studien und von Trägern bekannt oder unbekannt.
coverability-crossing = Wie hoch der Bedarf ist und ob er gedeckt werden kann (Zahl der Fälle: ein Thema in einem Gebiet)
