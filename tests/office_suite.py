"""LibreOffice without a screen, for what people open in an office suite; tests that need it say so
where it is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

_SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    _SOFFICE is None,
    reason="LibreOffice is not installed: apt-get install libreoffice-writer libreoffice-calc",
)


def opened_as(form: str, document: Path, folder: Path) -> Path:
    """Opens a document in a LibreOffice of its own and saves it in ``folder`` in another form."""
    assert _SOFFICE is not None
    folder.mkdir(exist_ok=True)
    subprocess.run(
        [
            _SOFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(document),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made = folder / f"{document.stem}.{form.split(':')[0]}"
    assert made.is_file(), f"LibreOffice could not open {document.name}"
    return made
