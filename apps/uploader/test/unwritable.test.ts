import { newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { diskFiles, type SpoolFiles } from '../src/spool/files.ts';
import { listen, post } from './support/app.ts';
import { jpegLike } from './support/bytes.ts';

/** A file system on which a call fails with this code once `begin` was called. */
function failing(call: 'makeFolder' | 'create' | 'freeBytes', code: string) {
  let fails = false;
  const files: SpoolFiles = {
    ...diskFiles,
    [call]: async (path: string) => {
      if (fails) throw Object.assign(new Error(code), { code });
      return diskFiles[call](path);
    },
  };
  const begin = () => {
    fails = true;
  };
  return { files, begin };
}

test.each([
  ['EROFS', 503, 'spool-unwritable'],
  ['EACCES', 503, 'spool-unwritable'],
  ['EPERM', 503, 'spool-unwritable'],
  ['EIO', 503, 'spool-unwritable'],
  ['EMFILE', 503, 'too-many-open-files'],
  ['ENFILE', 503, 'too-many-open-files'],
  ['ENOSPC', 507, 'spool-full'],
])(
  '%s of the spool is answered with %i %s, by uploads and /readyz',
  async (code, status, problem) => {
    for (const call of ['makeFolder', 'create', 'freeBytes'] as const) {
      const { files, begin } = failing(call, code);
      const app = await listen(await newFolder(), files);
      begin();
      const answer = await post(app.base, jpegLike(2_000));
      expect([call, answer.status]).toEqual([call, status]);
      expect(await answer.json()).toMatchObject({ code: problem });
      expect(answer.headers.get('retry-after')).toBe('30');
      if (call !== 'makeFolder') {
        const ready = await fetch(`${app.base}/readyz`);
        expect(await ready.json()).toMatchObject({ status, code: problem });
      }
      await app.close();
    }
  },
);
