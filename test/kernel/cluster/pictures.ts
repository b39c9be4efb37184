/** Two pictures of a machine's network compared, in full. */

/** Devices that a module brings to every namespace at once; it stays loaded, so they stay, down and without an address. */
const moduleDevices = /\b(tunl0|gre0|gretap0|erspan0|ip6tnl0|ip6gre0|sit0|ip_vti0|ip6_vti0)\b/;

const linesOf = (picture: string): readonly string[] => picture.split('\n').map(line => line.trim());

/** Whether a device is one that a module brought, and that nothing is left on. */
const isBare = (device: string, lines: readonly string[]): boolean =>
  moduleDevices.test(device) &&
  lines.some(line => line.startsWith(`${device}:`) && / state DOWN /.test(line)) &&
  !lines.some(line => line.startsWith(`${device} `) && / inet6? /.test(line));

/** Lines of one picture that the other lacks, both ways, `-` and `+` before them. */
export const differingLines = (before: string, after: string): readonly string[] => {
  const [then, now] = [linesOf(before), linesOf(after)];
  const fresh = (line: string): boolean => {
    const device = moduleDevices.exec(line)?.[0];
    return device !== undefined && !before.includes(device) && isBare(device, now);
  };
  const [was, is] = [new Set(then), new Set(now)];
  if (was.size < 20) return ['no picture was taken before'];
  return [
    ...then.filter(line => !is.has(line)).map(line => `- ${line}`),
    ...now.filter(line => !was.has(line) && !fresh(line)).map(line => `+ ${line}`),
  ];
};
