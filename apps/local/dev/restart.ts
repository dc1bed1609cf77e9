import type { CellProcess } from '../src/cells/cell.ts';
import type { LambdaFunction } from '../src/lambda/types.ts';
import { say } from '../src/terminal.ts';

/** Kills the uploaders, which restart automatically. Running uploads are aborted. */
export async function restartCells(cells: readonly CellProcess[]): Promise<void> {
  say('restarting the uploader');
  await Promise.all(cells.map((cell) => cell.crash()));
}

/** Kills all execution environments. The messages they were processing return to the queues. */
export function restartFunctions(functions: readonly LambdaFunction[]): void {
  const running = functions.flatMap((target) => target.running());
  if (running.length > 0) say('restarting the functions');
  for (const { pid } of running) {
    // The environment is the leader of its process group.
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }
}
