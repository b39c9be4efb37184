/**
 * ipvsadm's language, in one place. What others use:
 *
 *     parseArgs(argv, names): Parsed              Parsed = {ok: true, command} | {ok: false, stderr, exit, ends}
 *     helpText(): string, versionText: string      stdout of the commands `help` and `version` (both end a run of -R, exit 0)
 *     printCommand(command): readonly string[]     canonical arguments; parseArgs reads the same command from them
 *     printCommandLine(command): string            the same as one line for a shell, with `ipvsadm`
 *     printSave(services, {names?, complete?})     stdout of -S (-Sn without names), services in kernel order
 *     printList(services, options, {single?, tableSize?, names?})   stdout of -L in all variants
 *     printConnections(rows, {persistentConn?, names?}), printTimeouts(timeouts), printDaemons(daemons)
 *     planRestore(text): readonly RestoreLine[]    what -R reads: one entry a line, with the words to parse
 *     restoreInput(text)                          what ipvsadm-restore feeds to -R after its -C
 *     readRules(text, names): Rules                rule files from the wild, line by line
 *     tableFromCommands(commands, start?): TableResult
 *     readFailure(stderr, exit): Failure
 *     optionRows, commandRows, optionNames, admission(...)          the table
 *     noNames, smallNames, servicesFile(): string
 *
 * For whoever executes commands: `start-daemon` has `daemon.maxLen` 0 when no `--sync-maxlen` was given, and then
 * the kernel chooses (MTU less headers). `set` has 0 for "keep". `zero` without a service means all; so does one
 * that names `-t 0.0.0.0:0`. A refusal with `ends: false` (unknown option, missing argument) does not end a run of `-R`,
 * and neither does one by the kernel; one with `ends: true` does.
 */
export { inetAton, parseHostPort } from './addresses.ts';
export type { Command, CommandName, ListOptions } from './command.ts';
export { hostPortText, type Lookup, numericLookup } from './endpoints.ts';
export { readFailure } from './errors.ts';
export { flagWords, orderFlags, printFlags } from './flags.ts';
export { helpText, versionText } from './help.ts';
export { figureText, type ListContext, printList } from './list.ts';
export {
  type ConnectionsOptions,
  expiryText,
  printConnections,
  printDaemons,
  printTimeouts,
} from './list-others.ts';
export type { ListedServer, ListedService } from './listing.ts';
export { initAdvice, kernelRefusals, type Parsed, type Refusal, tryHelp } from './messages.ts';
export { type Names, noNames, servicesFile, smallNames } from './names.ts';
export {
  type Admission,
  admission,
  type CommandRow,
  commandRow,
  commandRows,
  type OptionName,
  type OptionRow,
  optionNames,
  optionRow,
  optionRows,
  schedulerNames,
  tunnelAdmission,
  type ValueKind,
} from './options.ts';
export { parseArgs } from './parse.ts';
export { printCommand, printCommandLine, quote } from './print.ts';
export { planRestore, type RestoreLine, restoreInput, splitRestoreLine } from './restore.ts';
export { type RuleLine, type Rules, readRules } from './rules.ts';
export { printSave, type SaveOptions } from './save.ts';
export { sortServers, sortServices } from './sort.ts';
export { type TableRefusal, type TableResult, tableFromCommands } from './table.ts';
