import { pathToFileURL } from 'node:url';
import type { Derive, Metadata, Rendition } from '@galeria/media';
import { currentContext, NOBODY } from './context.ts';
import type { Violation } from './history.ts';
import { isolate } from './product.ts';
import type { Scheduler } from './scheduler.ts';

/** Seconds of a decoder that works for tenths of one. */
const LIMITS = { cpuMs: 5_000, wallMs: 5_000, memoryBytes: 2 ** 30 } as const;

/** The host tries a lost decoder once more; both tries have their own time. */
const LONGEST_DECODE_MS = 2 * LIMITS.wallMs + 2_000;

/** The product's own `isolate` on simulated decoders; a decode that exceeds its limits is reported. */
export function watchDecodes(
  scheduler: Scheduler,
  report: (violation: Violation) => void,
): Derive<Rendition, Metadata> {
  const derive = isolate<Rendition, Metadata>(pathToFileURL('/simulated/decoder.mjs'), LIMITS);
  return async (source) => {
    const { process } = currentContext();
    const late = scheduler.after(
      LONGEST_DECODE_MS,
      () => {
        if (!process?.isAlive) return;
        report({ promise: 'decode-ends', detail: `${process.name} waits for its decoder` });
      },
      NOBODY,
    );
    try {
      return await derive(source);
    } finally {
      late.cancelled = true;
    }
  };
}
