const MiB = 1024 * 1024;

/** Limits of a request to the embedded SQS or DynamoDB. Sizes in bytes, times in milliseconds. */
export const limits = {
  /** A batch of ten messages of 256 KiB, escaped. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
  sqsBodyBytes: 11 * MiB,
  /** A BatchWriteItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
  dynamoDbBodyBytes: 16 * MiB,
  /**
   * Maximum clock skew of a signature.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
   */
  clockSkewMs: 15 * 60 * 1000,
  /** How long a table may stay CREATING or DELETING. It takes milliseconds unless the disk fails. */
  tableStatusMs: 30_000,
  /** Idle connections are closed after this time. */
  keepAliveMs: 72_000,
} as const;
