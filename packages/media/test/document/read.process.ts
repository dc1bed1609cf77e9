// The product's own reader in a process of its own, without the pictures, which take most of the time.
import { readDocument } from '../../src/document/read.ts';
import { serve } from '../../src/isolation/index.ts';

serve(async (source) => {
  const { mimeType, metadata } = await readDocument(source);
  return { mimeType, metadata, renditions: [] };
});
