import { describe, expect, test } from '@jest/globals';
import { detectIsolation } from '../../src/isolation/level.ts';
import { tools } from '../../src/isolation/tools.ts';

const nowhere = '/nonexistent/tool';

describe('the isolation of a machine', () => {
  test.each([
    [
      'without util-linux',
      { ...tools, prlimit: nowhere },
      'permissions',
      `${nowhere} is not there`,
    ],
    [
      'without bubblewrap',
      { ...tools, bwrap: nowhere },
      'no-new-privileges',
      `${nowhere} is not there`,
    ],
    [
      'where bubblewrap gets no namespaces',
      { ...tools, bwrap: '/bin/false' },
      'no-new-privileges',
      '/bin/false: exit code 1',
    ],
  ])('%s is a weaker one, and says why', (_machine, its, level, missing) => {
    expect(detectIsolation(its)).toEqual({ level, missing });
  });
});
