import { describe, expect, test } from '@jest/globals';
import { detectIsolation } from '../../src/isolation/level.ts';
import { tools } from '../../src/isolation/tools.ts';

const nowhere = '/nonexistent/tool';

describe('the isolation of a machine', () => {
  test.each([
    ['without util-linux', { ...tools, prlimit: nowhere }, 'permissions', `${nowhere} is missing`],
    [
      'without bubblewrap',
      { ...tools, bwrap: nowhere },
      'no-new-privileges',
      `${nowhere} is missing`,
    ],
    [
      'where bubblewrap gets no namespaces',
      { ...tools, bwrap: '/bin/false' },
      'no-new-privileges',
      '/bin/false: exit code 1',
    ],
  ])('%s is a weaker level with a reason', (_machine, its, level, missing) => {
    expect(detectIsolation(its)).toEqual({ level, missing });
  });
});
