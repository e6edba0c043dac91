"""A line between a desk and its hub that takes its time, counts what passes, and may be cut: a process of its own.

`python -m tests.bench.line PORT DELAY CUT` passes everything on to PORT on this computer, each way DELAY seconds later
(0: at once), and is dead after CUT bytes towards the hub (0: never). It says its own port, and how many bytes went up
and down whenever a line comes in on standard input.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_PIECE = 1 << 16


@dataclass
class Line:
    """A running line; desks talk to `url`."""

    process: "subprocess.Popen[str]"
    url: str

    def counted(self) -> tuple[int, int]:
        """Bytes up and down so far."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("?\n")
        self.process.stdin.flush()
        up, down = self.process.stdout.readline().split()
        return int(up), int(down)


@contextmanager
def line_to(port: int, delay: float = 0, cut: int = 0) -> Iterator[Line]:
    argv = [sys.executable, "-m", "tests.bench.line", str(port), str(delay), str(cut)]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Line(process, f"http://127.0.0.1:{int(process.stdout.readline())}")
        finally:
            process.kill()


class _Passing:
    def __init__(self, port: int, delay: float, cut: int) -> None:
        self.port, self.delay, self.cut = port, delay, cut
        self.counts = {"up": 0, "down": 0}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.dead:
            writer.transport.abort()
            return
        beyond_reader, beyond = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self._pass(reader, beyond, "up"), self._pass(beyond_reader, writer, "down"))

    @property
    def dead(self) -> bool:
        return bool(self.cut) and self.counts["up"] >= self.cut

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        """Every piece as long after it came in as the line is long, however many are on it."""
        clock, under_way = asyncio.get_running_loop(), asyncio.Queue[tuple[float, bytes]]()
        leaving = asyncio.create_task(self._leave(under_way, writer))
        try:
            while data := await reader.read(_PIECE):
                self.counts[way] += len(data)
                if self.dead:
                    break
                await under_way.put((clock.time() + self.delay, data))
        except OSError:
            pass
        await under_way.put((clock.time() + self.delay, b""))
        await leaving

    async def _leave(self, under_way: "asyncio.Queue[tuple[float, bytes]]", writer: asyncio.StreamWriter) -> None:
        clock = asyncio.get_running_loop()
        while True:
            at, data = await under_way.get()
            await asyncio.sleep(max(0.0, at - clock.time()))
            if not data or self.dead:
                writer.transport.abort() if self.dead else writer.close()
                return
            writer.write(data)


async def _run(port: int, delay: float, cut: int) -> None:
    passing = _Passing(port, delay, cut)
    server = await asyncio.start_server(passing.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(passing.counts["up"], passing.counts["down"], flush=True)


if __name__ == "__main__":
    asyncio.run(_run(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
