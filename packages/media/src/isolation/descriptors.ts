import type { IOType, StdioOptions } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';

/** O_CLOEXEC of Linux (fcntl(2)), the same on x64 and arm64. */
const CLOSE_ON_EXEC = 0o2000000;

type Stream = IOType | 'ipc';

/**
 * Runs `start` with a `stdio` that gives a child its own streams and none of our other descriptors.
 * Node opens descriptors with O_CLOEXEC, but native libraries may not, and a child would inherit
 * theirs. /dev/null replaces them.
 */
export function withoutInherited<Result>(
  own: readonly Stream[],
  start: (stdio: StdioOptions) => Result,
): Result {
  const inherited = inheritable().filter((descriptor) => descriptor >= own.length);
  if (inherited.length === 0) return start([...own]);
  const nothing = openSync('/dev/null', 'r');
  try {
    const stdio: (Stream | number)[] = [...own];
    for (let at = own.length; at <= Math.max(...inherited); at++) {
      // For these numbers, `ignore` leaves a descriptor open.
      stdio.push(inherited.includes(at) ? nothing : 'ignore');
    }
    return start(stdio);
  } finally {
    closeSync(nothing);
  }
}

/** Returns our descriptors that a child would inherit. */
function inheritable(): number[] {
  return readdirSync('/proc/self/fd').map(Number).filter(isInheritable);
}

function isInheritable(descriptor: number): boolean {
  try {
    // proc(5): `flags` is octal.
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1');
    const flags = Number.parseInt(/^flags:\s*([0-7]+)/m.exec(info)?.[1] ?? '0', 8);
    return (flags & CLOSE_ON_EXEC) === 0;
  } catch {
    // The descriptor used to read the folder is closed.
    return false;
  }
}
