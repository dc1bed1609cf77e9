/** Whether S3 answered with this error code; services name their errors after the code. */
export const hasCode = (error: unknown, code: string): boolean =>
  Error.isError(error) && error.name === code;
