type Child = Node | string | false | undefined | null;

/**
 * Attributes of an element. A function is added as a listener of the event with the attribute's name.
 */
export type Attributes = Readonly<
  Record<string, string | number | boolean | undefined | ((event: Event) => void)>
>;

/** Creates an element. Strings become text nodes and are never parsed as markup. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== undefined && value !== false) element.setAttribute(key, String(value));
  }
  element.append(...present(children));
  return element;
}

/** Replaces the children of an element. */
export const fill = (element: Element, ...children: Child[]): void =>
  element.replaceChildren(...present(children));

const present = (children: readonly Child[]): (Node | string)[] =>
  children.filter((child) => child !== false && child !== undefined && child !== null);
