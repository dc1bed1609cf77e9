import { RESUMABLE_BYTES } from './limits.ts';
import { sendLarge } from './send-large.ts';
import { sendSmall } from './send-small.ts';
import type { Transfer, TransferOptions } from './transfer.ts';

/** Sends a file: a large one by tus, a small one by one request. */
export const startTransfer = (file: File, options: TransferOptions): Transfer =>
  file.size > RESUMABLE_BYTES ? sendLarge(file, options) : sendSmall(file, options);
