/** Ports as a person types them. */
import { shown } from '../../explain/say.ts';
import { smallNames } from '../../ipvsadm/names.ts';
import type { Protocol } from '../../model/service.ts';
import { type Read, read, refuse } from './read.types.ts';

/** Reads a port 1..65535, in decimal without leading zeros. */
export const readPort = (text: string, protocol: Protocol = 'tcp'): Read<number> => {
  if (!/^\d+$/.test(text)) {
    const named = smallNames.port(text.toLowerCase(), protocol);
    return named === undefined
      ? refuse(text === '' ? 'The port is missing after the colon' : `${shown(text)} is no port`)
      : refuse(`${shown(text)} is the name of a port: give its number`, String(named));
  }
  const port = Number(text);
  if (port === 0)
    return refuse('Port 0 would mean every port, which only a persistent service can have: give one port');
  if (port > 65_535) return refuse(`${shown(text)} is no port: the largest is 65535`);
  return text.startsWith('0')
    ? refuse(`${shown(text)} has leading zeros: write ${port}`, String(port))
    : read(port);
};
