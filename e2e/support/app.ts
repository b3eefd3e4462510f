import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';

export const SAMPLES = path.resolve('src/testing/samples');

/** A file to drop: content is made here, or read from a path. */
export interface DroppedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** One of the authored traces by the first word of its name: `a`, `a2`, `b` ... */
export function sample(letter: string): DroppedFile {
  const name = SAMPLE_NAMES.get(letter);
  if (!name) throw new Error(`no sample ${letter}`);
  return { name, content: readFileSync(path.join(SAMPLES, 'freb', name)) };
}

const SAMPLE_NAMES = new Map([
  ['a', 'a-ancm-502.3-timeout-2147954402.xml'],
  ['a2', 'a2-ancmv2-502.3-timeout-with-ancm-area.xml'],
  ['b', 'b-ancm-502.5-process-failure-errorcode-0.xml'],
  ['c', 'c-ancmv2-500.30-inprocess-start-failure.xml'],
  ['d', 'd-ancm-502.3-0x800704cd-client-gone-mid-response.xml'],
  ['e', 'e-slow-200-timetaken-aspnet4-child-request.xml'],
  ['f', 'f-401.2-iis-web-core-not-ancm.xml'],
  ['g', 'g-timetaken-cut-while-running.xml'],
  ['h', 'h-not-wellformed-control-chars.xml'],
  ['i', 'i-size-truncated-starts-midway.xml'],
]);

export const ALL_SAMPLES = [...SAMPLE_NAMES.keys()].map(sample);

/** What must stay empty while a test runs: the promises of the page. */
export interface Watch {
  readonly violations: string[];
  readonly requestsAfterLoad: string[];
  readonly errors: string[];
}

/** The page as a person uses it. Waits for `idle()`, never for time. */
export class App {
  readonly page: Page;
  readonly url: string;
  readonly watch: Watch = { violations: [], requestsAfterLoad: [], errors: [] };
  #loaded = false;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
    page.on('request', (request) => {
      if (this.#loaded && !request.url().startsWith('blob:')) this.watch.requestsAfterLoad.push(request.url());
    });
    page.on('pageerror', (error) => this.watch.errors.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedScript|Trusted Type/i.test(message.text()))
        this.watch.violations.push(message.text());
      else if (message.type() === 'error') this.watch.errors.push(message.text());
    });
  }

  /** Loads the page and all its chunks. `place` is the fragment, for example `#/files`. */
  async load(place = '#/'): Promise<void> {
    this.#loaded = false;
    await this.page.goto(`${this.url}?testing=1${place}`);
    await this.idle();
    await this.page.waitForLoadState('networkidle');
    this.#loaded = true;
  }

  async goto(place: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, place);
    await this.idle();
  }

  async idle(): Promise<void> {
    await this.page.waitForFunction(() => '__frebscope' in window);
    await this.page.evaluate(() =>
      (window as unknown as { __frebscope: { idle(): Promise<void> } }).__frebscope.idle(),
    );
  }

  /** Drops files on the page as one real drop event and waits until all are read and judged. */
  async drop(files: readonly DroppedFile[]): Promise<void> {
    await this.startDrop(files);
    await this.idle();
  }

  /** As `drop`, without waiting. */
  async startDrop(files: readonly DroppedFile[]): Promise<void> {
    const transfer = await this.page.evaluateHandle(() => new DataTransfer());
    for (const file of files) {
      await transfer.evaluate(
        (target, { name, base64 }) => {
          const binary = atob(base64);
          const bytes = new Uint8Array(binary.length);
          for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
          target.items.add(new File([bytes], name, { lastModified: 0 }));
        },
        { name: file.name, base64: file.content.toString('base64') },
      );
    }
    await this.page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  }

  get verdict(): Locator {
    return this.page.getByRole('region', { name: 'Verdict' });
  }

  get files(): Locator {
    return this.page.getByRole('region', { name: 'Files' });
  }

  get requests(): Locator {
    return this.page.getByRole('grid', { name: 'Requests' });
  }

  get events(): Locator {
    return this.page.getByRole('grid', { name: 'Events' });
  }

  get timeline(): Locator {
    return this.page.getByLabel('Pipeline timeline');
  }

  /** Opens the trace of one sample that is already loaded, through the grid. */
  async openTrace(fileName: string): Promise<void> {
    await this.goto('#/requests');
    await this.requests.getByRole('row').filter({ hasText: fileName }).first().click();
    await this.idle();
  }
}

interface Fixtures {
  app: App;
}
interface WorkerFixtures {
  /** The built page on a host that sets no headers: the policy is the page's own. */
  plainHost: string;
}

/**
 * `app` is a page whose promises are checked after every test: no policy violation, no request after load, no error.
 * A test that breaks one on purpose takes the entry out of `app.watch` itself.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  plainHost: [
    async ({ browserName: _anyBrowser }, provide) => {
      const { server, url } = await serve('dist', { headers: false });
      await provide(url);
      await close(server);
    },
    { scope: 'worker' },
  ],
  app: async ({ page, plainHost }, provide) => {
    const app = new App(page, plainHost);
    await provide(app);
    expect(app.watch).toEqual({ violations: [], requestsAfterLoad: [], errors: [] });
  },
});

export { expect };

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
