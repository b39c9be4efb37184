/** While the screen is ours nothing else may write on it: what console and Node's warnings say is kept for afterwards. */
import { format } from 'node:util';

const mostLines = 50;
const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/** Begins to keep asides. The function given back ends it and gives what was said. */
export const keepAsides = (): (() => readonly string[]) => {
  const lines: string[] = [];
  const keep = (...said: readonly unknown[]): void => {
    if (lines.length < mostLines) lines.push(format(...said));
  };
  const own = methods.map(name => [name, console[name]] as const);
  for (const name of methods) console[name] = keep;
  // Node's own printer of warnings is a listener like any other.
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  const onWarning = (warning: Error): void => keep(`${warning.name}: ${warning.message}`);
  process.on('warning', onWarning);
  return () => {
    for (const [name, method] of own) console[name] = method;
    process.off('warning', onWarning);
    for (const printer of printers) process.on('warning', printer);
    return lines;
  };
};
