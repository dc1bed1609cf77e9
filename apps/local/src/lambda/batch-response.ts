/**
 * Returns the failed messages of a batch from the function's response, with ReportBatchItemFailures:
 * - null, an object without `batchItemFailures`, or with a null or empty one: the whole batch
 *   succeeded;
 * - an entry with an empty, null, misnamed or unknown `itemIdentifier`, or a response of another shape:
 *   the whole batch failed.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failedMessageIds(
  answer: unknown,
  messageIds: ReadonlySet<string>,
): ReadonlySet<string> {
  if (answer === null || answer === undefined) return new Set();
  if (typeof answer !== 'object' || Array.isArray(answer)) return messageIds;
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return messageIds;
  const failed = new Set<string>();
  for (const failure of failures) {
    const id: unknown = failure?.itemIdentifier;
    if (typeof id !== 'string' || !messageIds.has(id)) return messageIds;
    failed.add(id);
  }
  return failed;
}
