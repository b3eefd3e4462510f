import { useState, type ReactElement } from 'react';
import { CLOCKS, setPrefs, usePrefs, type Prefs } from '../state/prefs.ts';
import { SHELL } from '../text/shell.ts';
import { formatZone } from '../text/times.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/Menu.tsx';

/** Which clock all times are shown in. */
export function ZoneMenu({ trigger }: { readonly trigger: ReactElement<Record<string, unknown>> }) {
  const { zone, clock, serverOffset } = usePrefs();
  const [asking, setAsking] = useState(false);
  const options: readonly { readonly value: Prefs['zone']; readonly label: string }[] = [
    { value: 'utc', label: SHELL.zones.utc },
    { value: 'browser', label: formatZone({ kind: 'browser' }) },
    { value: 'server', label: formatZone({ kind: 'server', offset: serverOffset }) },
  ];
  return (
    <>
      <Menu trigger={trigger}>
        <MenuChoice label={SHELL.zone} value={zone} options={options} onChange={(next) => setPrefs({ zone: next })} />
        <MenuSeparator />
        <MenuChoice
          label={SHELL.clock}
          value={clock}
          options={CLOCKS.map((value) => ({ value, label: SHELL.clocks[value] }))}
          onChange={(next) => setPrefs({ clock: next })}
        />
        <MenuSeparator />
        <MenuItem label={`${SHELL.serverOffset}…`} onSelect={() => setAsking(true)} />
      </Menu>
      <Dialog title={SHELL.serverOffset} open={asking} onClose={() => setAsking(false)}>
        <OffsetForm offset={serverOffset} onDone={() => setAsking(false)} />
      </Dialog>
    </>
  );
}

/** Offsets in use, in minutes: whole hours and the few halves and quarters. */
const OFFSETS: readonly number[] = [
  ...Array.from({ length: 27 }, (_, ix) => (ix - 12) * 60),
  -570,
  -210,
  210,
  270,
  330,
  345,
  390,
  525,
  570,
  630,
  765,
].sort((a, b) => a - b);

function OffsetForm({ offset, onDone }: { readonly offset: number; readonly onDone: () => void }) {
  const [chosen, setChosen] = useState(offset);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setPrefs({ zone: 'server', serverOffset: chosen });
        onDone();
      }}
    >
      <label className="flex flex-col gap-1 text-sm text-ink-2">
        {SHELL.serverOffset}
        <select
          value={chosen}
          className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink"
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {OFFSETS.map((minutes) => (
            <option key={minutes} value={minutes}>
              {formatZone({ kind: 'server', offset: minutes }).replace(' (server)', '')}
            </option>
          ))}
        </select>
      </label>
      <div className="flex justify-end">
        <Button type="submit" kind="primary">
          {SHELL.showServerTime}
        </Button>
      </div>
    </form>
  );
}
