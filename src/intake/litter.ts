const LITTER_NAMES = new Set(['freb.xsl', 'desktop.ini', 'thumbs.db', '.ds_store', 'ehthumbs.db']);
const LITTER_FOLDERS = new Set(['__macosx', '.git', '.svn']);

/** Last part of a label such as `logs.zip!W3SVC1/fr000001.xml`. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), path.lastIndexOf('!')) + 1);
}

/**
 * Where Kudu keeps records of its own: XML and text like traces and logs, and of nobody's site. The places of the
 * download of an App Service: its requests, its deployments, its extensions and tools, what MSDeploy wrote.
 */
const KUDU = [
  /(?:^|[/\\!])kudu[/\\](?:trace|deployment)[/\\]/i,
  /(?:^|[/\\!])deployments[/\\](?:[^/\\!]+[/\\])?(?:log\.(?:xml|log)|status\.xml|settings\.xml|manifest|active|pending|script\.log|deploy\.cmd|[.\w-]+\.cmd)$/i,
  /(?:^|[/\\!])logfiles[/\\](?:git|siteextensions|webssh|codeprofiler|identity|dotnet|daas|scm|network-trace)[/\\]/i,
  /(?:^|[/\\!])logfiles[/\\](?:appmanagerlog[^/\\!]*\.xml|__lastchecktime__\.txt|logging-errors\.txt|[^/\\!]*_(?:docker|msi)\.log)$/i,
] as const;

/** What LogCatcher writes about itself and the machine beside the logs that it gathers. */
const LOG_CATCHER = [
  /(?:^|[/\\!])(?:foldercontents\.txt|logcatcher[^/\\!]*\.(?:log|txt))$/i,
  /(?:^|[/\\!])general[/\\](?:[^!]*[/\\])?(?:netsh|certutil|sitesoverview|installedupdates|ipconfig|systeminfo|tasklist|reg[-_])[^/\\!]*\.(?:txt|csv|log)$/i,
] as const;

/**
 * Issue code when a name alone says that there is nothing to read: the stylesheet that IIS puts beside its traces,
 * what desktops leave in folders, and what Kudu and LogCatcher write about themselves. null for everything else.
 */
export function litterByName(path: string): 'stylesheet' | 'litter' | 'foreign-kudu' | 'foreign-logcatcher' | null {
  if (KUDU.some((place) => place.test(path))) return 'foreign-kudu';
  if (LOG_CATCHER.some((place) => place.test(path))) return 'foreign-logcatcher';
  const name = baseName(path).toLowerCase();
  if (name === 'freb.xsl') return 'stylesheet';
  if (LITTER_NAMES.has(name) || name.startsWith('._')) return 'litter';
  const folders = path
    .toLowerCase()
    .split(/[/\\!]/)
    .slice(0, -1);
  return folders.some((folder) => LITTER_FOLDERS.has(folder)) ? 'litter' : null;
}
