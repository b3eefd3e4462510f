const LITTER_NAMES = new Set(['freb.xsl', 'desktop.ini', 'thumbs.db', '.ds_store', 'ehthumbs.db']);
const LITTER_FOLDERS = new Set(['__macosx', '.git', '.svn']);

/** Last part of a label such as `logs.zip!W3SVC1/fr000001.xml`. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), path.lastIndexOf('!')) + 1);
}

/** Where Kudu keeps records of its own requests and deployments: XML like traces, and of nobody's site. */
const KUDU = /(?:^|[/\\!])kudu[/\\](?:trace|deployment)[/\\]/i;

/**
 * Issue code when a name alone says that there is nothing to read: the stylesheet that IIS puts beside its traces,
 * what desktops leave in folders, and Kudu's own records. null for everything else.
 */
export function litterByName(path: string): 'stylesheet' | 'litter' | 'foreign-kudu' | null {
  if (KUDU.test(path)) return 'foreign-kudu';
  const name = baseName(path).toLowerCase();
  if (name === 'freb.xsl') return 'stylesheet';
  if (LITTER_NAMES.has(name) || name.startsWith('._')) return 'litter';
  const folders = path
    .toLowerCase()
    .split(/[/\\!]/)
    .slice(0, -1);
  return folders.some((folder) => LITTER_FOLDERS.has(folder)) ? 'litter' : null;
}
