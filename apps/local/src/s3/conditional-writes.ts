/**
 * Tracks conditional writes in progress. A write fails with `409 ConditionalRequestConflict` if a
 * delete of its key succeeds while it receives its bytes.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function trackConditionalWrites() {
  const inProgress = new Set<{ bucket: string; key: string; conflict: boolean }>();
  return {
    begin(bucket: string, key: string) {
      const write = { bucket, key, conflict: false };
      inProgress.add(write);
      return { hasConflict: () => write.conflict, end: () => void inProgress.delete(write) };
    },
    deleted(bucket: string, key: string): void {
      for (const write of inProgress) {
        if (write.bucket === bucket && write.key === key) write.conflict = true;
      }
    },
  };
}

export type ConditionalWrites = ReturnType<typeof trackConditionalWrites>;
