import { FIELD_SETS, writtenLog } from '#core/testing/joins/logged';
import { Random } from '#core/testing/joins/random';
import { tracedText } from '#core/testing/joins/traced';
import { failedCall, PEOPLE, traffic } from '#core/testing/joins/traffic';
import { expect, test, type DroppedFile } from './support/app.ts';

const random = new Random(4);
const requests = traffic(random, 10, 6, (at) => failedCall(random, at, PEOPLE));
const file = (name: string, text: string): DroppedFile => ({ name, content: Buffer.from(text, 'utf8') });

test('the clock of a log that differs from the traces is put right, said, and can be set', async ({ app }) => {
  const traces = requests
    .filter((_, ix) => ix % 4 === 0)
    .map((request, ix) => file(`fr${ix}.xml`, tracedText(request, ix)));
  const log = writtenLog('u_ex260312.log', requests, { fields: FIELD_SETS.client, clockMs: -3200 });
  await app.load();
  await app.drop([...traces, file(log.path, log.text)]);
  await app.goto('#/log?v=1');
  const notes = app.page.getByRole('list', { name: 'Notes on the logs' });
  // A row tells its end to the second, so the shift is known to a part of one.
  await expect(notes).toContainText(/the clock is 3\.[1-3] s behind that of the traces, 15 traces agree/);
  await expect(notes).toContainText(`${requests.length - traces.length} failing rows have no trace`);
  const seconds = notes.getByLabel('Seconds added');
  await expect(seconds).toHaveValue(/^3\.[1-3]$/);
  await seconds.fill('0');
  await seconds.press('Enter');
  await app.idle();
  await expect(notes).toContainText('times are shown as they are written, as you set it');
  await seconds.fill('3.2');
  await notes.getByRole('button', { name: 'Set' }).click();
  await app.idle();
  await expect(notes).toContainText('times are shown 3.2 s later than written, as you set it');
  await expect(notes).toContainText(`${requests.length - traces.length} failing rows have no trace`);
});
