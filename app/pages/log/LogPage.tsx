import type { FieldlessLog } from '#core/engine/questions/files';
import type { DamagedLog, LogOverview } from '#core/engine/questions/logs';
import type { Place } from '../../route/url.ts';
import { go } from '../../route/useRoute.ts';
import { useQuery } from '../../state/useQuery.ts';
import { formatCount } from '../../text/numbers.ts';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { Tabs, type TabItem } from '../../ui/Tabs.tsx';
import { DamagedTab } from './DamagedTab.tsx';
import { HttpErrTab } from './HttpErrTab.tsx';
import { LogNotes } from './LogNotes.tsx';
import { OtherLog } from './OtherLog.tsx';
import { RequestLogs } from './RequestLogs.tsx';
import { LOG } from './words.ts';

/** Everything the open logs hold. The key and line of the address name a row; its range is one of time. */
export function LogPage({ place }: { readonly place: Place }) {
  const { data: overview, failed } = useQuery((engine) => engine.logOverview(), 'log overview');
  const { data: damaged = NONE } = useQuery((engine) => engine.damagedLogs(), 'damaged logs');
  const { data: fieldless = NO_LOGS } = useQuery((engine) => engine.fieldlessLogs(), 'fieldless logs');
  if (failed) return <Failed title={LOG.failed}>{LOG.failedDetail}</Failed>;
  if (overview === undefined) return <Loading />;
  const { rows, httpErrRows } = overview;
  if (rows === 0 && httpErrRows === 0 && damaged.length === 0 && fieldless.length === 0)
    return (
      <Empty title={place.key === '' ? LOG.none : LOG.otherLog} page>
        {place.key === '' ? LOG.noneDetail : LOG.otherLogDetail(place.params.line)}
      </Empty>
    );
  const items = tabItems(overview, damaged, place);
  const tab = items.find(({ id }) => id === place.params.tab)?.id ?? items[0]?.id ?? '';
  return (
    <div className="flex min-h-[36rem] grow flex-col">
      <h1 className="sr-only">{LOG.title}</h1>
      {place.key === '' || tab === 'httperr' || overview.logs.some(({ file }) => file === place.key) ? null : (
        <OtherLog line={place.params.line} />
      )}
      <LogNotes overview={overview} damaged={damaged} fieldless={fieldless} />
      <Tabs
        label={LOG.tabs}
        value={tab}
        // A row and an order belong to the list they were chosen in; the range of time is that of all lists.
        onChange={(id) => {
          const { from, to } = place.params;
          go({ page: 'log', params: { from, to, tab: id === 'rows' ? null : id } });
        }}
        items={items}
      />
    </div>
  );
}

const NONE: readonly DamagedLog[] = [];
const NO_LOGS: readonly FieldlessLog[] = [];

function tabItems(overview: LogOverview, damaged: readonly DamagedLog[], place: Place): readonly TabItem[] {
  const { rows, httpErrRows } = overview;
  const damagedRows = damaged.reduce((sum, { count }) => sum + count, 0);
  const items: TabItem[] = [];
  if (rows > 0)
    items.push(
      {
        id: 'rows',
        label: LOG.rows,
        note: formatCount(rows),
        panel: <RequestLogs overview={overview} place={place} view="rows" />,
      },
      { id: 'groups', label: LOG.groups, panel: <RequestLogs overview={overview} place={place} view="groups" /> },
    );
  items.push({
    id: 'httperr',
    label: LOG.httpErr,
    note: formatCount(httpErrRows),
    panel: <HttpErrTab place={place} />,
  });
  if (damagedRows > 0)
    items.push({
      id: 'damaged',
      label: LOG.damaged,
      note: formatCount(damagedRows),
      panel: <DamagedTab logs={damaged} />,
    });
  return items;
}
