import type { AuthGuide } from '#core/model/guides';
import type { TraceKey } from '#core/model/units';
import { FileText } from '../../../ui/FileText.tsx';
import { Empty } from '../../../ui/states.tsx';
import { CodeLink, EventLink, GuidePart, GuideTable } from './parts.tsx';
import { AUTH_OUTCOMES, GUIDES } from './words.ts';

/** Which schemes were tried, who the user is, and what was answered. */
export function AuthenticationGuide({ trace, guide }: { readonly trace: TraceKey; readonly guide: AuthGuide }) {
  const { attempts, users, sent, offered, statuses } = guide;
  if (attempts.length === 0 && users.length === 0 && statuses.length === 0)
    return <Empty title={GUIDES.noAuthentication} />;
  const user = users.at(-1);
  return (
    <div className="flex flex-col gap-4 overflow-y-auto pt-3 pb-2">
      <dl className="grid grid-cols-[12rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm max-sm:grid-cols-1">
        <dt className="text-ink-3">{GUIDES.user}</dt>
        <dd>
          {user === undefined ? (
            GUIDES.noUser
          ) : (
            <>
              {user.name === '' ? GUIDES.anonymous : <FileText text={user.name} />}
              {user.authType === '' ? '' : ' · '}
              <FileText text={user.authType} /> <EventLink trace={trace} event={user.event} />
            </>
          )}
        </dd>
        <dt className="text-ink-3">{GUIDES.sent}</dt>
        <dd>{sent === '' ? GUIDES.sentNone : GUIDES.sentScheme(sent)}</dd>
        {offered.length === 0 ? null : (
          <>
            <dt className="text-ink-3">{GUIDES.offered}</dt>
            <dd>{offered.join(', ')}</dd>
          </>
        )}
      </dl>
      {attempts.length === 0 ? null : (
        <GuidePart title={GUIDES.attempts}>
          <GuideTable
            columns={[GUIDES.scheme, GUIDES.module, GUIDES.outcome, GUIDES.details, GUIDES.event]}
            widths={['w-[17%]', 'w-[26%]', 'w-[22%]', '', 'w-16']}
            rows={attempts.map((attempt) => ({
              key: String(attempt.event),
              cells: [
                attempt.scheme,
                <FileText key="module" text={attempt.module} clip />,
                <span key="outcome">
                  {AUTH_OUTCOMES[attempt.outcome]} <CodeLink code={attempt.code} />
                </span>,
                <span key="details" className="text-ink-2">
                  <FileText
                    text={attempt.details.map(({ name, value }) => `${name}: ${value}`).join(', ')}
                    limit={600}
                  />
                </span>,
                <EventLink key="event" trace={trace} event={attempt.decided} />,
              ],
            }))}
          />
        </GuidePart>
      )}
      {statuses.length === 0 ? null : (
        <GuidePart title={GUIDES.statuses}>
          <GuideTable
            columns={[GUIDES.status, GUIDES.module, GUIDES.reason, GUIDES.code, GUIDES.event]}
            widths={['w-[14%]', 'w-[26%]', '', 'w-[20%]', 'w-16']}
            rows={statuses.map((status) => ({
              key: String(status.event),
              cells: [
                status.status,
                <FileText key="module" text={status.module} clip />,
                <FileText key="reason" text={status.reason} />,
                <CodeLink key="code" code={status.code} />,
                <EventLink key="event" trace={trace} event={status.event} />,
              ],
            }))}
          />
        </GuidePart>
      )}
    </div>
  );
}
