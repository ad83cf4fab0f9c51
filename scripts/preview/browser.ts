import { chromium, type Page } from 'playwright-core';

/** Lends a page of a browser that asks for nothing on the network, and closes it. */
export async function withBrowser<T>(program: string, use: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  try {
    return await use(
      await browser.newPage({ viewport: { width: 1_240, height: 900 }, deviceScaleFactor: 1.5 }),
    );
  } finally {
    await browser.close();
  }
}
