import { chooseEncoding, toUtf8 } from '../../base/text.ts';
import type { ConfigFile } from '../../model/sidefiles.ts';
import type { FormatReader, ReadSummary, Sniff } from '../reader.ts';
import { readXmlTree } from '../xml/tree.ts';
import { configContent } from './walk.ts';

/** Far above any configuration; applicationHost.config of a server with thousands of sites has a few MiB. */
const CONFIG_LIMIT = 16 * 1024 * 1024;

const IIS_ELEMENT =
  /<(?:system\.webServer|system\.applicationHost|aspNetCore|httpPlatform|system\.web|location)[\s>/]/i;
const NAMES = /(?:^|[\\/!])(?:web(?:\.[\w-]+)?|applicationHost)\.config(?:\.(?:bak|old|txt|xml))?$/i;

const nothing = { events: null, rows: null, damaged: 0 } as const;
const refused = (reason: string): ReadSummary => ({ state: 'refused', reason, counts: nothing });

/** The head as text, in whatever encoding it is; '' when that encoding is not read. */
function headText(head: Uint8Array): string {
  const choice = chooseEncoding(head);
  return 'refused' in choice ? '' : new TextDecoder(choice.encoding).decode(head.subarray(choice.mark));
}

function sniff(head: Uint8Array, name: string): Sniff {
  const text = headText(head);
  const root = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^]{0,4000}?-->\s*)*<configuration[\s>/]/.test(text);
  if (!root) return { score: 0, why: '' };
  if (IIS_ELEMENT.test(text)) return { score: 0.96, why: 'root element configuration with settings of IIS' };
  return { score: NAMES.test(name) ? 0.8 : 0.4, why: 'root element configuration' };
}

/** applicationHost.config is the only one with sites and pools. */
function kindOf(text: string, path: string): ConfigFile['kind'] {
  return /<system\.applicationHost[\s>]/i.test(text) || /applicationHost\.config$/i.test(path)
    ? 'applicationHost.config'
    : 'web.config';
}

/** `web.config` and `applicationHost.config`. */
export const configReader: FormatReader = {
  id: 'config',
  label: 'Configuration of IIS (web.config, applicationHost.config)',
  sniff,

  async read(source, sink, signal) {
    if (source.size > CONFIG_LIMIT) return refused('config-too-large');
    const bytes = await source.bytes();
    signal.throwIfAborted();
    const choice = chooseEncoding(bytes);
    if ('refused' in choice) {
      sink.issue({ code: 'unknown-encoding', severity: 'error', args: { encoding: choice.refused } });
      return refused('unknown-encoding');
    }
    const utf8 = toUtf8(bytes, choice);
    if (utf8.replaced > 0)
      sink.issue({
        code: 'undecodable-bytes',
        severity: 'warning',
        count: utf8.replaced,
        args: { count: utf8.replaced },
      });
    const text = new TextDecoder().decode(utf8.bytes);
    sink.progress(source.size);
    const tree = readXmlTree(text);
    if (!tree.ok) return refused(tree.error === 'not-xml' ? 'config-not-xml' : tree.error);
    const root = tree.value.root.name.toLowerCase();
    if (root !== 'configuration' && tree.value.state === 'cut') return refused('config-cut');
    if (root !== 'configuration' || !(IIS_ELEMENT.test(text) || NAMES.test(source.path))) {
      return { state: 'skipped', reason: 'config-not-iis', counts: nothing };
    }
    sink.add({
      kind: 'config',
      config: { file: source.file, path: source.path, kind: kindOf(text, source.path), ...configContent(tree.value) },
    });
    if (tree.value.state === 'sound') return { state: 'whole', reason: null, counts: nothing };
    const reason = tree.value.state === 'cut' ? 'config-cut' : 'config-damaged';
    sink.issue({ code: reason, severity: 'warning' });
    return { state: 'partial', reason, counts: nothing };
  },
};
