import { cleanMetadata } from '../metadata.ts';
import type { Reader } from '../reading.ts';
import { openTextFile } from '../text/decode.ts';
import { createLineCount } from '../text/lines.ts';
import { openText } from '../text/writer.ts';

/** Reads plain text, whose form feeds separate pages, and Markdown with the title in its first heading. */
export const readPlain: Reader = async ({ path, textPath, mimeType }) => {
  const { encoding, chunks } = await openTextFile(path);
  const writer = openText(textPath);
  const lines = createLineCount();
  for await (const chunk of chunks()) {
    lines.add(chunk);
    for (const [at, page] of chunk.split('\f').entries()) {
      if (at > 0) writer.breakPage();
      writer.write(page);
    }
  }
  const text = writer.close();
  const title = mimeType === 'text/markdown' ? headingOf(text.excerpt) : undefined;
  return {
    mimeType,
    metadata: { ...cleanMetadata({ title }), encoding, lines: lines.total() },
    text,
  };
};

/** Returns a first-level heading (CommonMark 0.31, 4.2) at the start or after a metadata block. */
const headingOf = (text: string): string | undefined =>
  /^(?:---\n[\s\S]*?\n---\n)?# (.+?)(?: #+)?(?:\n|$)/.exec(text)?.[1];
