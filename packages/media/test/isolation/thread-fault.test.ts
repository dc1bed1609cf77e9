import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from '@jest/globals';
import { threadFault } from '../../src/isolation/index.ts';

/** Returns what the `error` event of a thread that runs this code carries. */
async function thrownBy(code: string): Promise<unknown> {
  const [thrown] = await once(new Worker(code, { eval: true }), 'error').catch((error) => [error]);
  return thrown;
}

describe('an error that ends a thread', () => {
  test.each([
    ['a trap of WebAssembly', "throw new WebAssembly.RuntimeError('unreachable')", 'corrupt'],
    ['lack of memory', "throw new RangeError('cannot allocate')", 'too-much-memory'],
  ])('by %s is a fault of the file', async (_name, code, expected) => {
    const fault = threadFault(await thrownBy(code), 'PDFium');
    expect(fault).toMatchObject({ name: 'MediaError', code: expected });
    expect(Error.isError(fault.cause)).toBe(true);
  });

  test('of another sort is an error with its code and message', async () => {
    const thrown = await thrownBy("require('node:fs').readFileSync('/none')");
    const fault = threadFault(thrown, 'PDFium');
    expect(Error.isError(fault)).toBe(true);
    expect(fault).toMatchObject({ name: 'Error', code: 'ENOENT' });
    expect(fault.message).toContain('/none');
  });
});
