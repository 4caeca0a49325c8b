"""Faults that a test asks for: errors, cut connections, delays."""

from dataclasses import dataclass, replace

ANY_METHOD = "*"
BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)


@dataclass(frozen=True)
class Fault:
    """What goes wrong with a call; the line can be cut before or after the call has its effect."""

    method: str
    times: int = 1
    code: int = 0  # 500 as JSON, 502 as a proxy's HTML page; the call has no effect
    cut_before: bool = False
    cut_after: bool = False
    delay_s: float = 0.0  # real seconds, before the effect
    only_full: bool = False  # a getUpdates call counts only when it brings updates


class Faults:
    """The faults to come. Methods are named as in the Bot API, "*" is any."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self.repeat_hooks = 0  # so many webhook deliveries are made twice

    def error_500(self, method: str = ANY_METHOD, times: int = 1) -> None:
        """Nothing; the next calls are answered 500 with JSON and have no effect."""
        self._planned.append(Fault(method, times, code=500))

    def html_502(self, method: str = ANY_METHOD, times: int = 1) -> None:
        """Nothing; the next calls are answered 502 with a web page and have no effect."""
        self._planned.append(Fault(method, times, code=502))

    def drop_before(self, method: str = ANY_METHOD, times: int = 1) -> None:
        """Nothing; the connection of the next calls is cut before they have an effect."""
        self._planned.append(Fault(method, times, cut_before=True))

    def drop_after(self, method: str = ANY_METHOD, times: int = 1) -> None:
        """Nothing; the next calls have their effect, but the answer never arrives."""
        self._planned.append(Fault(method, times, cut_after=True))

    def delay(self, method: str, seconds: float, times: int = 1) -> None:
        """Nothing; the next calls take `seconds` longer, in real time."""
        self._planned.append(Fault(method, times, delay_s=seconds))

    def lose_updates(self, times: int = 1) -> None:
        """Nothing; the next getUpdates answers that bring updates get lost on the way."""
        self._planned.append(Fault("getUpdates", times, cut_after=True, only_full=True))

    def clear(self) -> None:
        """Nothing; no faults are left."""
        self._planned.clear()
        self.repeat_hooks = 0

    def take(self, method: str, *, full: bool = False) -> Fault | None:
        """The fault that this call meets, counted; None for none. `full` asks for those that need updates."""
        for index, fault in enumerate(self._planned):
            if fault.method.lower() in (method.lower(), ANY_METHOD) and fault.only_full is full:
                if fault.times > 1:
                    self._planned[index] = replace(fault, times=fault.times - 1)
                else:
                    del self._planned[index]
                return fault
        return None
