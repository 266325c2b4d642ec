# What figures, studies and providers say of a need, and whether they agree.

evidence-agreement = { $agreement ->
    [none] Zu diesem Thema sagen weder Zahlen noch Studien noch Träger etwas über eine Veränderung.
    [agree] Alle, die etwas sagen, stimmen überein: { $parts }.
    [contradict] Die Belege widersprechen sich: { $parts }.
    [partly] Die Belege stimmen nicht ganz überein: { $parts }.
    [data_only] Nur eine Seite sagt etwas: { $parts }.
    [studies_only] Nur eine Seite sagt etwas: { $parts }.
   *[providers_only] Nur eine Seite sagt etwas: { $parts }.
}

# What each of them says, as a part of that sentence.
evidence-of-whom = { $larger ->
    [0] die Zahlen
    [one] die Zahlen des größeren Gebiets
   *[other] die Zahlen der größeren Gebiete
}
evidence-figures = { $say ->
    [more] { evidence-of-whom } zeigen mehr Bedarf als erwartet
    [less] { evidence-of-whom } zeigen weniger Bedarf als erwartet
   *[unchanged] { evidence-of-whom } zeigen keine gesicherte Abweichung vom Erwarteten
}
evidence-studies = { $say ->
    [more] Studien zeigen mehr Bedarf
    [less] Studien zeigen weniger Bedarf
    [divided] Studien zeigen beides, mehr Bedarf bei: { $more }, weniger bei: { $less }
   *[unchanged] Studien zeigen keine Veränderung
}
evidence-providers = { $say ->
    [more] Träger und Ämter berichten von mehr Bedarf
    [less] Träger und Ämter berichten von weniger Bedarf
    [divided] Träger und Ämter berichten Verschiedenes
   *[unchanged] Träger und Ämter berichten von unverändertem Bedarf
}
evidence-quantity = { $is_named ->
    [yes] { $quantity }
   *[no] ohne genannte Größe
}{ $is_dated ->
    [yes] { " " }({ $year })
   *[no] { "" }
}

# A study's finding in a line.
evidence-finding = { $study } ({ $year }): { $told ->
    [compared] { $quantity }: { $value } statt { $baseline_is ->
        [before_pandemic] { $baseline } vor der Pandemie
        [during_pandemic] zuvor { $baseline }
       *[unclear] { $baseline }
    }
    [value] { $quantity }: { $value }
   *[words] { $says }
}
