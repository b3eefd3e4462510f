import { freb } from '#core/testing/freb-builder';
import type { Locator } from '@playwright/test';
import type { App, DroppedFile } from './app.ts';

/** A module name as long as real ones get: 251 characters. */
export const LONG_MODULE =
  `__DynamicModule_Contoso.Web.${'Security'.repeat(24)}Module, Contoso.Web, Version=1.0.0.0`.slice(0, 251);

interface Order {
  readonly minute: number;
  /** Ms until the application answers; more than 100,000 fails with a time-out. */
  readonly took: number;
  readonly url?: string;
  readonly cache?: boolean;
  readonly long?: boolean;
  readonly cookie?: string;
}

/** A trace of one request to a shop. */
export function order(name: string, made: Order): DroppedFile {
  const { minute, took, url = 'http://shop:80/api/orders/4711', cache = true, long = false, cookie = 'id=one' } = made;
  const failed = took > 100_000;
  const start = `2026-03-12T14:${minute}:00.000Z`;
  const builder = freb({ status: failed ? '502.3' : '200', url, appPool: 'Shop', start, timeTaken: took })
    .event('GENERAL_REQUEST_START', { at: 0 })
    .event('GENERAL_REQUEST_HEADERS', { data: [['Headers', `Host: shop\r\nCookie: ${cookie}\r\nX-Name: ${name}\r\n`]] })
    .start('RewriteModule', 'BEGIN_REQUEST')
    .end('RewriteModule', 'BEGIN_REQUEST');
  if (long) builder.start(LONG_MODULE, 'AUTHORIZE_REQUEST').end(LONG_MODULE, 'AUTHORIZE_REQUEST', { at: 16 });
  if (cache) builder.start('HttpCacheModule', 'RESOLVE_REQUEST_CACHE').end('HttpCacheModule', 'RESOLVE_REQUEST_CACHE');
  builder.start('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: 16 });
  if (failed) builder.errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: took });
  builder.end('AspNetCoreModuleV2', 'EXECUTE_REQUEST_HANDLER', { at: took }).event('GENERAL_REQUEST_END', { at: took });
  return { name, content: Buffer.from(builder.toString(), 'utf8') };
}

/** One failure, the good requests to its URL, and one to another. */
export const ORDERS: readonly DroppedFile[] = [
  order('bad.xml', { minute: 20, took: 120_016, cache: false, cookie: 'id=two' }),
  order('near.xml', { minute: 21, took: 5_016, long: true }),
  order('far.xml', { minute: 50, took: 116, url: 'http://shop:80/api/orders/99' }),
  order('health.xml', { minute: 20, took: 47, url: 'http://shop:80/health' }),
];

/** Clicks where a text stands on a picture: what takes the click is the canvas below it. */
export async function clickOn(app: App, text: Locator): Promise<void> {
  const box = await text.first().boundingBox();
  if (box === null) throw new Error('not on the picture');
  await app.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await app.idle();
}
