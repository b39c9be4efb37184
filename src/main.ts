/** The program: hands the command line to the house and the exit code to the shell. */
import { main } from './cli/main.ts';
import { crashReport } from './terminal/crash.ts';

declare const LVSH_VERSION: string | undefined;

// Set by the build; run from source, there is no version yet.
const version = typeof LVSH_VERSION === 'string' ? LVSH_VERSION : 'from source';

// Not process.exit: what was printed into a pipe may not have left yet.
process.exitCode = await main(process.argv.slice(2), version).catch((error: unknown) => {
  process.stderr.write(
    crashReport(error, version, `Node ${process.version}, ${process.platform} ${process.arch}`),
  );
  return 1;
});
