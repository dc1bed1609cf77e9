import { MediaError } from '../failures.ts';
import type { Derive } from '../kind.ts';
import type { Answer, Message, Request } from './messages.ts';

/** The child's side: derives what the host asks for, one after another, until the host is gone. */
export function serve(derive: Derive): void {
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ source }: Request) => {
    const send = (message: Message) => process.send?.(message);
    send({ outcome: 'taken' });
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

/** Not by `Error.isError`: in Node 24 that is false for an error that comes from a worker thread. */
const messageOf = (error: unknown) => (error as Partial<Error> | undefined)?.message;
