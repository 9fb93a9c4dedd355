"""RTF and .doc -> DOCX by LibreOffice where it is installed, in a profile of its own without macros or links."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline.cleaning.formats.outside import AGAIN, OFFICE_PACKAGES, find_office, run_program
from pipeline.errors import RejectedDocument

_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # a proxy where nobody listens: nothing is fetched
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    + "</oor:items>\n"
)


def convert_to_docx(data: bytes, *, suffix: str, seconds: float) -> bytes:
    """The text as DOCX.

    Args:
        data: the whole file.
        suffix: `.rtf` or `.doc`.
        seconds: the longest that it may take; 0 when it is not to be tried.

    Raises:
        RejectedDocument: unsupported_type (no LibreOffice), timeout, or broken.
    """
    kind = "RTF text" if suffix == ".rtf" else "a Word file of before 2007 (.doc)"
    office = find_office()
    if not seconds:
        raise RejectedDocument("unsupported_type", f"{kind}; LibreOffice is off: set clean.office_seconds")
    if office is None:
        raise RejectedDocument("unsupported_type", f"{kind}: run `{OFFICE_PACKAGES}`, {AGAIN}, or save it as DOCX")
    with tempfile.TemporaryDirectory(prefix="office-") as name:
        folder = Path(name)
        (folder / "profile/user").mkdir(parents=True)
        (folder / "profile/user/registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (folder / f"file{suffix}").write_bytes(data)
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / f"file{suffix}")]
        try:
            run_program(command, seconds=seconds, folder=folder)
        except TimeoutError:
            raise RejectedDocument("timeout", f"{kind}: LibreOffice was not done within {seconds:g} s") from None
        made = folder / "out/file.docx"
        if not made.exists():
            raise RejectedDocument("broken", f"{kind} that LibreOffice cannot open")
        return made.read_bytes()
