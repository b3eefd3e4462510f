// Before `npm test`: the locked packages, then a browser.
await import('./install.mjs');
const { ensureBrowser } = await import('./browser.mjs');
try {
  console.log(`browser for the tests: ${await ensureBrowser()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
