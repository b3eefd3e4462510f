import { parseInstant } from '../../base/time.ts';
import type { EventField } from '../../model/events.ts';
import type { EventLogRecord } from '../../model/sidefiles.ts';
import { epochMs } from '../../model/units.ts';
import { type XmlNode, attributeOf, childOf, childrenOf, readXmlTree } from '../xml/tree.ts';

/** A record without the file it stands in. */
export type RecordContent = Omit<EventLogRecord, 'file' | 'line'>;

/** Windows keeps no longer ones; a forged one must not fill the memory. */
const MESSAGE_KEPT = 65_536;

/** App Service writes the classic type: 1 error, 2 warning, 4 information, 8 and 16 audits. */
const CLASSIC_LEVELS: ReadonlyMap<number, number> = new Map([
  [1, 2],
  [2, 3],
  [4, 4],
  [8, 4],
  [16, 4],
]);

/** Reads one `<Event>` element; null when it is damaged or has no event id. */
export function recordOf(text: string): RecordContent | null {
  const tree = readXmlTree(text);
  if (!tree.ok || tree.value.state !== 'sound') return null;
  const event = tree.value.root;
  const system = childOf(event, 'System');
  const id = childOf(system, 'EventID')?.text.trim() ?? '';
  if (!/^\d{1,10}$/.test(id)) return null;
  const provider = attributeOf(childOf(system, 'Provider'), 'Name') ?? '';
  const data = dataOf(event);
  const level = Number(childOf(system, 'Level')?.text.trim() || '0');
  // Only App Service leaves the version out; a namespace may stand on the root alone.
  const isAppService = attributeOf(event, 'xmlns') === null && childOf(system, 'Version') === null;
  const time = parseInstant(attributeOf(childOf(system, 'TimeCreated'), 'SystemTime') ?? '');
  const rendered = childOf(childOf(event, 'RenderingInfo'), 'Message')?.text ?? '';
  return {
    time: time === null ? null : epochMs(time),
    provider,
    eventId: Number(id),
    level:
      Number.isInteger(level) && level >= 0 && level < 256 ? (isAppService && CLASSIC_LEVELS.get(level)) || level : 0,
    channel: childOf(system, 'Channel')?.text.trim() ?? '',
    computer: childOf(system, 'Computer')?.text.trim() ?? '',
    processId: processOf(
      provider,
      Number(id),
      rendered === '' ? data : [...data, { name: '', value: rendered }],
      attributeOf(childOf(system, 'Execution'), 'ProcessID'),
    ),
    message: clean(rendered.trim() === '' ? data.map((field) => field.value).join('\n') : rendered),
    data,
  };
}

function clean(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trimEnd().slice(0, MESSAGE_KEPT);
}

/** Data of EventData, or the leaves of UserData where a provider has a schema of its own. */
function dataOf(event: XmlNode): readonly EventField[] {
  const eventData = childOf(event, 'EventData');
  if (eventData !== null) {
    return childrenOf(eventData, 'Data').map((data) => ({
      name: attributeOf(data, 'Name') ?? '',
      value: clean(data.text),
    }));
  }
  const userData = childOf(event, 'UserData');
  return userData === null ? [] : leaves(userData);
}

function leaves(node: XmlNode): readonly EventField[] {
  return node.children.flatMap((child) =>
    child.children.length === 0 ? [{ name: child.name, value: clean(child.text) }] : leaves(child),
  );
}

/**
 * The process that a record speaks of: ANCM names the worker process in its second value; a crash report of
 * `Application Error` is written by another process and names the one that crashed; else the writer, where given.
 */
function processOf(provider: string, id: number, data: readonly EventField[], writer: string | null): number | null {
  // WAS writes of worker processes and is none.
  if (/^(?:Microsoft-Windows-)?WAS$/i.test(provider)) return workerOf(data);
  for (const field of data) {
    const named = /^Process Id: (\d{1,10})\.?$/.exec(field.value.trim());
    if (named) return Number(named[1]);
  }
  if (provider === 'Application Error' && id === 1000) {
    const crashed = data.find((field) => field.name === 'ProcessId') ?? data[8];
    const hex = /^(?:0x)?([0-9a-f]{1,8})$/i.exec(crashed?.value.trim() ?? '')?.[1];
    if (hex !== undefined) return Number.parseInt(hex, 16);
  }
  const given = Number(writer ?? '0');
  return Number.isSafeInteger(given) && given > 0 ? given : null;
}

/** A number among the values of WAS, in `ProcessID` or in a sentence. */
function workerOf(data: readonly EventField[]): number | null {
  for (const { name, value } of data) {
    const digits = /^ProcessID$/i.test(name)
      ? /^\d{1,10}$/.exec(value.trim())?.[0]
      : /process id (?:of|was) '(\d{1,10})'/i.exec(value)?.[1];
    if (digits !== undefined) return Number(digits);
  }
  return null;
}
