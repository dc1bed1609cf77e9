import { type NoteDirectory, openNote } from './note.ts';

/** The properties that some cameras state only in their maker notes. */
export interface MakerNote {
  readonly lens?: string | undefined;
  readonly iso?: number | undefined;
}

interface Maker {
  /** The beginning of the notes. Undefined if they begin with a directory. */
  readonly signature?: string;
  /** Where the directory begins. */
  readonly directoryAt: number;
  /** The origin of the offsets in the directory: the EXIF block, the notes, or a TIFF header in them. */
  readonly offsetsFrom: 'block' | 'note' | number;
  /** The beginning of `Make`, needed without a signature. */
  readonly make?: string;
  readonly read: (directory: NoteDirectory) => MakerNote;
}

/** By exiftool's tables of maker notes, https://exiftool.org/TagNames/. */
const makers: readonly Maker[] = [
  { make: 'Canon', directoryAt: 0, offsetsFrom: 'block', read: canon },
  { signature: 'Nikon\0\x02', directoryAt: 18, offsetsFrom: 10, read: nikon },
  { signature: 'OLYMPUS\0', directoryAt: 12, offsetsFrom: 'note', read: olympus },
  { signature: 'OM SYSTEM\0', directoryAt: 16, offsetsFrom: 'note', read: olympus },
  { signature: 'OLYMP\0', directoryAt: 8, offsetsFrom: 'block', read: olympus },
  { signature: 'Panasonic\0', directoryAt: 12, offsetsFrom: 'block', read: panasonic },
  { signature: 'QVC\0', directoryAt: 6, offsetsFrom: 'block', read: laterCasio },
  { make: 'CASIO', directoryAt: 0, offsetsFrom: 'block', read: casio },
];

/** Reads maker notes in a block. Empty for makers that are not known. Never throws. */
export function readMakerNote(block: DataView, note: Uint8Array, make: string): MakerNote {
  const start = Buffer.from(note.subarray(0, 10)).toString('latin1');
  const maker = makers.find((each) =>
    each.signature === undefined
      ? make.startsWith(each.make ?? '')
      : start.startsWith(each.signature),
  );
  if (!maker) return {};
  const { directoryAt, offsetsFrom } = maker;
  try {
    return maker.read(openNote(block, note, directoryAt, offsetsFrom));
  } catch (error) {
    // Offsets may lead out of the block.
    if (error instanceof RangeError) return {};
    throw error;
  }
}

function canon({ text, numbers }: NoteDirectory): MakerNote {
  // ShotInfo: AutoISO in per cent, and BaseISO, in 32nds of a stop.
  const [, auto = 0, base = 0] = numbers(0x0004);
  const shown = (value: number) => 2 ** (value / 32) * 100;
  const measured = base > 0 ? (shown(base) / 32) * (shown(auto) / 100) : undefined;
  return { lens: text(0x0095), iso: measured && Math.round(measured) };
}

function nikon({ fractions, numbers }: NoteDirectory): MakerNote {
  return { lens: lensName(fractions(0x0084)), iso: numbers(0x0002)[1] };
}

function olympus({ child }: NoteDirectory): MakerNote {
  return { lens: child(0x2010)?.text(0x0203) };
}

function panasonic({ text, numbers }: NoteDirectory): MakerNote {
  return { lens: text(0x0051), iso: numbers(0x0017)[0] };
}

function casio({ numbers }: NoteDirectory): MakerNote {
  return { iso: numbers(0x0014)[0] };
}

function laterCasio({ numbers }: NoteDirectory): MakerNote {
  return { iso: numbers(0x3014)[0] };
}

/** Formats focal lengths and the f-numbers at both: EXIF 3.0, LensSpecification. `18-55mm f/3.5-5.6`. */
export function lensName(fractions: readonly number[]): string | undefined {
  const [shortest = 0, longest = 0, atShortest = 0, atLongest = 0] = fractions;
  if (!(shortest > 0 && longest >= shortest && longest < 10_000)) return undefined;
  const span = (from: number, to: number) => {
    const [one, other] = [from, to].map((value) => Number(value.toFixed(2)));
    return one === other || !(to > 0) ? `${one}` : `${one}-${other}`;
  };
  const focal = `${span(shortest, longest)}mm`;
  return atShortest > 0 && Number.isFinite(atShortest)
    ? `${focal} f/${span(atShortest, atLongest)}`
    : focal;
}
