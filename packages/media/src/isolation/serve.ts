import { MediaError } from '../failures.ts';
import type { Derive } from '../kind.ts';
import type { Answer, Request } from './messages.ts';

/** The child's side: derives what the host asks for, one after another, until the host is gone. */
export function serve(derive: Derive): void {
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ source }: Request) => {
    process.send?.(await answer(derive, source));
  });
}

async function answer(derive: Derive, source: Request['source']): Promise<Answer> {
  try {
    return { outcome: 'derived', derivation: await derive(source) };
  } catch (error) {
    if (error instanceof MediaError) {
      const cause = Error.isError(error.cause) ? error.cause.message : undefined;
      return { outcome: 'failed', code: error.code, detail: error.detail, cause };
    }
    const { message, code } = Error.isError(error)
      ? (error as NodeJS.ErrnoException)
      : { message: String(error), code: undefined };
    return { outcome: 'fault', message, code };
  }
}
