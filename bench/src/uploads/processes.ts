import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The path of a program of this folder. */
export const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export interface Running {
  readonly pid: number;
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server, and waits until a line of one of its outputs has its address.
 *
 * @param find returns the address that a line has
 */
export async function startServer(
  command: readonly string[],
  find: (line: string) => string | undefined,
  options: SpawnOptions = {},
): Promise<Running> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const address = await firstAddress(child, find);
  if (address === undefined || child.pid === undefined) throw new Error(`${file} did not start`);
  return {
    pid: child.pid,
    address,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstAddress(
  child: ChildProcess,
  find: (line: string) => string | undefined,
): Promise<string | undefined> {
  const lines: string[] = [];
  const found = await new Promise<string | undefined>((resolve) => {
    for (const output of [child.stdout, child.stderr] as Readable[]) {
      createInterface({ input: output }).on('line', (line) => {
        if (lines.length < 20) lines.push(line);
        const address = find(line);
        if (address !== undefined) resolve(address);
      });
    }
    child.once('exit', () => resolve(undefined));
  });
  if (found === undefined) console.error(lines.join('\n'));
  return found;
}

/** The address in a line of JSON. */
export const addressIn = (line: string): string | undefined =>
  /"address":"([^"]+)"/.exec(line)?.[1];

/** Runs a program to its end. @returns the JSON that it prints */
export async function run<Result>(name: string, ...args: readonly string[]): Promise<Result> {
  const { stdout } = await promisify(execFile)(process.execPath, [program(name), ...args]);
  return JSON.parse(stdout);
}

/** proc(5), stat: fields 14 and 15 are the CPU time of all threads in 1/100 s. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory in MiB: now, and the most since `resetPeak`. */
export async function memoryMiB(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1');
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

/** proc(5), clear_refs: 5 resets the peak of resident memory. */
export const resetPeak = (pid: number): Promise<void> => writeFile(`/proc/${pid}/clear_refs`, '5');
