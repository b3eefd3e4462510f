import { ExternalLink } from 'lucide-react';

/** A link to public documentation out of our own tables. Anything but `https:` is shown as text. */
export function HelpLink({ text, url }: { readonly text: string; readonly url: string }) {
  if (!url.startsWith('https://')) return <span className="text-ink-2">{text}</span>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
      <ExternalLink size={11} aria-hidden className="ml-1 inline-block align-[-1px]" />
    </a>
  );
}
