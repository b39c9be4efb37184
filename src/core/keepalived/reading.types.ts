/** What the virtual servers of a keepalived.conf come to: a table to compare with the running one and the saved file. */
import type { Server, Service } from '../model/service.ts';

/** A line of a configuration file, counted from 1. */
export interface Where {
  readonly file: string;
  readonly line: number;
}

/** A line that was not read, was read otherwise than it looks, or that keepalived itself will not do. */
export interface KeepalivedProblem extends Where {
  /** What stands there, at most 200 characters, safe to print. */
  readonly text: string;
  readonly reason: string;
}

/**
 * What keepalived may do to one server of the table by itself.
 * Seen with keepalived 2.2.7: a server without a checker is added at start and stays; one with a checker is added at
 * start too, before its first check, unless it `startsDown`.
 */
export interface ServerCondition {
  /** It has a checker. Without one it leaves the table only when the sorry server comes in. */
  readonly checked: boolean;
  /** After a failed check, and when the sorry server comes in: out of the table, or weight 0 (inhibit_on_failure). */
  readonly onFailure: 'removed' | 'weight-0';
  /** `alpha` and a checker: as if its check had failed, until the first one succeeds. */
  readonly startsDown: boolean;
  /** A checker may set another weight than the configured one (MISC_CHECK with misc_dynamic, FILE_CHECK). */
  readonly weightVaries: boolean;
}

/** The server for when too few others are left. */
export interface SorryServer {
  /** As it is in the table while the quorum is lost: weight 1. */
  readonly server: Server;
  /** sorry_server_inhibit: it is in the table always, with weight 0 while the quorum holds. */
  readonly always: boolean;
}

/**
 * What a difference between this service and the running table can mean without anybody having changed anything:
 *
 * - a checked server is missing (`onFailure` removed) or has weight 0 (`weight-0`): its check fails, or, where it
 *   `startsDown`, has not succeeded yet;
 * - a server has another weight and `weightVaries`: its checker said so;
 * - the sorry server is there with weight 1, and the others are missing or have weight 0, checked or not: the weights of
 *   the living came below `quorum`;
 * - whole services are missing: keepalived does not run, was not told to reload, or works in another `namespace`.
 *
 * Everything else keepalived does not do by itself: an unchecked server that is missing while the sorry server is not
 * there, a server that is not configured, another scheduler, method, threshold or persistence. Then somebody changed the
 * table, or the file since it was read.
 */
export interface Conditional {
  /** By server key in the table (`10.0.0.7:80`), for every server of the service but the sorry server. */
  readonly servers: ReadonlyMap<string, ServerCondition>;
  readonly sorry?: SorryServer;
  /** Sum of weights below which the quorum is lost; never more than all weights together. */
  readonly quorum: number;
  /** How far above the quorum it is regained, and below it is lost. */
  readonly hysteresis: number;
  /** ha_suspend: nothing is checked while this machine does not hold the VIP. */
  readonly suspends: boolean;
}

/** One service of the table, as keepalived makes it when every check succeeds. */
export interface KeepalivedService {
  /** Servers in the order of the file. Of two blocks for one service the first one's settings hold, the servers are joined. */
  readonly service: Service;
  readonly conditional: Conditional;
  /** The virtual_server line. */
  readonly where: Where;
}

/** A keepalived.conf, read. */
export interface KeepalivedReading {
  /** In the order of the file; one for each member of a virtual_server_group. */
  readonly services: readonly KeepalivedService[];
  /** In the order in which they were met: first lines, then what they come to. */
  readonly problems: readonly KeepalivedProblem[];
  /** Whether there is a vrrp_instance: the VIPs may be on another machine, the table is the same on both. */
  readonly vrrp: boolean;
  /** The network namespace whose table this is (net_namespace_ipvs, net_namespace); absent: that of the machine. */
  readonly namespace?: string;
  /**
   * Patterns of files that are included and were not among those given, made absolute where the main file's path is.
   * Whoever reads the files can fetch them and read again, until nothing new comes.
   */
  readonly unread: readonly string[];
}
