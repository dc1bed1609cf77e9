import { signal } from '@preact/signals';

/** The tile that Tab reaches. */
export const currentId = signal<string | undefined>(undefined);

/** The item whose tile is to be focused as soon as it is rendered. */
export const focusRequest = signal<string | undefined>(undefined);

/** The item that is to be scrolled into view. */
export const revealRequest = signal<string | undefined>(undefined);

export function focusTile(id: string): void {
  currentId.value = id;
  revealRequest.value = id;
  focusRequest.value = id;
}
