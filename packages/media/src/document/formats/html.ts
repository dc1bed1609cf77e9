import { Parser } from 'htmlparser2';
import { cleanMetadata } from '../metadata.ts';
import type { Reader } from '../reading.ts';
import { openTextFile } from '../text/decode.ts';
import { createHtmlText } from '../text/html.ts';
import { openText } from '../text/writer.ts';

/** Reads the text of HTML. `scripts` counts script elements and event handlers. */
export const readHtml: Reader = async ({ path, textPath, mimeType }) => {
  const { encoding, chunks } = await openTextFile(path, declaredEncoding);
  const writer = openText(textPath);
  const page = createHtmlText(writer);
  for await (const chunk of chunks()) page.write(chunk);
  const { title, language, scripts, meta } = page.end();
  const text = writer.close();
  return {
    mimeType,
    metadata: {
      ...cleanMetadata({
        title,
        language,
        author: meta.get('author'),
        description: meta.get('description'),
        keywords: [meta.get('keywords') ?? ''],
        producer: meta.get('generator'),
      }),
      encoding,
      scripts,
    },
    text,
  };
};

/** Returns the encoding declared in the first 1,024 bytes (HTML standard, 13.2.3.2). */
function declaredEncoding(head: Uint8Array): string | undefined {
  const start = Buffer.from(head.subarray(0, 1024)).toString('latin1');
  let found: string | undefined;
  const parser = new Parser({
    onopentag(name, { charset, content }) {
      if (name === 'meta') found ??= charset ?? /charset=["']?([\w-]+)/i.exec(content ?? '')?.[1];
    },
  });
  parser.end(start);
  return found;
}
