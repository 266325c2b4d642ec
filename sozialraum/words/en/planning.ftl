# How the plannings were reviewed and adjusted.

planning-no-review = This state of the data contains no analysis of how plans were reviewed. The question can therefore not be answered yet.
planning-counted = { $plannings ->
    [0] No plan is recorded.
    [one] 1 plan is recorded (plan, strategy or planning report).
   *[other] { $plannings } plans are recorded (plans, strategies, planning reports).
} { $adjusted ->
    [0] None is documented to have been adjusted because of the pandemic.
    [one] One was adjusted because of the pandemic.
   *[other] { $adjusted } were adjusted because of the pandemic.
}{ $predate ->
    [0] { "" }
    [one] { " " }One dates from before the pandemic.
   *[other] { " " }{ $predate } date from before the pandemic.
}{ $no ->
    [0] { "" }
    [one] { " " }One was not adjusted.
   *[other] { " " }{ $no } were not adjusted.
}{ $unknown ->
    [0] { "" }
    [one] { " " }For one, it is not documented whether it was adjusted.
   *[other] { " " }For { $unknown }, it is not documented whether they were adjusted.
}{ $others ->
    [0] { "" }
   *[other] { " " }Of { $others } other { $others ->
        [one] document
       *[other] documents
    } (resolutions, budgets, measures, programmes, reports), { $mention ->
        [0] none mentions
        [one] 1 mentions
       *[other] { $mention } mention
    } changes because of the pandemic.
}
planning-proper = Adjusted { $n ->
    [one] plan
   *[other] plans
}: { $plans }.
planning-themes-missed = No plan is known to have been adjusted for the new or worsened needs: { $themes }.

## Tables

planning-overview = Number of plans: adjusted because of the pandemic?
planning-head = Planning field
planning-plannings = Plans
planning-adjusted = adjusted
planning-others = other documents
planning-predate = from before the pandemic
planning-else-not = otherwise not adjusted
planning-last-reviewed = last reviewed
planning-of-field = { $field }: planning documents
planning-document = Document
planning-adopted = adopted
planning-known = What is known about it
planning-untitled = untitled
planning-day-unknown = not known
planning-expired = The period of validity has expired.
planning-not-begun = The period of validity has not begun.
planning-source = Source: { $source }
planning-no-finding = No reliable new or worsened need { $n ->
    [one] on the theme { $themes }
   *[other] on the themes { $themes }
}.

## Needs that grew and that no adjusted planning deals with

planning-open-title = New or worsened needs without a plan known to have been adjusted
planning-none-open = { $found ->
    [yes] An adjusted plan responds to every new or worsened need.
    [no] The figures show no new or worsened need that a plan could respond to.
   *[unknown] No finding can be assessed; whether a plan responds to new needs is therefore not known.
}{ $found ->
    [unknown] { "" }
   *[other] { $open ->
        [0] { "" }
       *[other] { " " }For { $open } of { $all } comparisons with the time before it is open whether need has risen.
    }
}
planning-open = For these new or worsened needs, no plan is known that was adjusted because of the pandemic:
planning-open-findings = { $n } { $n ->
    [one] finding
   *[other] findings
} ({ $indicators }).
planning-open-counted = Public bodies counted more cases or people than before the pandemic{ $n ->
    [0] .
   *[other] { " " }({ $areas }).
}
planning-open-reason = { $reason ->
    [no_plan] No recorded plan deals with the theme.
    [only_ahead] A plan on this theme is still to come into force, and none is in force.
    [only_expired] The plans on this theme have expired.
   *[no_adjusted_plan] Plans deal with the theme, but for none is it documented that it was adjusted because of the pandemic.
}
