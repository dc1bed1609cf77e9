import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SYSTEM_PATHS, type Tools, tools } from './tools.ts';

/**
 * How much of the machine a decoder can reach, the strongest first. SECURITY.md has the table.
 *
 * - `namespaces`: bubblewrap; a file system of its own, no network, no other processes.
 * - `no-new-privileges`: util-linux; resource limits, and no way to gain privileges.
 * - `permissions`: Node's permission model alone, which binds JavaScript and no native code.
 *
 * Each level has what the later ones have.
 */
export type IsolationLevel = 'namespaces' | 'no-new-privileges' | 'permissions';

export interface Isolation {
  readonly level: IsolationLevel;
  /** Why a stronger level is not in force; undefined where none is. */
  readonly missing: string | undefined;
}

let inForce: Isolation | undefined;

/** The strongest level that this machine has. Decided once: a process never changes to a weaker one. */
export function isolationInForce(): Isolation {
  inForce ??= detectIsolation();
  return inForce;
}

/** Finds the strongest level that a machine with these tools has. */
export function detectIsolation({ prlimit, setpriv, bwrap }: Tools = tools): Isolation {
  const noLimits = [prlimit, setpriv].find((tool) => !existsSync(tool));
  if (noLimits) return { level: 'permissions', missing: `${noLimits} is not there` };
  const noNamespaces = whyNoNamespaces(bwrap);
  if (noNamespaces) return { level: 'no-new-privileges', missing: noNamespaces };
  return { level: 'namespaces', missing: undefined };
}

/** bubblewrap may be there and yet refused its namespaces, so Node is started in them once. */
function whyNoNamespaces(bwrap: string): string | undefined {
  if (!existsSync(bwrap)) return `${bwrap} is not there`;
  // The limits on memory and processor time look through bubblewrap's own processes.
  const children = `/proc/self/task/${process.pid}/children`;
  if (!existsSync(children)) return `${children} is not there`;
  const args = [...namespaceArguments(), process.execPath, '--version'];
  const { status, stderr, error } = spawnSync(bwrap, args, { env: {}, encoding: 'utf8' });
  return status === 0
    ? undefined
    : `${bwrap}: ${error?.message ?? (stderr.trim() || `exit code ${status}`)}`;
}

/** bubblewrap's arguments but for the folders of one program; see bwrap(1). */
export const namespaceArguments = (): string[] => [
  '--unshare-all',
  '--die-with-parent',
  '--new-session',
  ...['--cap-drop', 'ALL'],
  ...['--proc', '/proc'],
  ...['--dev', '/dev'],
  ...[...SYSTEM_PATHS, process.execPath].flatMap((path) => ['--ro-bind-try', path, path]),
];
