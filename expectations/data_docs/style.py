"""The style of the Data Docs, in place of the Bootstrap and icons that GX loads from CDNs."""

STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .5rem }
th, td { text-align: left; vertical-align: top }
pre, code { white-space: pre-wrap }
.btn-group-toggle, .ge-navigation-sidebar-container ~ * { display: none }
.card { border: 1px solid #ccc; margin: 1rem 0; padding: .5rem }
.fa-check-circle::before { color: #060; content: "\\2714" }
.fa-times::before, .fa-exclamation-triangle::before { color: #a00; content: "\\2718" }
"""
