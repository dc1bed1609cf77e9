import { UploaderError } from '../errors.ts';

const FILE_FAULTS: ReadonlySet<string> = new Set([
  'empty-file',
  'file-too-large',
  'kind-unsupported',
]);

/** Whether a fault of the file ends its upload: a repetition would fail again. */
export const isFileFault = (error: unknown): error is UploaderError =>
  error instanceof UploaderError && FILE_FAULTS.has(error.code);

/**
 * Whether a whole upload is refused. A digest of the whole file is compared at its end; one of a request
 * concerns that request alone.
 */
export const isRefusal = (error: unknown): error is UploaderError =>
  isFileFault(error) || (error instanceof UploaderError && error.code === 'digest-mismatch');
