import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { PAGE_POLICY } from './scripts/policy.mjs';

/** Puts the content security policy into the built page. Left out in `npm run dev`: hot reload needs a web socket. */
function policy(): Plugin {
  return {
    name: 'frebscope-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const metas =
          `<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">\n    ` +
          '<meta name="referrer" content="no-referrer">';
        const withPolicy = html.replace(/<meta charset="utf-8"\s*\/?>/i, (charset) => `${charset}\n    ${metas}`);
        if (withPolicy === html)
          throw new Error('app/index.html has no <meta charset="utf-8"> to put the policy after');
        return withPolicy;
      },
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('./app', import.meta.url)),
  publicDir: fileURLToPath(new URL('./public', import.meta.url)),
  base: './',
  plugins: [react(), tailwindcss(), policy()],
  define: { __APP_VERSION__: JSON.stringify(process.env['npm_package_version'] ?? '0.0.0') },
  worker: { format: 'iife' },
  build: {
    outDir: fileURLToPath(new URL('./dist', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
});
