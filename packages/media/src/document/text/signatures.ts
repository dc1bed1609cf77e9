import { Tokenizer } from '@streamparser/json';

/**
 * Whether a text starts with a doctype or root element, after optional comments and an XML declaration.
 */
export const looksLikeHtml = (head: string): boolean =>
  /^(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html[\s>])/i.test(head);

/** Whether a text starts with an object or array of valid JSON tokens. */
export function looksLikeJson(head: string): boolean {
  if (!/^[[{]/.test(head)) return false;
  let isJson = true;
  const tokenizer = new Tokenizer({ separator: '' });
  tokenizer.onToken = () => {};
  tokenizer.onError = () => {
    isJson = false;
  };
  tokenizer.write(head);
  return isJson;
}

/** Whether a text is a page and not one about HTML: a doctype, or a root element with others in it. */
export const isHtmlPage = (head: string): boolean =>
  looksLikeHtml(head) && /<!doctype\s+html|<html(?:\s[^>]*)?>\s*</i.test(head);
