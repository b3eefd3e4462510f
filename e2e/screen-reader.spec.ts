import { expect, sample, test } from './support/app.ts';

test('a screen reader is led from the drop over the verdict and the pipeline to the events', async ({ app }) => {
  await app.load();
  const main = app.page.getByRole('main');
  await expect(main).toMatchAriaSnapshot(`
    - heading /502/ [level=1]
    - button "Open files"
    - button "Open folder"
    - button "Open the sample incident"
  `);
  await app.drop([sample('a')]);
  await expect(app.page.getByRole('status').filter({ hasText: /Read 1 file/ })).toHaveCount(1);
  await expect(app.verdict).toMatchAriaSnapshot(`
    - region "Verdict":
      - heading /AspNetCoreModule answered 502\\.3/ [level=2]
      - text: app-timeout
      - group "Evidence":
        - heading "Evidence" [level=3]
        - list "Evidence":
          - listitem:
            - link /Event 73/
  `);
  await expect(app.verdict.getByRole('list', { name: 'Fixes' }).getByRole('listitem').first()).toContainText('First');
  await app.page.getByRole('button', { name: 'Table' }).click();
  await app.idle();
  const pipeline = app.page.getByRole('treegrid', { name: 'Pipeline' });
  await expect(pipeline.getByRole('row', { level: 1 }).first()).toHaveAttribute('aria-expanded', 'true');
  await app.page.keyboard.press('g');
  await app.idle();
  await expect(pipeline.getByRole('row', { selected: true })).toContainText('AspNetCoreModule');
  await expect(app.events.getByRole('row', { selected: true })).toContainText('MODULE_SET_RESPONSE_ERROR_STATUS');
  await app.events.getByRole('row', { selected: true }).press('Home');
  await app.idle();
  const event = app.events.getByRole('row').filter({ hasText: 'GENERAL_REQUEST_START' }).first();
  await expect(event).toHaveAttribute('aria-rowindex', '2');
  await expect(app.events).toHaveAttribute('aria-rowcount', '125');
});
