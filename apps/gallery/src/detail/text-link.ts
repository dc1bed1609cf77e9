import type { MediaSummary } from '@galeria/api/client';
import type { Context } from '../context.ts';
import { plainTextOf } from '../renditions.ts';
import { h } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';

/** A link to the full text of a document. */
export function textLink(
  { texts: { text } }: Context,
  { renditions }: MediaSummary,
): HTMLElement | undefined {
  const whole = plainTextOf(renditions);
  if (!whole) return undefined;
  const attributes = { class: 'button', href: whole.url, target: '_blank', rel: 'noreferrer' };
  return h('a', attributes, icon('file'), text('readText'));
}
