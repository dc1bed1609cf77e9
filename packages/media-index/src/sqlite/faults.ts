import { IndexError } from '../errors.ts';
import type { Fault } from './messages.ts';

/** SQLITE_CORRUPT and SQLITE_NOTADB. Extended codes have the primary one in their lowest byte. */
const DAMAGED: readonly number[] = [11, 26];

/** An error as a message: errors lose their class between threads. */
export function faultOf(error: unknown): Fault {
  if (error instanceof IndexError) return { code: error.code, detail: error.detail ?? '' };
  const { errcode, message } = error as { errcode?: number; message?: string };
  const isDamaged = errcode !== undefined && DAMAGED.includes(errcode & 0xff);
  return { code: isDamaged ? 'corrupt' : 'failed', detail: message ?? String(error) };
}
