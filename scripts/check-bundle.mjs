// Looks into the built page for what must not be there: addresses outside a short list, ways from text to markup or code.
import { readFileSync } from 'node:fs';
import { listFiles } from './list-files.mjs';

/** Namespaces, and pages that our own tables link to. */
const ADDRESSES = [
  /^https?:\/\/www\.w3\.org\//,
  /^http:\/\/schemas\.microsoft\.com\//,
  /^https:\/\/(learn|devblogs)\.microsoft\.com\//,
  /^https:\/\/github\.com\//,
  /^https:\/\/port135\.com\//, // a source of our own tables
  /^https:\/\/(react\.dev|reactjs\.org|base-ui\.com|redux\.js\.org|redux-toolkit\.js\.org|bit\.ly|mui\.com)\//,
  /^https:\/\/developer\.mozilla\.org\//, // words of a message inside the drop zone library
  /^http:\/\/localhost\//, // base of relative addresses, never asked
];
/** Known places in libraries; each with the reason why it cannot run here. */
const CODE = [/\beval\(/, /\bnew Function\(/, /\.outerHTML\s*=/, /insertAdjacentHTML\(/, /document\.write\(/];

const problems = [];
for (const file of listFiles('dist')) {
  if (!/\.(js|css|html)$/.test(file)) continue;
  if (/\/sample/.test(file)) continue; // text of traces: addresses in it are data
  const text = readFileSync(file, 'utf8');
  for (const [address] of text.matchAll(/https?:\/\/[a-z0-9.-]+\/[^\s"'`<>\\)]*/gi)) {
    if (!ADDRESSES.some((allowed) => allowed.test(address))) problems.push(`${file}: address ${address.slice(0, 80)}`);
  }
  for (const pattern of CODE) {
    if (pattern.test(text)) problems.push(`${file}: ${pattern.source}`);
  }
}
if (problems.length > 0) {
  console.error([...new Set(problems)].join('\n'));
  process.exit(1);
}
console.log('bundle holds no foreign address and no way from text to code');
