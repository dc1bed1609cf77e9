import type { CellProcess } from '../src/cells/cell.ts';
import type { LambdaFunction } from '../src/lambda/types.ts';
import { say } from '../src/terminal.ts';

/** Ends the uploaders, each of which starts again by itself. Uploads that are under way break off. */
export async function restartCells(cells: readonly CellProcess[]): Promise<void> {
  say('restarting the uploader');
  await Promise.all(cells.map((cell) => cell.crash()));
}

/** Ends all execution environments. Messages that they were working on return to their queues. */
export function restartFunctions(functions: readonly LambdaFunction[]): void {
  const running = functions.flatMap((target) => target.running());
  if (running.length > 0) say('restarting the functions');
  for (const { pid } of running) {
    // The environment is the leader of its process group.
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }
}
