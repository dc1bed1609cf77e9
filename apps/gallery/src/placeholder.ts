import { thumbHashToDataURL } from 'thumbhash';

/** Decodes a thumbhash in Base64 to a picture as a data URL. */
export const decodeThumbhash = (thumbhash: string): string =>
  thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)));
