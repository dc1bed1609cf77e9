const MiB = 1024 * 1024;

/** What one request to the embedded SQS or DynamoDB may ask for. Sizes in bytes, times in milliseconds. */
export const limits = {
  /** A batch of ten messages of 256 KiB, escaped. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
  sqsBodyBytes: 11 * MiB,
  /** A BatchWriteItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
  dynamoDbBodyBytes: 16 * MiB,
  /** Between our clock and the signature's. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
  clockSkewMs: 15 * 60 * 1000,
  /** How long a table may stay CREATING or DELETING: it does for milliseconds, unless the disk fails. */
  tableStatusMs: 30_000,
  /** An idle connection is closed. */
  keepAliveMs: 72_000,
} as const;
