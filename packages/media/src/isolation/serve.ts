import { MediaError } from '../failures.ts';
import type { Derive } from '../kind.ts';
import type { Answer, Message, Request } from './messages.ts';

/** Runs in the child: derives the requested sources one after another until the host exits. */
export function serve(derive: Derive): void {
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ source }: Request) => {
    const send = (message: Message) => process.send?.(message);
    send({ outcome: 'started' });
    send(await answer(derive, source));
  });
}

async function answer(derive: Derive, source: Request['source']): Promise<Answer> {
  try {
    return { outcome: 'derived', derivation: await derive(source) };
  } catch (error) {
    if (error instanceof MediaError) {
      const cause = messageOf(error.cause);
      return { outcome: 'failed', code: error.code, detail: error.detail, cause };
    }
    const { message = String(error), code } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
    return { outcome: 'fault', message, code };
  }
}

/** Does not use `Error.isError`, which is false in Node 24 for errors from a worker thread. */
const messageOf = (error: unknown) => (error as Partial<Error> | undefined)?.message;
