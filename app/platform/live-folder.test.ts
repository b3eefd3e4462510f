import { expect, it } from 'vitest';
import { type FolderHandle, FolderWatch } from './live-folder.ts';

/** Size and time of a file; a nested map is a folder. */
type Tree = Map<string, readonly [size: number, time: number] | Tree>;

function folder(name: string, tree: Tree): FolderHandle {
  return {
    kind: 'directory',
    name,
    async *values() {
      for (const [inner, what] of tree) {
        if (what instanceof Map) yield folder(inner, what);
        else {
          const getFile = async () => new File(['x'.repeat(what[0])], inner, { lastModified: what[1] });
          yield { kind: 'file', name: inner, getFile };
        }
      }
    },
  };
}

const paths = async (watch: FolderWatch): Promise<readonly string[]> =>
  (await watch.look()).ready.map(({ path, changed }) => (changed ? `${path} again` : path));

it('gives every file at first, by its path below the folder', async () => {
  const tree: Tree = new Map([
    ['W3SVC1', new Map([['fr1.xml', [3, 1] as const]])],
    ['a.log', [1, 1] as const],
  ] as never);
  const news = await new FolderWatch(folder('LogFiles', tree)).look();
  expect(news.ready.map(({ path }) => path)).toEqual(['LogFiles/W3SVC1/fr1.xml', 'LogFiles/a.log']);
  expect([news.files, news.growing]).toEqual([2, 0]);
});

it('gives a new file when two looks saw it alike, and only once', async () => {
  const tree: Tree = new Map([['a.log', [1, 1]]]);
  const watch = new FolderWatch(folder('logs', tree));
  await watch.look();
  tree.set('fr1.xml', [10, 5]);
  expect(await paths(watch)).toEqual([]);
  tree.set('fr1.xml', [20, 6]);
  expect(await paths(watch)).toEqual([]);
  expect(await paths(watch)).toEqual(['logs/fr1.xml']);
  expect(await paths(watch)).toEqual([]);
});

it('gives a file again when it has changed, be it only its time', async () => {
  const tree: Tree = new Map([['a.log', [1, 1]]]);
  const watch = new FolderWatch(folder('logs', tree));
  await watch.look();
  tree.set('a.log', [1, 2]);
  expect((await watch.look()).growing).toBe(1);
  expect(await paths(watch)).toEqual(['logs/a.log again']);
});

it('does not mind files that go away, and fails only when the folder itself does', async () => {
  const tree: Tree = new Map([['a.log', [1, 1]]]);
  const handle = folder('logs', tree);
  const gone: FolderHandle = {
    ...folder('gone', new Map()),
    values: () => {
      throw new DOMException('gone', 'NotFoundError');
    },
  };
  const nested: FolderHandle = {
    ...handle,
    async *values() {
      yield gone;
      yield {
        kind: 'file',
        name: 'lost.log',
        getFile: async () => Promise.reject(new DOMException('', 'NotFoundError')),
      };
      yield* handle.values();
    },
  };
  expect(await paths(new FolderWatch(nested))).toEqual(['logs/a.log']);
  await expect(new FolderWatch(gone).look()).rejects.toThrow();
});
