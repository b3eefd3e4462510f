/** Words of the box for pasted text. */
export const PASTE = {
  button: 'Paste text',
  title: 'Open copied text',
  box: 'Paste text',
  about:
    'Rows of the compact view of freb.xsl, a table from an issue, the XML of a trace, or lines of a log. What the text does not hold is listed, never guessed.',
  placeholder: '93. | MODULE_SET_RESPONSE_ERROR_STATUS | ModuleName="…", HttpStatus="502", … | 21:08:55.104',
  read: 'Read the text',
  cancel: 'Cancel',
} as const;
