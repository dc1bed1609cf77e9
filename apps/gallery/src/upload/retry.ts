import type { Problem } from '../api/problem.ts';

/** Whether a repetition may succeed: no answer, or a server that is busy, full or restarting. */
export const isTemporary = ({ status }: Pick<Problem, 'status'>): boolean =>
  status === 0 || [408, 409, 423, 429].includes(status) || status >= 500;

/** Resolves after a pause, or as soon as the browser is online again. */
export function pauseOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
  });
}
