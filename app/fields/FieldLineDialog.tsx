import { useState, type FormEvent } from 'react';
import type { FieldQuestion } from '#core/engine/questions/files';
import type { FileKey } from '#core/model/units';
import { useEngine } from '../state/engine.tsx';
import { readWithFields } from '../state/read-with-fields.ts';
import { useQuery } from '../state/useQuery.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FileText } from '../ui/FileText.tsx';
import { Loading } from '../ui/states.tsx';
import { fieldNames, matchOf } from './field-names.ts';
import { FIELD_LINE } from './field-line-words.ts';

interface FieldLineDialogProps {
  readonly file: FileKey;
  readonly path: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Asks for the `#Fields` line of a log that has none, and reads the log again by it. */
export function FieldLineDialog({ file, path, open, onClose }: FieldLineDialogProps) {
  return (
    <Dialog title={FIELD_LINE.title} open={open} onClose={onClose} wide>
      {open ? <Asking file={file} path={path} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Asking({ file, path, onClose }: Omit<FieldLineDialogProps, 'open'>) {
  const { data: question, failed } = useQuery((engine) => engine.fieldQuestion(file), 'field question', file);
  if (failed || question === null) return <p className="text-sm">{FIELD_LINE.gone}</p>;
  if (question === undefined) return <Loading />;
  return <FieldLineForm question={question} file={file} path={path} onClose={onClose} />;
}

function FieldLineForm(props: Omit<FieldLineDialogProps, 'open'> & { readonly question: FieldQuestion }) {
  const { question, file, path, onClose } = props;
  const engine = useEngine();
  const [line, setLine] = useState(question.line);
  const [refused, setRefused] = useState(false);
  const names = fieldNames(line);
  const match = matchOf(names, question.values.length);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (await readWithFields(engine, file, line)) onClose();
    else setRefused(true);
  }

  return (
    <form className="flex flex-col gap-3 text-sm" onSubmit={(event) => void onSubmit(event)}>
      <p className="text-ink-2">
        <FileText text={path} className="font-medium text-ink" /> {FIELD_LINE.why}
      </p>
      <label className="flex flex-col gap-1">
        <span className="text-xs font-medium text-ink-2">{FIELD_LINE.line}</span>
        <textarea
          value={line}
          rows={3}
          spellCheck={false}
          autoComplete="off"
          placeholder={FIELD_LINE.placeholder}
          onChange={(event) => {
            setLine(event.target.value);
            setRefused(false);
          }}
          className="w-full resize-y rounded-md border border-line-strong bg-surface px-2 py-1.5 font-mono text-xs text-ink placeholder:text-ink-3"
        />
      </label>
      {question.offers.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-2 text-xs text-ink-2">
          {FIELD_LINE.offers(question.values.length)}
          {question.offers.map((offer) => (
            <Button key={offer} size="sm" title={offer} onClick={() => setLine(offer)}>
              {FIELD_LINE.offer(offer)}
            </Button>
          ))}
        </div>
      )}
      <p role="status" className={match === 'fits' ? 'text-xs text-ink-2' : 'text-xs text-warn'}>
        {refused ? FIELD_LINE.refused : FIELD_LINE.match(match, names.length, question.values.length, question.at)}
      </p>
      <ValueTable question={question} names={names} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{FIELD_LINE.cancel}</Button>
        <Button kind="primary" type="submit" disabled={match === 'nothing'}>
          {FIELD_LINE.read}
        </Button>
      </div>
    </form>
  );
}

/** What each value of the first row would be: the eye sees at once when a line is off by one. */
function ValueTable({ question, names }: { readonly question: FieldQuestion; readonly names: readonly string[] }) {
  const length = Math.max(names.length, question.values.length);
  return (
    <div className="scroll-thin max-h-64 overflow-auto rounded-md border border-line" tabIndex={-1}>
      <table className="w-full text-left text-xs">
        <caption className="sr-only">{FIELD_LINE.table(question.at)}</caption>
        <thead className="sticky top-0 bg-sunken text-ink-2">
          <tr>
            <th className="px-2 py-1 font-medium">{FIELD_LINE.field}</th>
            <th className="px-2 py-1 font-medium">{FIELD_LINE.value(question.at)}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length }, (_, ix) => (
            <tr key={ix} className="border-t border-line align-top">
              <td className="w-48 px-2 py-0.5 font-mono">
                {names[ix] ?? <span className="text-warn">{FIELD_LINE.noField}</span>}
              </td>
              <td className="px-2 py-0.5">
                {question.values[ix] === undefined ? (
                  <span className="text-warn">{FIELD_LINE.noValue}</span>
                ) : (
                  <FileText text={question.values[ix]} mono limit={120} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
