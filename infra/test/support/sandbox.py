"""Runs a program in what of a systemd unit's sandbox can be had without systemd as PID 1.

usage: sandbox.py UNIT WRITABLE-FOLDER COMMAND...     as root

That is the unit's filter of system calls, an unprivileged user without any capability, no new
privileges, and a file system that is read-only but for one folder. The filter is the part that Node
could trip over; the namespaces of the unit hide things that the uploader never looks for.
"""

import ctypes
import errno
import os
import re
import subprocess
import sys

import seccomp

NOBODY = 65534
CLONE_NEWNS = 0x20000
PR_SET_NO_NEW_PRIVS = 38


def lines_of(unit, setting):
    with open(unit, encoding="utf-8") as text:
        return re.findall(rf"^{setting}=(.*)$", text.read(), re.MULTILINE)


def calls_of(group):
    """The system calls of a group, as systemd itself has them."""
    said = subprocess.run(
        ["systemd-analyze", "syscall-filter", group], check=True, capture_output=True, text=True
    ).stdout
    names = [line.strip() for line in said.splitlines()[1:]]
    found = set()
    for name in names:
        if name.startswith("@"):
            found |= calls_of(name)
        elif name and not name.startswith("#"):
            found.add(name)
    return found


def allowed(unit):
    """What is left of the groups that the unit names, once those with a tilde are taken away."""
    calls = set()
    for line in lines_of(unit, "SystemCallFilter"):
        groups = line.removeprefix("~").split()
        for group in groups:
            calls = calls - calls_of(group) if line.startswith("~") else calls | calls_of(group)
    return calls


def read_only_but(folder):
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNS) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for args in (
        ["--make-rprivate", "/"],
        ["--bind", folder, folder],
        ["-o", "remount,bind,ro", "/"],
    ):
        subprocess.run(["mount", *args], check=True)


def main(unit, folder, *command):
    calls = allowed(unit)
    os.chown(folder, NOBODY, NOBODY)
    read_only_but(folder)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    ctypes.CDLL(None).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    sandbox = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    for call in calls:
        try:
            sandbox.add_rule(seccomp.ALLOW, call)
        except (RuntimeError, ValueError):
            pass  # of another architecture
    sandbox.load()
    os.execvp(command[0], command)


main(*sys.argv[1:])
