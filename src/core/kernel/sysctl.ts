/**
 * The knobs under /proc/sys/net/ipv4/vs of kernel 6.1, with the values they have when the module is loaded
 * [measured; sync_qlen_max depends on memory, the value is that of a machine with 256 MB]. Values are kept as
 * the file's text. Those that the practice kernel acts on: backup_only, conn_reuse_mode, expire_nodest_conn,
 * expire_quiescent_template, lblc_expiration, lblcr_expiration, run_estimation, sloppy_tcp; the others can be read
 * and set, and change nothing.
 */
import { failed, type Result, success } from '../model/failure.ts';

/** Every knob with its default, in alphabetic order. The two lblc ones appear with their schedulers' modules. */
export const sysctlDefaults = {
  am_droprate: '10',
  amemthresh: '1024',
  backup_only: '0',
  cache_bypass: '0',
  conn_reuse_mode: '1',
  conntrack: '0',
  debug_level: '0',
  drop_entry: '0',
  drop_packet: '0',
  expire_nodest_conn: '0',
  expire_quiescent_template: '0',
  ignore_tunneled: '0',
  lblc_expiration: '86400',
  lblcr_expiration: '86400',
  nat_icmp_send: '0',
  pmtu_disc: '1',
  run_estimation: '1',
  schedule_icmp: '0',
  secure_tcp: '0',
  sloppy_sctp: '0',
  sloppy_tcp: '0',
  snat_reroute: '1',
  sync_persist_mode: '0',
  sync_ports: '1',
  sync_qlen_max: '1895',
  sync_refresh_period: '0',
  sync_retries: '0',
  sync_sock_size: '0',
  sync_threshold: '3\t50',
  sync_version: '1',
} as const;

/** The name of a knob. */
export type SysctlName = keyof typeof sysctlDefaults;

/** The value of every knob. */
export type Sysctls = Readonly<Record<SysctlName, string>>;

const isName = (name: string): name is SysctlName => Object.hasOwn(sysctlDefaults, name);

/** Whether a knob takes a number (ip_vs_ctl.c vs_vars: defence modes 0..3, sync_version 0..1, sync_retries 0..3). */
const admits = (name: SysctlName, value: number): boolean => {
  switch (name) {
    case 'drop_entry':
    case 'drop_packet':
    case 'secure_tcp':
      return value >= 0 && value <= 3;
    case 'sync_version':
      return value === 0 || value === 1;
    case 'sync_retries':
      return value >= 0 && value <= 3;
    case 'sync_ports':
      return value >= 1 && (value & (value - 1)) === 0;
    case 'sync_qlen_max':
      return value >= 0;
    default:
      return value >= -2147483648 && value <= 2147483647;
  }
};

/**
 * The knobs after `value` was written into `name`. Fails on an unknown name and, as the kernel with "Invalid
 * argument", on a value out of range.
 */
export const writeSysctl = (sysctls: Sysctls, name: string, value: string): Result<Sysctls> => {
  const invalid = (why: string) => failed({ kind: 'value', what: `net.ipv4.vs.${name} was not set`, why });
  if (!isName(name)) return invalid('there is no such setting');
  const words = value.trim().split(/\s+/);
  if (words.some(word => !/^[+-]?\d+$/.test(word))) return invalid('Invalid argument');
  const numbers = words.map(Number);
  const [first = 0, second] = numbers;
  if (name === 'sync_threshold') {
    const period = second ?? Number(sysctls.sync_threshold.split('\t')[1]);
    if (first < 0 || period < 0 || (period > 0 && first >= period)) return invalid('Invalid argument');
    return success({ ...sysctls, sync_threshold: `${first}\t${period}` });
  }
  if (!admits(name, first)) return invalid('Invalid argument');
  return success({ ...sysctls, [name]: String(first) });
};
