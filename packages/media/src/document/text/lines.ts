/** Counts lines: what ends with LF, CR LF or CR, and what is left behind the last of these. */
export function createLineCount() {
  let ends = 0;
  let last = '\n';
  return {
    add(text: string): void {
      if (text === '') return;
      const isSplit = last === '\r' && text.startsWith('\n');
      ends += (text.match(/\r\n|\n|\r/g)?.length ?? 0) - (isSplit ? 1 : 0);
      last = text.at(-1)!;
    },
    total: (): number => ends + (last === '\n' || last === '\r' ? 0 : 1),
  };
}
