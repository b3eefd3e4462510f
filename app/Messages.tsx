import { Info, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { formatPlace } from './route/url.ts';
import { dismiss, useSession, type Message } from './state/session.ts';
import { WORDS } from './text/words.ts';
import { cx } from './ui/class-names.ts';

const PLAIN_MS = 6_000;
const WARN_MS = 15_000;

/** The status region: what the page has to say, read out as it appears. */
export function Messages() {
  const messages = useSession((session) => session.messages);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed print:hidden bottom-3 left-3 z-50 flex max-w-[min(28rem,calc(100vw-24px))] flex-col gap-2"
    >
      {messages.map((message) => (
        <MessageCard key={message.id} message={message} />
      ))}
    </div>
  );
}

function MessageCard({ message }: { readonly message: Message }) {
  const { id, tone, text, link } = message;
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), tone === 'warn' ? WARN_MS : PLAIN_MS);
    return () => clearTimeout(timer);
  }, [id, tone]);
  const Icon = tone === 'warn' ? TriangleAlert : Info;
  return (
    <div
      className={cx(
        'pointer-events-auto flex items-start gap-2 rounded-md border bg-surface py-2 pr-1.5 pl-3 text-sm shadow-pop',
        tone === 'warn' ? 'border-warn-line' : 'border-line',
      )}
    >
      <Icon size={16} aria-hidden className={cx('mt-0.5 shrink-0', tone === 'warn' ? 'text-warn' : 'text-ink-3')} />
      <p className="min-w-0 grow">
        {text}{' '}
        {link === null ? null : (
          <a href={formatPlace(link.place)} className="whitespace-nowrap" onClick={() => dismiss(id)}>
            {link.label}
          </a>
        )}
      </p>
      <button
        type="button"
        aria-label={WORDS.dismiss}
        className="rounded-sm p-0.5 text-ink-3 hover:bg-sunken hover:text-ink"
        onClick={() => dismiss(id)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
