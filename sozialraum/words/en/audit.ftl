# The rules that checks hold, for those that have no sentence of their own beside the rule.

audit-rule = { $check ->
    [fetched] Every table of the source could be retrieved from its publisher in the agreed form and without loss of rows.
    [wire_format] Every file of the source has the agreed form.
    [older_vintages_readable] Files delivered earlier that hold on the reference day can still be read.
    [totals] The totals in the table of the public body agree with their parts.
    [layer_form] The map layer can be retrieved and has the agreed form.
    [register_valid] Every row of the register is as declared and names its source.
    [ids_kept] No id of the register names something else than in the previous publication.
   *[other] { $kind ->
        [wire] The files of { $table } have the agreed form.
        [dbt] The table { $table } is complete and consistent.
       *[expectation] The table { $table } keeps all rules that are laid down for it.
    }
}
