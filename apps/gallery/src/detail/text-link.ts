import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { textOf } from '../renditions.ts';
import { h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';

/** The way to all words of a document, as plain text. */
export function textLink(
  { texts: { text } }: Context,
  { renditions }: MediaSummary,
): HTMLElement | undefined {
  const whole = textOf(renditions);
  if (!whole) return undefined;
  const attributes = { class: 'button', href: whole.url, target: '_blank', rel: 'noreferrer' };
  return h('a', attributes, icon('file'), text('readText'));
}
