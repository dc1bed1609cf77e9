import assert from 'node:assert/strict';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** Fails if metadata that a kind derived is not valid by the kind's schema. */
export function assertMetadata(schema: TSchema, metadata: unknown): void {
  assert.deepEqual([...Value.Errors(schema, metadata)], []);
}
