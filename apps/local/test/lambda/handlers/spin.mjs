import { spawn } from 'node:child_process';

/** Starts a program of its own as a codec would, says both ids, and never ends. */
export const handler = async () => {
  const program = spawn('sleep', ['1000'], { stdio: 'ignore' });
  process.stdout.write(`${JSON.stringify({ pids: [process.pid, program.pid] })}\n`);
  for (;;);
};
