# Chapter 2 of the report: which plannings were adjusted.

plans-happened = Was geschehen ist
plans-missing = Was fehlt
plans-sure = Wie sicher das ist
plans-adjusted = Angepasste Planungen, dann andere Dokumente, die Änderungen wegen der Pandemie nennen
plans-office = Zuständig
plans-day = Stand
plans-what = Was angepasst wurde
plans-not-told = aus der Quelle nicht zu ersehen
plans-unproved = Geltende oder jüngere Planungen, bei denen nicht belegt ist, ob sie angepasst wurden ({ $n })
plans-older = Planungen, die vor der Pandemie entstanden und auf sie nicht eingehen können ({ $n })
plans-fields-without = Zu diesen Planungsfeldern ist kein Dokument verzeichnet: { $fields }.
plans-how-sure = Grundlage ist ein Register aus öffentlichen Quellen. Dokumente, die nicht öffentlich sind, können fehlen. „Nicht belegt“ heißt: Aus der Quelle geht nicht hervor, ob angepasst wurde.
