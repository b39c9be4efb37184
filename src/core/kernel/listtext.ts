/** What `-L` and `-S` print for the practice kernel. */
import type { Command } from '../ipvsadm/command.ts';
import { numericLookup } from '../ipvsadm/endpoints.ts';
import { printList } from '../ipvsadm/list.ts';
import { printConnections, printDaemons, printTimeouts } from '../ipvsadm/list-others.ts';
import type { Names } from '../ipvsadm/names.ts';
import { printSave } from '../ipvsadm/save.ts';
import { listConnections, listService, listServices } from './listing.ts';
import type { Kernel } from './state.ts';

type ListCommand = Extract<Command, { name: 'list' }>;

/** The output of a list command; undefined when it asks for a service that does not exist. */
export const listText = (kernel: Kernel, command: ListCommand, names: Names): string | undefined => {
  const { options } = command;
  const lookup = options.numeric ? numericLookup : names;
  switch (command.what) {
    case 'connections':
      return printConnections(listConnections(kernel), {
        persistentConn: options.persistentConn,
        names: lookup,
      });
    case 'timeouts':
      return printTimeouts(kernel.timeouts);
    case 'daemons':
      return printDaemons(kernel.daemons);
    case 'services': {
      const only = command.service === undefined ? undefined : listService(kernel, command.service);
      if (command.service !== undefined && only === undefined) return undefined;
      return printList(only === undefined ? listServices(kernel) : [only], options, {
        tableSize: kernel.tableSize,
        single: only !== undefined,
        names: lookup,
      });
    }
  }
};

/** The output of `-S`. */
export const saveText = (kernel: Kernel, numeric: boolean, names: Names): string =>
  printSave(listServices(kernel), { names: numeric ? numericLookup : names });
