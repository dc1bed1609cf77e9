// A worker thread of the runtime client. The host holds the other end of stdin: when it closes, the
// host is gone, however it ended, and so goes the whole environment, also in an endless loop.
import { Socket } from 'node:net';
import { workerData as pid } from 'node:worker_threads';

const stdin = new Socket({ fd: 0, readable: true, writable: false });
stdin.resume();
stdin.on('error', () => {});
stdin.on('close', () => {
  try {
    // Programs that the handler started belong to the same process group.
    process.kill(-pid, 'SIGKILL');
  } catch {
    process.kill(pid, 'SIGKILL');
  }
});
