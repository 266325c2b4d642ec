"""The XLSX files that offices fill in, made from the declarations."""

from sozialraum.template.workbook import choose_table, write_template

__all__ = ["choose_table", "write_template"]
