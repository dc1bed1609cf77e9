import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SYSTEM_PATHS, type Tools, tools } from './tools.ts';

/**
 * The isolation levels of decoders, strongest first. SECURITY.md describes them in a table.
 *
 * - `namespaces`: bubblewrap: a private file system, no network, no other processes.
 * - `no-new-privileges`: util-linux: resource limits, and no new privileges.
 * - `permissions`: only Node's permission model, which restricts JavaScript but not native code.
 *
 * Each level includes the later ones.
 */
export type IsolationLevel = 'namespaces' | 'no-new-privileges' | 'permissions';

export interface Isolation {
  readonly level: IsolationLevel;
  /** Why a stronger level is not available. Undefined for the strongest. */
  readonly missing: string | undefined;
}

let inForce: Isolation | undefined;

/**
 * Returns the strongest level that this machine supports. Detected once, so that a process never
 * changes to a weaker one.
 */
export function isolationInForce(): Isolation {
  inForce ??= detectIsolation();
  return inForce;
}

/** Detects the strongest level that a machine with these tools supports. */
export function detectIsolation({ prlimit, setpriv, bwrap }: Tools = tools): Isolation {
  const noLimits = [prlimit, setpriv].find((tool) => !existsSync(tool));
  if (noLimits) return { level: 'permissions', missing: `${noLimits} is missing` };
  const noNamespaces = whyNoNamespaces(bwrap);
  if (noNamespaces) return { level: 'no-new-privileges', missing: noNamespaces };
  return { level: 'namespaces', missing: undefined };
}

/** Starts Node in bubblewrap once, as creating namespaces may be forbidden. */
function whyNoNamespaces(bwrap: string): string | undefined {
  if (!existsSync(bwrap)) return `${bwrap} is missing`;
  // The limits of memory and CPU time are measured through bubblewrap's processes.
  const children = `/proc/self/task/${process.pid}/children`;
  if (!existsSync(children)) return `${children} is missing`;
  const args = [...namespaceArguments(), process.execPath, '--version'];
  const { status, stderr, error } = spawnSync(bwrap, args, { env: {}, encoding: 'utf8' });
  return status === 0
    ? undefined
    : `${bwrap}: ${error?.message ?? (stderr.trim() || `exit code ${status}`)}`;
}

/** Returns bubblewrap's arguments without the folders of a program; see bwrap(1). */
export const namespaceArguments = (): string[] => [
  '--unshare-all',
  '--die-with-parent',
  '--new-session',
  ...['--cap-drop', 'ALL'],
  ...['--proc', '/proc'],
  ...['--dev', '/dev'],
  ...[...SYSTEM_PATHS, process.execPath].flatMap((path) => ['--ro-bind-try', path, path]),
];
