let peakBytes = 0;

/** Notes what a child was seen to hold. */
export function noteMemory(bytes: number): void {
  peakBytes = Math.max(peakBytes, bytes);
}

/** The most resident memory that any child of this process was seen to hold, in bytes. */
export const childrenPeakBytes = (): number => peakBytes;
