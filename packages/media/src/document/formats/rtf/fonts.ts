import { TextDecoder } from 'node:util';
import { encodingOf, encodingOfCharset } from './control-words.ts';

/** The encodings of a document and its fonts: Rich Text Format Specification 1.9.1, "Font Table". */
export interface Fonts {
  /** Reads a control word of the header or the font table. */
  control(word: string, number: number): void;
  /** The font of text without one (`\deff`). */
  readonly main: number;
  /** Decodes bytes of a font. A character may be split over two calls. */
  decode(bytes: Uint8Array, font: number): string;
}

export function createFonts(): Fonts {
  const encodings = new Map<number, string>();
  const decoders = new Map<string, TextDecoder>();
  let own = 'windows-1252';
  let main = 0;
  let defined = 0;
  return {
    get main() {
      return main;
    },
    control(word, number) {
      if (word === 'ansicpg') own = encodingOf(number);
      if (word === 'deff') main = number;
      if (word === 'f') defined = number;
      const encoding = word === 'cpg' ? encodingOf(number) : undefined;
      const known = word === 'fcharset' ? encodingOfCharset(number) : encoding;
      if (known !== undefined) encodings.set(defined, known);
    },
    decode(bytes, font) {
      const encoding = encodings.get(font) ?? own;
      const decoder = decoders.get(encoding) ?? new TextDecoder(encoding);
      decoders.set(encoding, decoder);
      return decoder.decode(bytes, { stream: true });
    },
  };
}
