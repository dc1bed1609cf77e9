import { eventually, TIMEOUT_MS } from '@galeria/testing';
import type { Browser, Page } from 'playwright-core';

export { launchBrowser } from './launch-browser.ts';

/** A page with its errors and the origins of its requests. */
export interface Visit {
  readonly page: Page;
  readonly errors: readonly string[];
  /** The origins of all requests. */
  readonly origins: ReadonlySet<string>;
}

/** Opens an address in a new browser context. */
export async function visit(browser: Browser, address: string, locale = 'en-GB'): Promise<Visit> {
  const page = await browser.newPage({ locale });
  page.setDefaultTimeout(TIMEOUT_MS);
  const errors: string[] = [];
  const origins = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.goto(address);
  return { page, errors, origins };
}

/** Waits until an image inside the selected element is loaded. */
export const isPainted = (page: Page, selector: string): Promise<true> =>
  eventually(async () => {
    const image = page.locator(`${selector} img`).first();
    if ((await image.count()) === 0) return undefined;
    const width = await image.evaluate((element: { naturalWidth: number }) => element.naturalWidth);
    return width > 0 ? true : undefined;
  });

/** Drops a file onto the page. */
export async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    const bytes = new Uint8Array(${JSON.stringify([...bytes])});
    transfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: 'image/jpeg' }));
    return transfer;
  })()`);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}
