/** Whether a text could still become right when more is typed: what is only begun is no fault. */

const ipv4Begun = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){0,3}\.?$/.test(text) &&
  text.split('.').length <= 4 &&
  text.split('.').every(part => part === '' || Number(part) < 256);

const ipv6Begun = (text: string): boolean =>
  /^[0-9a-f:.]*$/i.test(text) &&
  text.split('::').length <= 2 &&
  text.split(':').every(part => part.includes('.') || part.length <= 4) &&
  (text.includes(':') || /^[0-9a-f]{1,4}$/i.test(text));

const portBegun = (text: string): boolean => /^[a-z0-9-]*$/i.test(text) && !(Number(text) > 65_535);

/** Whether an address, with or without a port, is begun. */
export const addressBegun = (text: string): boolean => {
  const bracketed = /^\[([^\]]*)(?:\](?::(.*))?)?$/.exec(text);
  if (bracketed !== null) return ipv6Begun(bracketed[1] ?? '') && portBegun(bracketed[2] ?? '');
  if (ipv4Begun(text) || ipv6Begun(text)) return true;
  const port = /^(\d{1,3}(?:\.\d{1,3}){3}):(.*)$/.exec(text);
  return port !== null && ipv4Begun(port[1] ?? '') && portBegun(port[2] ?? '');
};

/** Whether the name of a port is begun. */
export const portNameBegun = (text: string): boolean => /^[a-z][a-z0-9-]*$/i.test(text);
