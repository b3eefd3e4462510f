import type { FieldReader } from '../../analysis/fields.ts';
import { eventDetail } from '../../formats/freb/detail.ts';
import type { TraceKey } from '../../model/units.ts';
import type { StoredTrace } from '../../store/traces.ts';
import type { EventPage, EventsApi } from '../questions/events.ts';
import { eventHints, eventRow, nextErrorEvent, selectEvents } from './event-rows.ts';
import { eventView } from './event-view.ts';
import { fieldReader } from './field-reader.ts';
import type { EngineWorkspace } from '../workspace.ts';

export function eventsApi(workspace: EngineWorkspace): EventsApi {
  const { traces } = workspace;
  return {
    async events(key, { filter, from, count }) {
      const opened = await open(workspace, key);
      if (opened === null) return null;
      const { stored, bytes, fields } = opened;
      const revision = workspace.revision.number;
      const selected = await selectEvents(stored, bytes, filter);
      if (!selected.ok) return { revision, from, total: 0, rows: [], error: selected.error };
      const rows = [...selected.value.subarray(from, from + count)].map((ix) => eventRow(stored, fields, ix));
      const page: EventPage = { revision, from, total: selected.value.length, rows, error: null };
      return page;
    },
    async eventHints(key) {
      const opened = await open(workspace, key);
      return opened === null ? [] : eventHints(opened.stored, opened.bytes);
    },
    async eventPosition(key, filter, event) {
      const opened = await open(workspace, key);
      if (opened === null) return -1;
      const selected = await selectEvents(opened.stored, opened.bytes, filter);
      return selected.ok ? selected.value.indexOf(event) : -1;
    },
    async nextError(key, event, step) {
      const stored = traces.get(key);
      return stored === null ? null : nextErrorEvent(stored, event, step);
    },
    async event(key, event) {
      const opened = await open(workspace, key);
      if (opened === null || event < 0 || event >= opened.stored.trace.events.length) return null;
      const { stored, bytes, fields } = opened;
      return eventView(stored, bytes, fields, eventDetail(stored.trace.events, bytes, event), event);
    },
  };
}

interface OpenedTrace {
  readonly stored: StoredTrace;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fields: FieldReader;
}

async function open(workspace: EngineWorkspace, key: TraceKey): Promise<OpenedTrace | null> {
  const stored = workspace.traces.get(key);
  if (stored === null) return null;
  const bytes = await workspace.bytesOf(stored);
  return { stored, bytes, fields: fieldReader(stored.trace.events, bytes) };
}
