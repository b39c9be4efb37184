/** Lines that are no commands: output of ipvsadm, lines of files, sentences. */
import { readExportLine, readMountLine, readSettingLine } from '../files/lines.ts';
import type { Told } from '../told.types.ts';

const listing =
  /^(?:IP Virtual Server version|Prot\s+LocalAddress|->\s+RemoteAddress|->\s+\S+\s+(?:Masq|Route|Tunnel|Local)\b|(?:TCP|UDP|SCTP|FWM)\s+\S+\s+[a-z]+\b|IPVS connection entries|pro expire state)/;

/** A line of text around the commands. */
export const textTold: Told = { kind: 'unread', words: ['Reads like text, not like a command.'] };

/** A line that cannot be read. */
export const unread = (reason: string): Told => ({
  kind: 'unread',
  words: [`lvsh cannot read this line: ${reason}.`],
});

/** What a line says that is no command; undefined where it may be one. */
export const readOutside = (line: string): Told | undefined =>
  listing.test(line)
    ? { kind: 'unread', words: ['Output of ipvsadm.'] }
    : (readSettingLine(line) ?? readExportLine(line) ?? readMountLine(line));
