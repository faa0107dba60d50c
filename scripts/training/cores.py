"""How many threads to train with on a machine that others use too."""

from __future__ import annotations

import os
from pathlib import Path

import torch


class FreeCores:
    """Sets torch's threads to the number of cores that other processes leave free.

    Two threads on one free core wait for each other at every step of a matrix product: they are
    slower than one. The number of threads changes the order of sums, so a run that is to be
    reproduced to the bit has it fixed.
    """

    def __init__(self, fixed: int = 0) -> None:
        self.fixed = fixed
        self.before = (0.0, 0.0)
        torch.set_num_threads(fixed or (os.cpu_count() or 1))

    def adapt(self) -> int:
        """Look at the use since the last look; the threads that are set."""
        if self.fixed or not Path("/proc/stat").exists():
            return torch.get_num_threads()
        numbers = [int(x) for x in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
        tick = os.sysconf("SC_CLK_TCK")
        every = sum(numbers) / tick
        own = os.times()
        others = (sum(numbers) - numbers[3] - numbers[4]) / tick - own.user - own.system
        span, used = every - self.before[0], others - self.before[1]
        self.before = (every, others)
        cores = os.cpu_count() or 1
        if span > 0:
            torch.set_num_threads(max(1, min(cores, round(cores * (1 - used / span) + 0.1))))
        return torch.get_num_threads()
