"""Links as Telegram checks them in buttons and in <a href>."""

import re

_APP_LINK = re.compile(r"(tg|ton|tonsite):(?://)?(.*)", re.IGNORECASE | re.DOTALL)
_WEB_LINK = re.compile(r"(?:([^:/?#]*)://)?(?:([^/?#@]*)@)?([^/?#:]*)(?::([^/?#]*))?(.*)", re.DOTALL)
_USER_LINK = re.compile(r"tg:(?://)?user\?id=(\d+)", re.IGNORECASE)


class LinkError(ValueError):
    """A link that Telegram does not take; the text says why, in its words."""


def user_in(url: str) -> int | None:
    """The user that `tg://user?id=...` points at, or None for any other link."""
    found = _USER_LINK.fullmatch(url)
    return int(found[1]) if found else None


def check_link(url: str, *, https_only: bool = False) -> str:
    """The link as Telegram stores it: with a scheme, and a slash after a bare host.

    Raises LinkError, also for what looks like a link but is none: "localhost", "tel:110", "javascript:x".
    """
    app = _APP_LINK.match(url)
    if app:
        if https_only:
            raise LinkError("Only HTTPS links are allowed")
        return _app_link(app[1].lower(), app[2])
    found = _WEB_LINK.fullmatch(url)
    if not found:
        raise LinkError("Wrong HTTP URL")
    scheme, user, host, port, rest = found.groups()
    _check_parts((scheme or "http").lower(), host, port)
    if https_only and (scheme or "").lower() != "https":
        raise LinkError("Only HTTPS links are allowed")
    rest = rest if rest.startswith("/") else "/" + rest
    login = f"{user}@" if user else ""
    address = host.lower() + (f":{port}" if port else "")
    return f"{(scheme or 'http').lower()}://{login}{address}{rest.replace(' ', '%20')}"


def _app_link(scheme: str, rest: str) -> str:
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if not re.fullmatch(r"[\w-]+", host, re.ASCII):
        raise LinkError("Unallowed characters in URL host")
    return f"{scheme}://{rest}"


def _check_parts(scheme: str, host: str, port: str | None) -> None:
    if scheme not in ("http", "https"):
        raise LinkError("Unsupported URL protocol")
    if port is not None and not (port.isdigit() and 0 < int(port) < 65536):
        raise LinkError("Wrong port number specified in the URL")
    if not host:
        raise LinkError("URL host is empty")
    if re.search(r"[\s<>\"'\\^`{|}]", host):
        raise LinkError("Disallowed character in URL host")
    if "." not in host:
        raise LinkError("Wrong HTTP URL")
