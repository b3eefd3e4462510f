import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Diagnosing from '../../diagnosis/diagnose.ts';
import { freb } from '../../testing/freb-builder.ts';
import { type Dropped, incoming, opened } from '../../testing/opened.ts';

const asked: string[] = [];

vi.mock('../../diagnosis/diagnose.ts', async (original) => {
  const real = await original<typeof Diagnosing>();
  const diagnose: typeof real.diagnose = (inputs, ...more) => {
    asked.push(inputs.trace?.trace.path ?? 'rows');
    return real.diagnose(inputs, ...more);
  };
  return { ...real, diagnose };
});

const START = Date.parse('2026-03-12T14:00:00Z');

function failing(name: string, appPool: string, minute: number): Dropped {
  const start = new Date(START + minute * 60_000).toISOString();
  const trace = freb({ status: '502.3', url: `http://localhost/${name}`, appPool, start })
    .event('GENERAL_REQUEST_START', { at: 0 })
    .errorStatus('AspNetCoreModuleV2', '502.3', 2147954402, { at: 1_000 });
  return [`${name}.xml`, trace.toString()];
}

const CONFIG: Dropped = [
  'web.config',
  '<configuration><system.webServer><aspNetCore processPath="dotnet" requestTimeout="00:00:01"/></system.webServer></configuration>',
];

/** Three requests of two pools, and who is judged when more is opened. */
async function setup() {
  const { engine } = await opened([failing('a', 'one', 0), failing('b', 'one', 30), failing('c', 'two', 0)]);
  return async (...dropped: Dropped[]): Promise<readonly string[]> => {
    asked.length = 0;
    await engine.open(incoming(dropped), () => undefined);
    return asked.toSorted();
  };
}

describe('opening more', () => {
  beforeEach(() => {
    asked.length = 0;
  });

  it('judges each request once at first', async () => {
    await setup();
    expect(asked.toSorted()).toEqual(['a.xml', 'b.xml', 'c.xml']);
  });

  it('judges again only what is shown something else than before', async () => {
    const open = await setup();
    expect(await open(failing('d', 'two', 60))).toEqual(['d.xml']);
    expect(await open(failing('e', 'one', 1))).toEqual(['a.xml', 'e.xml']);
    expect(await open(['copy.xml', failing('e', 'one', 1)[1]])).toEqual([]);
  });

  it('judges again whoever a configuration may be of', async () => {
    const { engine } = await opened([failing('a', 'one', 0), failing('b', 'one', 30)]);
    asked.length = 0;
    await engine.open(incoming([CONFIG]), () => undefined);
    expect(asked.toSorted()).toEqual(['a.xml', 'b.xml']);
  });

  it('judges requests afresh after all was closed', async () => {
    const { engine } = await opened([failing('a', 'one', 0)]);
    await engine.clear();
    asked.length = 0;
    await engine.open(incoming([failing('a', 'one', 0)]), () => undefined);
    expect(asked).toEqual(['a.xml']);
  });
});
