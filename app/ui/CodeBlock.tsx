import { Copy } from './Copy.tsx';

/** Text to paste elsewhere, with a button that copies it. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className="flex min-w-0 items-start gap-2 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
      <code className="min-w-0 grow py-1 text-xs leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap">{text}</code>
      <Copy text={text} label={label} />
    </div>
  );
}
