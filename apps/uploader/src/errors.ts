import { problems } from '@galeria/api';
import { errorTable } from '@galeria/media';

/** An error that the API answers with a problem document. */
export class UploaderError extends errorTable('UploaderError', problems) {}

/** An error of the spool. */
export class SpoolError extends errorTable('SpoolError', {
  locked: { title: 'Another uploader is using the data folder' },
  unwritable: { title: 'The data folder is not writable' },
  unreadable: { title: 'The spool entry is not readable' },
}) {}

export class ConfigError extends errorTable('ConfigError', {
  'keys-needed': { title: 'Listening on a public address requires an API key' },
}) {}
