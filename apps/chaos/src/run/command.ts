import { writeFile } from 'node:fs/promises';
import { say } from '@galeria/local/terminal';
import { openWorkspace, type Workspace } from './workspace.ts';

/** The exit status that a shell reports for a process that SIGINT ended. */
const INTERRUPTED = 130;

/** The most complaints to print; the report has all of them. */
const MAX_SHOWN = 20;

/** A run that a signal can stop. */
export interface StoppableRun<Report> {
  run(): Promise<Report>;
  /** Kills all processes. */
  stop(): Promise<void>;
}

export interface Command<Report> {
  readonly onLoopDevice: boolean;
  /** The file for the report in JSON. */
  readonly report: string | undefined;
  create(workspace: Workspace): StoppableRun<Report>;
  /** The faults, one sentence each. */
  complaints(report: Report): string[];
  summarize(report: Report): string[];
}

/** Runs in a new folder, and prints the result. @returns the exit status: 1 if anything is wrong */
export async function runCommand<Report>(command: Command<Report>): Promise<number> {
  const workspace = await openWorkspace(command.onLoopDevice);
  const { run, stop } = command.create(workspace);
  const interrupt = async () => {
    await stop();
    await workspace.discard();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void interrupt().finally(() => process.exit(INTERRUPTED)));
  }
  const report = await run()
    .finally(stop)
    .catch(async (error) => {
      say(`the data folder is kept: ${await workspace.release()}`);
      throw error;
    });
  if (command.report) await writeFile(command.report, `${JSON.stringify(report, null, 2)}\n`);
  const wrong = command.complaints(report);
  for (const complaint of wrong.slice(0, MAX_SHOWN)) say(complaint);
  if (wrong.length > MAX_SHOWN) say(`… and ${wrong.length - MAX_SHOWN} more`);
  for (const line of command.summarize(report)) process.stdout.write(`${line}\n`);
  if (wrong.length === 0) {
    await workspace.discard();
    return 0;
  }
  say(`the data folder is kept: ${await workspace.release()}`);
  return 1;
}
