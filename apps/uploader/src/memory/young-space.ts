import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the young generation of V8's heap small, so that dead buffers are found soon. A body arrives,
 * and leaves, in buffers of 64 KiB that live for milliseconds. V8 counts them by their tiny handles,
 * and by itself lets some 64 MiB of them pile up before it looks; this costs a collection of a
 * millisecond now and then, and holds the memory of one upload apart from its size. The test of
 * memory shows whether the flag still does what it says.
 *
 * @see `node --v8-options`
 */
export function keepYoungSpaceSmall(): void {
  setFlagsFromString('--scavenger-max-new-space-capacity-mb=2');
}
