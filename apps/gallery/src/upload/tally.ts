import { computed, signal } from '@preact/signals';
import type { Phase, Upload, UploadState } from './upload.ts';

interface Tally {
  readonly all: number;
  readonly phases: Readonly<Record<Phase, number>>;
  /** Files that can be sent again. */
  readonly retryable: number;
  readonly bytes: number;
  readonly sent: number;
}

const NONE: Tally = {
  all: 0,
  phases: { waiting: 0, sending: 0, paused: 0, accepted: 0, done: 0, failed: 0 },
  retryable: 0,
  bytes: 0,
  sent: 0,
};

/** Counts of the uploads in the tray, kept up to date one upload at a time. */
export const tally = signal<Tally>(NONE);

const isRetryable = ({ phase, item, canRetry }: UploadState) =>
  phase === 'failed' && item === undefined && canRetry === true;

function count({ file, state }: Upload, sign: 1 | -1, was: UploadState = state.peek()): void {
  const { all, phases, retryable, bytes, sent } = tally.peek();
  tally.value = {
    all: all + sign,
    phases: { ...phases, [was.phase]: phases[was.phase] + sign },
    retryable: retryable + (isRetryable(was) ? sign : 0),
    bytes: bytes + sign * file.size,
    sent: sent + sign * was.sent,
  };
}

export const countIn = (upload: Upload): void => count(upload, 1);
export const countOut = (upload: Upload): void => count(upload, -1);

/** Changes the state of an upload and the counts. */
export function set(upload: Upload, change: Partial<UploadState>): void {
  const before = upload.state.peek();
  const next = { ...before, ...change };
  count(upload, -1, before);
  count(upload, 1, next);
  upload.state.value = next;
}

export const isUnderWay = computed(() => {
  const { waiting, sending, accepted } = tally.value.phases;
  return waiting + sending + accepted > 0;
});
