/** A collection of files whose layout tells which tool made it. */
export interface Bundle {
  readonly name: string;
  /** What holds it: `logs.zip`, a folder, or '' when the files were dropped without one. */
  readonly root: string;
  readonly files: number;
}

interface Layout {
  readonly name: string;
  /** Places that only this tool makes; `signs` of them have to be there. Matched in lower case, with `/` alone. */
  readonly places: readonly RegExp[];
  readonly signs: number;
}

/**
 * Kudu's `/api/dump` packs the App Service folder LogFiles; LogCatcher of the IIS support team writes General and
 * Sites (its FolderContents.txt lists them); the last one is what a server has on its disk.
 */
const LAYOUTS: readonly Layout[] = [
  {
    name: 'LogCatcher bundle',
    places: [
      /^(.*?)general\/(?:httperr|iisconfig|netsh-http|certutil|netframework)\//,
      /^(.*?)general\/sitesoverview\.csv$/,
      /^(.*?)sites\/[^/]+\/(?:freblogs|iislogs)\//,
      /^(.*?)foldercontents\.txt$/,
    ],
    signs: 2,
  },
  {
    name: 'App Service dump (Kudu)',
    places: [
      /^(.*?)logfiles\/kudu\//,
      /^(.*?)logfiles\/http\/rawlogs\//,
      /^(.*?)logfiles\/eventlog\.xml$/,
      /^(.*?)logfiles\/detailederrors\//,
      /^(.*?)logfiles\/application\//,
    ],
    signs: 1,
  },
  {
    name: 'Log folders of an IIS server',
    places: [/^(.*?)logfiles\/w3svc\d+\//, /^(.*?)failedreqlogfiles\/w3svc\d+\//, /^(.*?)httperr\/httperr\d*\.log$/],
    signs: 1,
  },
];

/** The bundles that a list of paths is made of. A root is named once, by the first layout in the list that fits. */
export function bundlesOf(paths: readonly string[]): readonly Bundle[] {
  const places = paths.map((path) => path.replaceAll('\\', '/').replaceAll('!', '/').toLowerCase());
  const bundles: Bundle[] = [];
  for (const layout of LAYOUTS) {
    for (const root of rootsOf(layout, places)) {
      const inside = paths.filter((_, ix) => places[ix]?.startsWith(root) === true);
      if (bundles.some((one) => covers(one.root, root))) continue;
      const shown = inside[0]?.slice(0, root.length).replace(/[/\\!]$/, '') ?? '';
      bundles.push({ name: layout.name, root: shown, files: inside.length });
    }
  }
  return bundles;
}

/** Prefixes under which enough of the layout's places stand. */
function rootsOf({ places, signs }: Layout, paths: readonly string[]): readonly string[] {
  const seen = new Map<string, Set<number>>();
  for (const path of paths)
    places.forEach((place, ix) => {
      const root = place.exec(path)?.[1];
      if (root === undefined) return;
      const known = seen.get(root);
      if (known === undefined) seen.set(root, new Set([ix]));
      else known.add(ix);
    });
  return [...seen].filter(([, found]) => found.size >= signs).map(([root]) => root);
}

/** A bundle that is named already takes in everything below it. */
function covers(known: string, root: string): boolean {
  const prefix = known.replaceAll('\\', '/').replaceAll('!', '/').toLowerCase();
  return root === '' ? prefix === '' : root.startsWith(prefix === '' ? '' : `${prefix}/`);
}
