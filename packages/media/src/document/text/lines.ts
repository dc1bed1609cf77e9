/** Counts lines that end with LF, CR LF or CR, and a last line without line end. */
export function createLineCount() {
  let ends = 0;
  let last = '\n';
  return {
    add(text: string): void {
      if (text === '') return;
      const isSplit = last === '\r' && text.startsWith('\n');
      ends += (text.match(/\r\n|\n|\r/g)?.length ?? 0) - (isSplit ? 1 : 0);
      last = text.slice(-1);
    },
    total: (): number => ends + (last === '\n' || last === '\r' ? 0 : 1),
  };
}
