# Sources, licences, and how the data were checked.

quality-stale = { $unfetched ->
    [0] { quality-late }
   *[other] { $stale ->
        [0] { "" }
       *[other] { quality-late }{ " " }
    }For { $unfetched } { $stale ->
        [0] { "" }
       *[other] other{ " " }
    }{ $unfetched ->
        [one] source
       *[other] sources
    }, the latest file could not be retrieved or used; the previous one holds.
}
quality-old = The newest figures are of { $day }; what has happened since is not in this report.
quality-late = { $all ->
    [none] No source is recorded.
    [fresh] { $n ->
        [one] The only source is as up to date as expected.
       *[other] All { $n } sources are as up to date as expected.
    }
    [stale] { $n ->
        [one] The only source is out of date.
        [2] Both sources are out of date.
       *[other] All { $n } sources are out of date.
    }
   *[some] { $stale } of { $n } sources { $stale ->
        [one] is
       *[other] are
    } out of date: newer figures were to be expected by the day of the report but are not available.
}
quality-errata = Corrections to earlier editions
quality-erratum = The report as of { $day } (version { $version }) was not correct, noted on { $marked }: { $text }
quality-sources = Sources
quality-rejected = { $n ->
    [0] No figure had to be rejected.
    [one] 1 figure was rejected because it could not be read unambiguously.
   *[other] { $n } figures were rejected because they could not be read unambiguously.
}
quality-awaited = Not delivered yet: { $sources }. What rests on them is not known in this report.
quality-unreleased = Delivered, but not released for publication: { $sources }. What rests on them is not in this report.
quality-of-office = { $source } ({ $office })
quality-layers = { $n } { $n ->
    [one] map
   *[other] maps
} of sites, boundaries or figures, { $state }: { $layers }. What is only there is missing.
quality-not-on-the-net = not published online; { $office }
quality-no-office = not published online; publisher not known
quality-caption = Sources, checked as of { $day }
quality-source-and-office = Source and publisher
quality-licence = Licence
quality-landed = retrieved on
quality-never = never
quality-until = data until
quality-rows = rows
quality-rejected-head = rejected
quality-freshness = Timeliness
quality-state = { $state ->
    [awaited] awaited
    [unreadable] cannot be read
    [unreleased] not released
    [not_loaded] not loaded
    [unfetched] out of date
    [stale] out of date
    [not_assessable] cannot be judged
    [complete] completed
   *[fresh] up to date
}
quality-state-detail = { $state ->
    [awaited] The public body has not delivered a file yet.
    [unreadable] The delivered file could not be used.
    [unreleased] The public body has delivered; the figures are not released for publication.
    [not_loaded] There are no rows from this source.
    [unfetched] The latest file could not be retrieved or used; the previous one holds.
    [stale] New figures expected by { $expected }
   *[complete] Is not continued or has no deadline.
}

## Checks

quality-title = Data quality
quality-checks = { $n ->
    [0] No check results are recorded for this state of the data. The figures are therefore to be regarded as unchecked.
    [one] 1 check ran; it { $failed ->
        [0] passed.
       *[other] did not pass.
    }
   *[other] { $failed ->
        [0] All { $n } checks of the data passed.
        [one] Of { $n } checks of the data, { $failed } did not pass.
       *[other] Of { $n } checks of the data, { $failed } did not pass.
    }
}
quality-severities = ‘Critical’ checks must pass before figures are published. ‘Warnings’ do not hold up publication but are named here.
quality-by-severity = Checks by severity
quality-severity = Severity
quality-passed = passed
quality-failed = not passed
quality-failed-checks = Checks that did not pass
quality-rule = Rule that is not kept
quality-extent = Extent
quality-failing-rows = { $n ->
    [0] no single rows
    [one] 1 row affected
   *[other] { $n } rows affected
}
quality-details = The technical details are in the workbook.
quality-nothing-odd = No figure of the sources is conspicuous.
quality-odd = { $n ->
    [one] 1 figure of the sources is conspicuous
   *[other] { $n } figures of the sources are conspicuous
}, of which { $explained } with a known explanation:
quality-unexplained = { $what }. No explanation is known.
quality-explained = { $what }. { $reason }

## Attribution

quality-attribution-title = Attribution and references
quality-attribution = { labels-attribution }.
quality-changed = The figures were combined and converted for this report.
quality-places = Where the data are published:
quality-year = ‘{ $pattern }’ stands for the year of the table.
quality-no-attribution = No attribution is laid down.
