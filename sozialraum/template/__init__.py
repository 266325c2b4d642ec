"""The XLSX files that offices fill in, made from the declarations."""

from sozialraum.template.workbook import write_template

__all__ = ["write_template"]
