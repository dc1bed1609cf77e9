import { fileURLToPath } from 'node:url';
import type { S3Event } from '@galeria/local/servers';
import { ChaosError } from '../../errors.ts';
import { type Galeria, startGaleria } from '../../galeria/start.ts';
import type { Call, CallName, HostSettings, Message } from './protocol.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface HostOptions {
  readonly home: string;
  readonly stack: string;
  readonly port: number;
  readonly settings: HostSettings;
  readonly onEvent: (event: S3Event) => void;
}

export interface Host extends Galeria {
  /** @throws ChaosError `host-failed` if the host throws or ends */
  readonly call: Call;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: ChaosError) => void;
}

/** Starts the host process. @throws ChaosError `start-failed` */
export async function startHost(options: HostOptions): Promise<Host> {
  const waiting = new Map<number, Waiting>();
  let requests = 0;

  const onMessage = (received: unknown): void => {
    const message = received as Message;
    if ('event' in message) {
      options.onEvent(message.event);
      return;
    }
    const { resolve, reject } = waiting.get(message.request) ?? {};
    waiting.delete(message.request);
    if (message.error === undefined) resolve?.(message.result);
    else reject?.(new ChaosError('host-failed', { detail: message.error }));
  };
  const galeria = await startGaleria({
    ...{ home: options.home, stack: options.stack, port: options.port },
    program,
    args: [JSON.stringify(options.settings)],
    onMessage,
  });
  if (typeof galeria === 'string') throw new ChaosError('start-failed', { detail: galeria });
  let hasEnded = false;
  void galeria.ended.then(() => {
    hasEnded = true;
    for (const { reject } of waiting.values()) {
      reject(new ChaosError('host-failed', { detail: 'it ended' }));
    }
  });
  const call = (name: CallName, ...args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (hasEnded) throw new ChaosError('host-failed', { detail: 'it ended' });
      const request = requests++;
      waiting.set(request, { resolve, reject });
      galeria.send({ request, name, args });
    });
  return { ...galeria, call: call as Call };
}
