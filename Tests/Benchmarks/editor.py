"""How long the line editor takes: from a key to the line as it is shown, from Tab to the list, from the start to the prompt.

  swift build --package-path ../.. -c release --product deskql
  python3 editor.py PROGRAM FOLDER [--today DATE] [--runs N]

It drives the real program in a pseudo-terminal of 120 columns, so what is measured is what somebody feels: the editor, the
parser, the names, the bytes that go to the terminal, and the way through the kernel there and back. FOLDER should allow
questions about persons, so that Tab has their names: a folder of links with a settings.deskql will do.
"""

import argparse
import os
import pty
import re
import select
import statistics
import struct
import fcntl
import termios
import time

# A line that was drawn ends by putting the cursor where it belongs.
DRAWN = re.compile(rb"\x1b\[K\r\x1b\[\d+C$")
COLOURS = re.compile(rb"\x1b\[[0-9;]*m")


class Shell:
    def __init__(self, program, folder, today):
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.environ.update(TERM="xterm", LC_ALL="C.UTF-8", XDG_STATE_HOME="/nonexistent", XDG_CONFIG_HOME="/nonexistent")
            os.environ.pop("NO_COLOR", None)
            os.execv(program, [program, folder, "--today", today])

    def until(self, done, seconds=600):
        """Reads until what came in all fulfils a condition; gives the moment of its last byte."""
        text, end = b"", time.perf_counter() + seconds
        while not done(text):
            if not select.select([self.fd], [], [], max(0, end - time.perf_counter()))[0]:
                raise SystemExit("waited in vain: %r" % text[-300:])
            text += os.read(self.fd, 65536)
        return time.perf_counter()

    def quiet(self, seconds):
        while select.select([self.fd], [], [], seconds)[0]:
            os.read(self.fd, 65536)

    def time(self, keys, done):
        begin = time.perf_counter()
        os.write(self.fd, keys)
        return (self.until(done) - begin) * 1000

    def close(self):
        os.write(self.fd, b"\x15\x04")
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def prompt(text):
    return b"deskql> " in text


def told(name, times):
    times = sorted(times)
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"{name:<46} {statistics.median(times):8.2f} {p99:8.2f} {times[-1]:8.2f} {len(times):6}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--today", default="2025-01-01")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--starts", type=int, default=0)
    options = parser.parse_args()
    print(f"{'milliseconds':<46} {'median':>8} {'p99':>8} {'max':>8} {'times':>6}")

    if options.starts:
        after = []
        for _ in range(options.starts):
            shell = Shell(options.program, options.folder, options.today)
            text, hint = b"", None
            while not prompt(text):
                text += os.read(shell.fd, 1 if hint is None else 65536)
                # What is said of the data comes between the report and the prompt, where there is a report.
                if hint is None and (b"check lists them" in text or b"Ctrl-D ends" in text):
                    hint = time.perf_counter()
            after.append((time.perf_counter() - hint) * 1000)
            shell.close()
        told("prompt after the load report", after)
        starts = []
        for _ in range(options.starts):
            shell = Shell(options.program, options.folder, options.today)
            starts.append((shell.until(prompt) - shell.start) * 1000)
            shell.close()
        told("prompt after the start of the program", starts)

    shell = Shell(options.program, options.folder, options.today)
    shell.until(prompt)
    shell.quiet(3)  # what is worked out beforehand

    keys = []
    for line in ["occupancy desks bom 2024-03 by location, month", "user alice hours 2024-Q1 by costcenter top 5",
                 "location Berlin people 2024-03 where weekday in (Tue, Wed) sort people desc"]:
        for _ in range(options.runs):
            for end in range(1, len(line) + 1):
                # Drawn with all that was typed so far, colours left out.
                keys.append(shell.time(line[end - 1].encode(), lambda text: DRAWN.search(text) and (
                    b"deskql> " + line[:end].encode()) in COLOURS.sub(b"", text)))
            os.write(shell.fd, b"\x15")
            shell.quiet(0.02)
    told("key with colours and hint", keys)

    for name, line in [("Tab after user al: names that begin so", b"user al\t"), ("Tab after user zqx: names that hold it", b"user zqx\t"),
                       ("Tab after user: the first hundred", b"user \t"), ("Tab after occupancy desks: modes, months", b"occupancy desks \t"),
                       ("Tab after by: keys of the metric", b"occupancy desks 2024 by \t"), ("Tab at the start: metrics", b"\t")]:
        times = []
        for _ in range(options.runs):
            os.write(shell.fd, line[:-1])
            shell.quiet(0.25)
            # A list ends with the prompt drawn again; what is inserted, with the line; what is neither, with a beep.
            times.append(shell.time(line[-1:], lambda text: prompt(text) or b"\x07" in text or DRAWN.search(text)))
            shell.quiet(0.05)
            os.write(shell.fd, b"\x15")
            shell.quiet(0.05)
        told(name, times)
    shell.close()


if __name__ == "__main__":
    main()
