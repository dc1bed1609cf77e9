import { problems } from '@galeria/api';
import { errorTable } from '@galeria/media';

/** An error that the API answers with a problem document. */
export class UploaderError extends errorTable('UploaderError', problems) {}

/** Why the uploader does not start, or what it cannot do with its spool. */
export class SpoolError extends errorTable('SpoolError', {
  locked: { title: 'Another uploader uses this data folder' },
  unwritable: { title: 'The data folder cannot be written' },
  unreadable: { title: 'A spool entry cannot be read' },
}) {}

export class ConfigError extends errorTable('ConfigError', {
  environment: { title: 'The environment is not complete or not valid' },
  'keys-needed': { title: 'Without API keys the uploader listens on loopback only' },
}) {}
