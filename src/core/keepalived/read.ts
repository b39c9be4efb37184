/**
 * Reads the virtual servers of a keepalived.conf as the table that keepalived makes of them. All of it is held against
 * keepalived 2.2.7 on a real kernel (test/kernel/keepalived.test.ts); what was not to be expected, each told where it is done:
 *
 * - no protocol is UDP; no scheduler is wlc, no method NAT, no weight 1, no time of persistence 360 s (services.ts);
 * - lines count in their order: a flag must come after its scheduler, lvs_method of the service before its servers, if
 *   it is to decide whether their family fits (virtual-server.ts, virtual-server-rows.ts);
 * - ports of servers: that of the service but for NAT; none with NAT in a group is 0 (servers.ts);
 * - a group's services have no mask; a range that leaves the last number of its address never ends (services.ts, group.ts);
 * - a number may have letters behind it, names of hosts and ports are nothing (numbers.ts, addresses.ts);
 * - a second block for one service adds its servers, nothing else (table.ts);
 * - a keyword without its value, and keepalived does not start at all (rows.ts);
 * - a `{` where none belongs is passed over, and its `}` ends the block around it (blocks.ts).
 */
import { Pieces, skipBlock } from './blocks.ts';
import type { Group, VirtualServer } from './config.types.ts';
import { readGroup } from './group.ts';
import { type Report, readPieces } from './pieces.ts';
import type { KeepalivedProblem, KeepalivedReading } from './reading.types.ts';
import { servicesOf } from './services.ts';
import { printable } from './text.ts';
import { readVirtualServer } from './virtual-server.ts';

/** More problems than this are not kept: a file that is no configuration has one in each line. */
const mostProblems = 10_000;

/** Keywords outside of blocks that say nothing of virtual servers. Their blocks, where they have one, are passed over. */
const otherKeywords: ReadonlySet<string> = new Set(
  (
    'SSL bfd_instance child_wait_time garp_group instance interface_up_down_delays linkbeat_interfaces ' +
    'linkbeat_use_polling namespace_with_ipsets static_address static_ipaddress static_routes static_rules ' +
    'static_track_group track_file use_pid_dir vrrp_instance vrrp_script vrrp_sync_group vrrp_track_bfd ' +
    'vrrp_track_file vrrp_track_process'
  ).split(' '),
);

/** What the blocks of a configuration say. */
interface Blocks {
  readonly virtualServers: VirtualServer[];
  readonly groups: Map<string, Group>;
  vrrp: boolean;
  /** keepalived gives groups marks of its own and has nftables set them. */
  marksGroups: boolean;
  namespace?: string;
  ipvsNamespace?: string;
}

/**
 * Reads a configuration from the texts of its files by path, beginning with `main`. Relative includes start from the
 * folder of the file they stand in, so paths should be absolute or all start from one folder. Files that keepalived does
 * not read (folders, executable ones) should not be given. `configId` is what `@name` lines go by: the node's name up to
 * its first dot, or what keepalived's option -i says; without it these lines are problems.
 *
 * Never throws; what is not understood is a problem with its line. Time grows with the length of the text and the number
 * of rows that it makes, and no faster; both have an upper limit.
 */
export const readKeepalived = (
  files: ReadonlyMap<string, string>,
  main: string,
  configId?: string,
): KeepalivedReading => {
  const problems: KeepalivedProblem[] = [];
  const unread = new Set<string>();
  const report: Report = ({ file, line }, text, reason) => {
    if (problems.length < mostProblems)
      problems.push({ file, line, text: printable(text), reason: printable(reason) });
  };
  if (!files.has(main)) {
    unread.add(main);
    report({ file: main, line: 1 }, main, 'this file was not read');
  }
  const source = readPieces({
    files,
    main,
    ...(configId === undefined ? {} : { configId }),
    report,
    unread: pattern => unread.add(pattern),
  });
  const blocks = readBlocks(new Pieces(source, report));
  const services = servicesOf(blocks.virtualServers, blocks.groups, blocks.marksGroups, report);
  const namespace = blocks.ipvsNamespace ?? blocks.namespace;
  return {
    services,
    problems,
    vrrp: blocks.vrrp,
    ...(namespace === undefined || namespace === '' ? {} : { namespace }),
    unread: [...unread],
  };
};

const readBlocks = (pieces: Pieces): Blocks => {
  const blocks: Blocks = { virtualServers: [], groups: new Map(), vrrp: false, marksGroups: false };
  for (let piece = pieces.take(); piece !== undefined; piece = pieces.take()) {
    const { words, text, where } = piece;
    const keyword = words[0] ?? '';
    if (keyword === 'virtual_server') {
      const virtualServer = readVirtualServer(pieces, piece);
      if (virtualServer !== undefined) blocks.virtualServers.push(virtualServer);
    } else if (keyword === 'virtual_server_group') {
      const group = readGroup(pieces, piece);
      // Of two groups of one name the first is found.
      if (group !== undefined && !blocks.groups.has(group.name)) blocks.groups.set(group.name, group);
    } else if (keyword === 'net_namespace') {
      blocks.namespace = words[1] ?? '';
    } else if (keyword === 'net_namespace_ipvs') {
      blocks.ipvsNamespace = words[1] ?? '';
    } else if (keyword === 'global_defs') {
      skipBlock(pieces, line => {
        blocks.marksGroups ||= line.words[0] === 'nftables_ipvs';
      });
    } else if (otherKeywords.has(keyword)) {
      blocks.vrrp ||= keyword === 'vrrp_instance';
      skipBlock(pieces);
    } else if (piece.kind === 'open') {
      pieces.report(where, text, 'this { begins no block: what follows is read as if it were not there');
    } else if (piece.kind === 'close') {
      pieces.report(where, text, 'no block is open here');
    } else pieces.report(where, text, `${keyword} is no keyword outside of blocks`);
  }
  return blocks;
};
