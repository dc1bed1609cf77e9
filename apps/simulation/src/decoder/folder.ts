/** Takes the place of packages/media/src/isolation/folder.ts: a simulated child reads in place. */
export const makeFolder = (): string => '';
export const removeFolder = async (): Promise<void> => undefined;
export const placeSource = async <Source>(source: Source): Promise<Source> => source;
export const collectRenditions = async <Derivation>(derivation: Derivation): Promise<Derivation> =>
  derivation;
export const emptyFolder = async (): Promise<boolean> => true;
