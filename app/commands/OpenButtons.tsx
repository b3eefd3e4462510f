import { FileUp, FolderOpen } from 'lucide-react';
import { useId, type ChangeEvent, type ReactNode } from 'react';
import { filesOfInput } from '../platform/picked-files.ts';
import { usePage } from '../route/useRoute.ts';
import { useEngine } from '../state/engine.tsx';
import { openPicked } from '../state/open-files.ts';
import { SHELL } from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import { buttonClass, type ButtonKind, type ButtonSize } from '../ui/button-class.ts';
import { pickFiles, pickFolder } from './pick.ts';

interface OpenButtonsProps {
  readonly size?: ButtonSize;
  /** Icons alone where room is short. */
  readonly brief?: boolean;
}

/**
 * `Open files` and `Open folder`: file inputs that look like buttons. There is one pair per page, in the header or on the
 * start page; elsewhere on a page these are plain buttons that use that pair.
 */
export function OpenButtons({ size = 'md', brief = false }: OpenButtonsProps) {
  const page = usePage();
  if (!brief && page !== '') {
    return (
      <>
        <Button kind="primary" size={size} onClick={pickFiles}>
          <FileUp size={16} aria-hidden />
          {SHELL.chooseFiles}
        </Button>
        <Button size={size} onClick={pickFolder}>
          <FolderOpen size={16} aria-hidden />
          {SHELL.chooseFolder}
        </Button>
      </>
    );
  }
  const words = brief ? 'max-lg:sr-only' : '';
  const room = brief ? 'max-lg:px-2' : '';
  return (
    <>
      <FileInput kind={brief ? 'plain' : 'primary'} size={size} className={room} name={SHELL.openFiles}>
        <FileUp size={16} aria-hidden />
        <span className={words}>{SHELL.openFiles}</span>
      </FileInput>
      <FileInput kind="plain" size={size} className={room} name={SHELL.openFolder} folder>
        <FolderOpen size={16} aria-hidden />
        <span className={words}>{SHELL.openFolder}</span>
      </FileInput>
    </>
  );
}

interface FileInputProps {
  readonly name: string;
  readonly folder?: boolean;
  readonly kind: ButtonKind;
  readonly size: ButtonSize;
  readonly className: string;
  readonly children: ReactNode;
}

function FileInput({ name, folder = false, kind, size, className, children }: FileInputProps) {
  const engine = useEngine();
  const id = useId();

  function onChange(event: ChangeEvent<HTMLInputElement>) {
    const input = event.currentTarget;
    const picked = filesOfInput(input);
    // The same file picked again must be a change again.
    input.value = '';
    void openPicked(engine, picked);
  }

  return (
    <label
      htmlFor={id}
      title={name}
      className={`${buttonClass(kind, size)} ${className} cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent`}
    >
      <span aria-hidden className="contents">
        {children}
      </span>
      <input
        id={id}
        type="file"
        multiple
        aria-label={name}
        className="sr-only"
        data-open={folder ? 'folder' : 'files'}
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={onChange}
      />
    </label>
  );
}
