/** Control words that represent characters. */
export const characters: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '\u2014',
  endash: '\u2013',
  emspace: '\u2003',
  enspace: '\u2002',
  bullet: '\u2022',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201c',
  rdblquote: '\u201d',
  '~': '\u00a0',
  _: '\u2011',
  '\n': '\n',
  '\r': '\n',
  '{': '{',
  '}': '}',
  '\\': '\\',
};

/** Destinations without text of the document. Those that start with `\*` are skipped too. */
export const skipped: ReadonlySet<string> = new Set(
  (
    'colortbl stylesheet filetbl revtbl listtable listoverridetable pict objdata objclass ' +
    'nonesttables fldinst xe tc shprslt upr atnid atnauthor'
  ).split(' '),
);

/** Destinations of text boxes, which are inside of skipped ones. */
export const textBoxes: ReadonlySet<string> = new Set(['shptxt', 'dptxbxtext']);

/** Destinations whose text comes after that of the document. */
export const deferred: ReadonlySet<string> = new Set(
  'footnote annotation header headerl headerr headerf footer footerl footerr footerf'.split(' '),
);

/** Destinations with a metadata value. */
export const fields: ReadonlySet<string> = new Set([
  ...['title', 'subject', 'author', 'keywords', 'doccomm', 'generator', 'creatim', 'revtim'],
]);

/**
 * Returns the Encoding Standard's name of a code page, or that of Western European for unknown ones.
 */
export function encodingOf(codePage: number): string {
  const named: Readonly<Record<number, string>> = {
    866: 'ibm866',
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    10000: 'macintosh',
    10007: 'x-mac-cyrillic',
    65001: 'utf-8',
  };
  const isWindows = codePage === 874 || (codePage >= 1250 && codePage <= 1258);
  return named[codePage] ?? (isWindows ? `windows-${codePage}` : 'windows-1252');
}

/** Code pages of the character sets of fonts (`\fcharset`) that differ from the document's. */
const codePages: Readonly<Record<number, number>> = {
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

/** Returns the encoding of a font's character set. Undefined for that of the document. */
export function encodingOfCharset(charset: number): string | undefined {
  const codePage = codePages[charset];
  return codePage === undefined ? undefined : encodingOf(codePage);
}
