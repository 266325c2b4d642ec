# The information paper for the council (vorlage.docx): the same answers as the report, as options.

paper-kind = Paper for information
paper-draft = Draft based on the figures of the report. This paper decides nothing and anticipates nothing. The administration enters the reference number, the submitting department and the dates of meetings.
paper-reference = Reference number
paper-to-be-entered = (to be entered)
paper-bodies = Committees
paper-subject = Subject
paper-subject-text = { $title }: report as of { $day }
paper-about = { $answers ->
    [all] The report sets the needs of the { $areas } against the social services. It shows what the pandemic changed, which plans were adjusted, which needs can be met and where it is urgent.
   *[some] The report shows what is known about needs ({ $areas }).
} Basis: { $indicators } { $indicators ->
    [one] indicator
   *[other] indicators
} from { $sources } { $sources ->
    [one] source
   *[other] sources
}. Where a chapter is named, it is one of the report’s.

## The proposal

paper-proposal = Recommendations
paper-take-note = 1. That the report as of { $day } be noted.
paper-choose = { $n ->
    [one] 2. That it be decided whether to pursue this option:
   *[other] 2. That it be decided which of these { $n } options to pursue:
}
paper-options = Options that follow from the answers of the report
paper-option = Option
paper-reason = Reason
paper-decision = Decision
paper-decide = ☐ yes ☐ no
paper-options-note = The order is not a ranking. Each option can be chosen on its own.

## Reasons, money, annexes

paper-reasons = Reasons
paper-money = Financial implications
paper-money-open = Open. The report contains no information on costs. The administration establishes what an option costs and how it can be funded before it is decided.
paper-annexes = Appendices
paper-annex-report = the report, for printing
paper-annex-rests = what it rests on: tables, methods, sources
paper-annex-leaflets = one sheet per area, for printing
paper-annex-plain = the main points in Easy Read
paper-annex-page = the same report as a page for reference
paper-annex-figures = all figures as tables
