/** The prolog before the root element (XML 1.0, production 22). */
const PROLOG = [
  /^\s+/,
  /^<\?[^>]*\?>/,
  /^<!--[\s\S]*?-->/,
  /^<!DOCTYPE\s[^>[]*(?:\[[^\]]*\]\s*)?>/,
];
const ROOT = /^<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]/;

/** Whether a text's root element is `svg`, unlike an HTML page that contains an SVG. */
export function isSvg(firstBytes: Uint8Array): boolean {
  let rest = new TextDecoder('utf-8').decode(firstBytes);
  for (;;) {
    const before = PROLOG.map((part) => part.exec(rest)?.[0]).find((part) => part !== undefined);
    if (before === undefined) return ROOT.test(rest);
    rest = rest.slice(before.length);
  }
}
