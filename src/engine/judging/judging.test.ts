import { expect, it, vi } from 'vitest';
import type * as Diagnosing from '../../diagnosis/diagnose.ts';
import { freb } from '../../testing/freb-builder.ts';
import { opened } from '../../testing/opened.ts';

vi.mock('../../diagnosis/diagnose.ts', async (original) => {
  const real = await original<typeof Diagnosing>();
  const diagnose: typeof real.diagnose = (inputs, ...more) => {
    if (inputs.trace?.trace.path === 'unlucky.xml') throw new TypeError('fault around the rules');
    return real.diagnose(inputs, ...more);
  };
  return { ...real, diagnose };
});

const failing = (url: string): string =>
  freb({ status: '502.3', url })
    .event('GENERAL_REQUEST_START', { at: 0 })
    .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 1_000 })
    .toString();

it('a fault around the rules costs one verdict, which the list of files says', async () => {
  const { requests, files } = await opened([
    ['lucky.xml', failing('http://localhost/1')],
    ['unlucky.xml', failing('http://localhost/2')],
  ]);
  expect(requests.map(({ path, cause, failed }) => `${path} ${cause} ${failed}`).sort()).toEqual([
    'lucky.xml app-timeout true',
    'unlucky.xml null true',
  ]);
  const messages = files.get('unlucky.xml')?.messages.map(({ text }) => text) ?? [];
  expect(messages).toEqual([expect.stringMatching(/^No verdict could be formed/)]);
  expect(messages.join()).not.toContain('fault around');
  expect(files.get('lucky.xml')?.messages).toEqual([]);
});
