# Chapter 5 of the report: studies and local voices, by name.

voices-title = Was Studien fanden und was vor Ort berichtet wurde
voices-about = { $studies ->
    [0] { "" }
    [one] Aus einer Erhebung{ " " }
   *[other] Aus { $studies } Erhebungen{ " " }
}{ $studies ->
    [0] { "" }
   *[other] { $speakers ->
        [0] { "" }
       *[other] und{ " " }
    }
}{ $speakers ->
    [0] { "" }
    [one] von einer Stelle in der Stadt{ " " }
   *[other] von { $speakers } Stellen in der Stadt{ " " }
}ist hier je Thema das Wichtigste genannt; alle Zeilen mit Fundstelle stehen in der Anlage (anlage.xlsx). Studien gelten meist für ein größeres Gebiet als die Stadt und werden nicht auf einzelne Gebiete übertragen.
voices-table = Belege nach Thema
voices-studies = Studien
voices-local = Stimmen aus der Stadt
voices-one = { $who }{ $year ->
    [unknown] { "" }
   *[other] { " " }({ $year })
}: { $says } ({ $id }).
