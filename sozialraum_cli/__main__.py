"""``python -m sozialraum_cli`` is ``sozialraum``."""

from sozialraum_cli.app import main

main()
