/** One key or chord, for example `Ctrl K`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 text-xs text-ink-2">
      {keys}
    </kbd>
  );
}
