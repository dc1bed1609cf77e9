import { execFileSync } from 'node:child_process';
import { describe } from '@jest/globals';

const works = (command: string, args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, {
      stdio: 'ignore',
      env: { PATH: `/usr/sbin:/sbin:${process.env.PATH}` },
    });
    return true;
  } catch {
    return false;
  }
};

const here = {
  systemd: () => works('systemd-analyze', ['--version']),
  e2fsprogs: () =>
    works('sh', ['-c', 'command -v mkfs.ext4 && command -v debugfs && command -v blkid']),
  'python3-seccomp': () => works('/usr/bin/python3', ['-c', 'import seccomp']),
  root: () => process.getuid?.() === 0,
};

/** Describes tests that require system features. They are skipped if a feature is missing. */
export function describeWith(needs: readonly (keyof typeof here)[], tests: () => void): void {
  const missing = needs.filter((need) => !here[need]());
  if (missing.length === 0) describe(`with ${needs.join(', ')}`, tests);
  else describe.skip(`skipped: missing ${missing.join(', ')}`, tests);
}
