import { presentWorld } from '../world.ts';

/** Takes the place of packages/media/src/isolation/child.ts: a child of the simulated world. */
export function startChild() {
  const process = presentWorld().decoders.start();
  const onExit = (listener: (reason: string) => void): (() => void) => {
    const tell = () => listener('SIGKILL');
    if (process.connected) process.once('close', tell);
    else setTimeout(tell, 1);
    return () => void process.off('close', tell);
  };
  return {
    process,
    folder: '',
    get alive() {
      return process.connected;
    },
    get ended() {
      return new Promise<string>((resolve) => void onExit(resolve));
    },
    onExit,
    stderrTail: () => '',
    keepAlive: () => undefined,
    dispose: () => void process.kill(),
  };
}

export const allocator = {};
