import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { connectEngine, prefetchWorkers } from '#core/workers/client';
import { App } from './App.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { isFramed } from './platform/framing.ts';
import { applyTestingMode } from './platform/testing-mode.ts';
import { installTrustedTypes } from './platform/trusted-types.ts';
import { INCIDENT, SINGLE_TRACES } from './samples/catalog.ts';
import { chunk, prefetchChunks } from './state/chunks.tsx';
import { EngineProvider } from './state/engine.tsx';
import { idle, track } from './state/pending.ts';
import { UiProvider } from './ui/UiProvider.tsx';
import './index.css';

if (isFramed()) document.documentElement.replaceChildren();
else start(document.getElementById('root'));

function start(root: HTMLElement | null): void {
  if (root === null) return;
  installTrustedTypes();
  applyTestingMode();
  // For end-to-end tests: resolves when no job, no question and no frame is pending.
  Object.defineProperty(window, '__frebscope', { value: { idle } });

  for (const sample of [INCIDENT, ...SINGLE_TRACES]) chunk(sample.load);
  // The worker that opens archives is started when the first one comes; its text must be here before.
  chunk(prefetchWorkers);
  const { engine } = connectEngine();
  createRoot(root).render(
    <StrictMode>
      <UiProvider>
        <ErrorBoundary where="page">
          <EngineProvider engine={engine}>
            <App />
          </EngineProvider>
        </ErrorBoundary>
      </UiProvider>
    </StrictMode>,
  );
  // After the first paint, so that it does not wait for what is not needed yet.
  requestAnimationFrame(() => setTimeout(() => void track(prefetchChunks()), 0));
}
