import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { eventually, PATIENCE_MS } from '../eventually.ts';

/** A real browser, which comes through npm. It runs as root here, so without its own sandbox. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage'],
  });
}

/** A page, and everything that went wrong on it or left it. */
export interface Visit {
  readonly page: Page;
  readonly errors: readonly string[];
  /** The origins of all requests. */
  readonly origins: ReadonlySet<string>;
}

/** Opens an address in a browser of its own: nothing is kept from another visit. */
export async function visit(browser: Browser, address: string, locale = 'en-GB'): Promise<Visit> {
  const page = await browser.newPage({ locale });
  page.setDefaultTimeout(PATIENCE_MS);
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

/** Whether the picture of a place on the page is there, with pixels. */
export const isPainted = (page: Page, selector: string): Promise<true> =>
  eventually(async () => {
    const image = page.locator(`${selector} img`).first();
    if ((await image.count()) === 0) return undefined;
    const width = await image.evaluate((element: { naturalWidth: number }) => element.naturalWidth);
    return width > 0 ? true : undefined;
  });

/** Lets a file fall onto the page, as from a folder beside the browser's window. */
export async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    const bytes = new Uint8Array(${JSON.stringify([...bytes])});
    transfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: 'image/jpeg' }));
    return transfer;
  })()`);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}
