import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { go } from '../route/useRoute.ts';
import { useEngine } from '../state/engine.tsx';
import { setFilter } from '../state/session.ts';
import { useQuery } from '../state/useQuery.ts';
import { COMMANDS } from '../text/commands.ts';
import { FileText } from '../ui/FileText.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { paletteItems, type PaletteGroup, type PaletteItem } from './palette-items.ts';

const MOST_REQUESTS = 8;

/** Finds commands, requests, codes and modules by typing. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const engine = useEngine();
  const [text, setText] = useState('');
  // A quoted text is looked for as it stands, whatever the filter language would make of it.
  const filter = text.trim() === '' ? '' : `"${text.trim().replaceAll('"', '')}"`;
  const { data } = useQuery(
    (source) => source.requests({ filter, sort: null, from: 0, count: MOST_REQUESTS }),
    filter,
    'palette',
  );
  const groups = useMemo(() => paletteItems(text, filter === '' ? [] : (data?.rows ?? [])), [text, filter, data]);

  function choose({ action }: PaletteItem) {
    onClose();
    if (action.kind === 'command') action.command.run(engine);
    else if (action.kind === 'trace') go({ page: 'trace', key: action.row.key });
    else if (action.kind === 'code') go({ page: 'codes', key: action.key });
    else {
      setFilter('requests', `module:${action.name}`);
      go({ page: 'requests' });
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={COMMANDS.title}
          className="fixed top-[8vh] left-1/2 z-50 flex max-h-[76vh] w-[calc(100vw-24px)] max-w-2xl -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-pop"
        >
          <Autocomplete.Root
            inline
            open
            items={groups}
            mode="none"
            autoHighlight="always"
            keepHighlight
            value={text}
            onValueChange={(next) => setText(next)}
            itemToStringValue={(item: PaletteItem) => item.label}
          >
            <div className="flex items-center gap-2 border-b border-line px-3">
              <Search size={16} aria-hidden className="shrink-0 text-ink-3" />
              <Autocomplete.Input
                aria-label={COMMANDS.title}
                placeholder={COMMANDS.placeholder}
                spellCheck={false}
                autoComplete="off"
                className="h-11 min-w-0 grow bg-transparent text-base outline-none placeholder:text-ink-3"
              />
              <Kbd keys="Esc" />
            </div>
            <Autocomplete.Empty className="empty:hidden">
              <p className="px-4 py-8 text-center text-sm text-ink-2">{COMMANDS.nothing}</p>
            </Autocomplete.Empty>
            <Autocomplete.List className="scroll-thin min-h-0 overflow-y-auto p-1 empty:hidden">
              {(group: PaletteGroup) => (
                <Autocomplete.Group key={group.label} items={group.items} className="pb-1">
                  <Autocomplete.GroupLabel className="px-2 py-1 text-xs font-medium text-ink-3">
                    {group.label}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: PaletteItem) => (
                      <Autocomplete.Item
                        key={item.id}
                        value={item}
                        onClick={() => choose(item)}
                        className="flex min-h-8 cursor-default items-center gap-3 rounded-sm px-2 py-1 text-sm outline-none select-none data-[highlighted]:bg-accent-soft"
                      >
                        <FileText
                          text={item.label}
                          className="max-w-[60%] min-w-20 shrink-0 truncate [overflow-wrap:normal]"
                        />
                        <FileText text={item.detail} clip className="min-w-0 grow text-xs text-ink-3" />
                        {item.keys === '' ? null : <Kbd keys={item.keys} />}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
