/** ISO/IEC 23008-12, annex B, and 23000-22: the brands of files coded in HEVC, and those of AV1. */
const HEVC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'];
const AV1_BRANDS = ['avif', 'avis'];
/** Brands of any codec. */
const GENERIC_BRANDS = ['mif1', 'msf1'];

/**
 * Distinguishes HEIC and AVIF by all brands. `file-type` reads only the major brand, which is often the
 * generic `mif1`.
 *
 * ISO/IEC 14496-12, 4.3: the box's size, `ftyp`, major brand, version, compatible brands.
 */
export function heifType(firstBytes: Uint8Array): string | undefined {
  const file = Buffer.from(firstBytes.buffer, firstBytes.byteOffset, firstBytes.byteLength);
  if (file.length < 16 || file.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const end = Math.min(file.readUInt32BE(0), file.length);
  const brands = [file.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(file.toString('latin1', at, at + 4));
  const names = (known: readonly string[]) => brands.some((brand) => known.includes(brand));
  if (names(AV1_BRANDS)) return 'image/avif';
  if (names(HEVC_BRANDS)) return 'image/heic';
  return names(GENERIC_BRANDS) ? 'image/heif' : undefined;
}
