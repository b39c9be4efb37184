/** Large tables as texts, in the very bytes of the kernel and the tool. */

const address = (bits: number): string =>
  `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;
const hex = (value: number, width: number): string => value.toString(16).toUpperCase().padStart(width, '0');
const vip = (service: number): number => 0x0a64_0000 + service;
// 4,099 real servers that share the services among them, as on a large director.
const rip = (service: number, server: number): number => 0x0a00_0001 + ((service * 37 + server * 411) % 4099);
const active = (service: number, server: number, tick: number): number =>
  (service * 7 + server * 13 + (service % 10 === tick % 10 ? tick : 0)) % 900;

/** /proc/net/ip_vs; with each `tick` a tenth of the services has other connection counts. */
export const procTable = (services: number, servers: number, tick = 0): string => {
  const lines = [
    'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n',
  ];
  for (let s = 0; s < services; s++) {
    lines.push(`TCP  ${hex(vip(s), 8)}:0050 wlc  \n`);
    for (let r = 0; r < servers; r++) {
      lines.push(
        `  -> ${hex(rip(s, r), 8)}:1F90      Masq    1      ${String(active(s, r, tick)).padEnd(10)} ${String((s + r) % 50).padEnd(10)}\n`,
      );
    }
  }
  return flat(lines);
};

/** `ipvsadm -Ln`. */
export const listTable = (services: number, servers: number): string => {
  const lines = [
    'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n',
  ];
  for (let s = 0; s < services; s++) {
    lines.push(`TCP  ${address(vip(s))}:80 wlc\n`);
    for (let r = 0; r < servers; r++) {
      lines.push(
        `  -> ${`${address(rip(s, r))}:8080`.padEnd(28)} Masq    1      ${String(active(s, r, 0)).padEnd(10)} ${String((s + r) % 50).padEnd(10)}\n`,
      );
    }
  }
  return flat(lines);
};

/** `ipvsadm -Ln --stats --exact`. */
export const statsTable = (services: number, servers: number): string => {
  const figure = (value: number): string => (value < 1e8 ? String(value).padStart(9) : ` ${value}`);
  const row = (n: number): string => [n % 1e5, n * 12, n * 11, n * 900, n * 7000].map(figure).join('');
  const lines = [
    'IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes\n  -> RemoteAddress:Port\n',
  ];
  for (let s = 0; s < services; s++) {
    lines.push(`TCP  ${`${address(vip(s))}:80`.padEnd(28)}${row(s * 97 + 1)}\n`);
    for (let r = 0; r < servers; r++) {
      lines.push(`  -> ${`${address(rip(s, r))}:8080`.padEnd(28)}${row(s * 9 + r)}\n`);
    }
  }
  return flat(lines);
};

/** `ipvsadm -Sn`. */
export const saveTable = (services: number, servers: number): string => {
  const lines: string[] = [];
  for (let s = 0; s < services; s++) {
    const service = `${address(vip(s))}:80`;
    lines.push(`-A -t ${service} -s wlc\n`);
    for (let r = 0; r < servers; r++) lines.push(`-a -t ${service} -r ${address(rip(s, r))}:8080 -m -w 1\n`);
  }
  return flat(lines);
};

/** One flat string, as a file that was read is. */
const flat = (lines: readonly string[]): string => Buffer.from(lines.join('')).toString();
