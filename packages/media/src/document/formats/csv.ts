import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';
import type { Reader } from '../reading.ts';
import { openTextFile } from '../text/decode.ts';
import { createLineCount } from '../text/lines.ts';
import { openText } from '../text/writer.ts';

/**
 * Reads comma-separated values (RFC 4180), also with semicolons, tabs or bars as separators. `columns`
 * is the number of fields in the first record, `rows` the number of records including the first.
 */
export const readCsv: Reader = async ({ path, textPath, mimeType }) => {
  const { encoding, chunks } = await openTextFile(path);
  const writer = openText(textPath);
  const lines = createLineCount();
  let delimiter = ',';
  for await (const chunk of chunks()) {
    delimiter = delimiterOf(chunk);
    break;
  }
  for await (const chunk of chunks()) {
    lines.add(chunk);
    writer.write(chunk);
  }
  const counted = await countRecords(chunks(), delimiter).catch((error: unknown) => {
    // A quote that opens a field and is never closed is one of the field's characters.
    if (error instanceof MediaError) return countRecords(chunks(), delimiter, false);
    throw error;
  });
  return {
    mimeType,
    metadata: { encoding, lines: lines.total(), ...counted },
    text: writer.close(),
  };
};

const DELIMITERS = [',', ';', '\t', '|'];

/** Returns the most frequent separator in the first line outside of quotes. */
function delimiterOf(text: string): string {
  const line = text.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/, 1)[0] ?? '';
  const count = (delimiter: string) => line.split(delimiter).length;
  return DELIMITERS.reduce((most, other) => (count(other) > count(most) ? other : most));
}

async function countRecords(
  text: AsyncIterable<string>,
  delimiter: string,
  quote: '"' | false = '"',
) {
  let rows = 0;
  let columns = 0;
  const parser = parse({
    delimiter,
    quote,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.csv.maxRecordCharacters,
    on_record(record: readonly string[]) {
      rows += 1;
      if (rows === 1) columns = record.length;
      return null;
    },
  });
  try {
    await pipeline(text, parser.resume());
  } catch (cause) {
    if (Error.isError(cause) && 'syscall' in cause) throw cause;
    throw new MediaError('corrupt', { detail: 'the records are not readable', cause });
  }
  return { rows, columns };
}
