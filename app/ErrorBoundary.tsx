import { Component, type ReactNode } from 'react';
import { SHELL } from './text/shell.ts';
import { Button } from './ui/Button.tsx';
import { Copy } from './ui/Copy.tsx';
import { Failed } from './ui/states.tsx';

interface ErrorBoundaryProps {
  /** Where in the page this stands, for the details; never text of a file. */
  readonly where: string;
  readonly children: ReactNode;
}

/** Keeps a broken view from taking the page with it. Shows no trace of the error: it could quote a file. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: string | null }> {
  override state: { readonly broken: string | null } = { broken: null };

  static getDerivedStateFromError(error: unknown) {
    return { broken: error instanceof Error ? error.name : 'unknown' };
  }

  override render() {
    const { broken } = this.state;
    if (broken === null) return this.props.children;
    const details = `frebscope ${__APP_VERSION__}; view ${this.props.where}; ${broken}; ${navigator.userAgent}`;
    return (
      <Failed title={SHELL.broken}>
        <p>{SHELL.brokenDetail}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button kind="primary" onClick={() => this.setState({ broken: null })}>
            {SHELL.tryAgain}
          </Button>
          <Copy text={details} label={SHELL.copyDetails} words size="md" />
        </div>
      </Failed>
    );
  }
}
