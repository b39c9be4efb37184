/** Sets variables in files of shell assignments (/etc/default/ipvsadm). */

/** Whether a value means itself to a shell, whatever it stands in. (A name of an interface may hold quotes and dollars.) */
export const plainWord = (value: string): boolean => /^[\w.@:-]+$/.test(value);

/**
 * The text with `NAME="value"`: where it is set already its last assignment is replaced and what follows on the line
 * stays; where it stands only in a comment, or nowhere, a line is added. A shell reads this file as root: the value must
 * be a `plainWord`.
 */
export const withSetting = (text: string, name: string, value: string): string => {
  const lines = text.split('\n');
  const pattern = new RegExp(`^([ \\t]*(?:export[ \\t]+)?${name}=)(?:"[^"]*"|'[^']*'|[^\\s;#]*)`);
  const at = lines.findLastIndex(line => pattern.test(line));
  if (at >= 0) {
    lines[at] = (lines[at] ?? '').replace(pattern, (_, before: string) => `${before}"${value}"`);
    return lines.join('\n');
  }
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${name}="${value}"\n`;
};
