/** Artists whose name has a slash or more, in lower case. */
const NAMES: readonly string[] = [
  ...['ac/dc', 'au/ra', 'axwell /\\ ingrosso', 'bremer/mccoy', 'catch/22', 'de/vision'],
  ...['either/orchestra', 'gza/genius', 'k/da', 'loona 1/3', 'loona / odd eye circle'],
  ...['loona / yyxy', 'love/hate', 'lsr/city', 'm/a/r/r/s', 'phantom/ghost', 'she/her/hers'],
  ...['smith/kotzen', 'w/o', '22/7', "5/8erl in ehr'n", '//darth null', '+/-'],
  ...['이달의 소녀 1/3', '諭吉佳作/men'],
];

/** Stands for a slash inside of a name. It is for private use in Unicode. */
const KEPT = '\ue000';

const escapePattern = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const KNOWN = new RegExp(`(?<=^|/)\\s*(?:${NAMES.map(escapePattern).join('|')})\\s*(?=/|$)`, 'giu');

/** One or two Latin letters, digits or signs, which are rarely a name of their own, as in `AC/DC`. */
const FRAGMENT = /^[\p{Script=Latin}\p{Nd}+.'-]{0,2}$/u;

/**
 * Splits the names of a frame of ID3v2.3, in which a slash is the separator (4.2.1, TPE1), but also a
 * character of some names. A text stays whole if one of its parts is too short for a name.
 */
export function splitNames(names: string): string[] {
  const parts = names
    .replace(KNOWN, (name) => name.replaceAll('/', KEPT))
    .split('/')
    .map((part) => part.replaceAll(KEPT, '/').trim());
  return parts.some((part) => FRAGMENT.test(part)) ? [names.trim()] : parts;
}
