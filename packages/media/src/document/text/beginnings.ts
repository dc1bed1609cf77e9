import { Tokenizer } from '@streamparser/json';

/** A doctype or a root element, behind nothing but comments and an XML declaration. */
export const beginsLikeHtml = (head: string): boolean =>
  /^(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html[\s>])/i.test(head);

/** An object or an array whose tokens are JSON's own as far as they go. */
export function beginsLikeJson(head: string): boolean {
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
