"""Measures the built program for scripts/bench.sh: whole runs on one core and on two, start to first line, peak memory.

Prints tab separated lines: what, value, unit, remark.
Usage: program.py KVPT SECONDS FILE...
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time


def run(args):
    """Seconds, and the largest resident memory of the child in MB."""
    begun = time.perf_counter()
    child = subprocess.Popen(args, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{args}: ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def first_line(kvpt, file):
    """Milliseconds from the start to the first line, the median of some starts."""
    took = []
    for _ in range(21):
        begun = time.perf_counter()
        child = subprocess.Popen([kvpt, "read", "--format", "jsonl", file], stdout=subprocess.PIPE)
        child.stdout.readline()
        took.append((time.perf_counter() - begun) * 1000)
        child.stdout.close()
        child.wait()
    return sorted(took)[len(took) // 2]


def copies(folder, files, seconds, speed):
    """A folder of copies that one core reads for about so many seconds."""
    size = sum(os.path.getsize(f) for f in files)
    rounds = max(2, min(2000, int(seconds * speed * 1e6 / size)))
    for n in range(rounds):
        for file in files:
            shutil.copy(file, os.path.join(folder, f"{n:05}-{os.path.basename(file)}"))
    return size * rounds, len(files) * rounds


def main():
    kvpt, seconds, files = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
    short = min(files, key=os.path.getsize)
    print(f"start to first line\t{first_line(kvpt, short):.1f}\tms\tmedian of 21, {os.path.getsize(short)} bytes")
    with tempfile.TemporaryDirectory() as folder:
        command = [kvpt, "read", "--format", "jsonl", folder]
        size, count = copies(folder, files, 0, 0)
        speed = size / run(["taskset", "-c", "0", *command, "--jobs", "1"])[0] / 1e6
        size, count = copies(folder, files, seconds, speed)
        cores = {"one core": ["taskset", "-c", "0", *command, "--jobs", "1"]}
        if (os.cpu_count() or 1) > 1:
            cores["two cores"] = ["taskset", "-c", "0,1", *command, "--jobs", "2"]
        best = {}
        for name, args in cores.items():
            runs = [run(args) for _ in range(3)]
            best[name] = min(took for took, _ in runs)
            print(f"kvpt read, {name}\t{size / best[name] / 1e6:.2f}\tMB/s\tbest of 3, {count} files, {size / 1e6:.1f} MB")
            print(f"peak memory, {name}\t{max(mb for _, mb in runs):.0f}\tMB\t")
        if "two cores" in best:
            print(f"two cores to one\t{best['one core'] / best['two cores']:.2f}\ttimes\t")
        else:
            print("two cores to one\t-\t\tthis machine has one core")


if __name__ == "__main__":
    main()
