import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

/** A Jest transform with Node 24's type stripping, so that tests run the same code as production. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  getCacheKey: (source, file) =>
    createHash('sha256').update(process.version).update(file).update(source).digest('hex'),
};
