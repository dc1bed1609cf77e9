import { UploaderError } from '../errors.ts';

/** Counts exports, and ends all of them when the server stops. */
export function createSlots(most: number) {
  const open = new Set<AbortController>();
  return {
    /**
     * Takes a slot until `release`.
     *
     * @throws UploaderError `too-many-exports`
     */
    take() {
      if (open.size >= most) throw new UploaderError('too-many-exports', { detail: `${most}` });
      const controller = new AbortController();
      open.add(controller);
      const release = () => {
        open.delete(controller);
        controller.abort();
      };
      return { signal: controller.signal, release };
    },
    endAll: (): void => {
      for (const controller of open) controller.abort();
    },
  };
}
