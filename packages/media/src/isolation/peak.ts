let peakBytes = 0;

/** Records the measured memory of a child. */
export function recordMemory(bytes: number): void {
  peakBytes = Math.max(peakBytes, bytes);
}

/** Returns the highest measured resident memory of any child of this process, in bytes. */
export const childrenPeakBytes = (): number => peakBytes;
