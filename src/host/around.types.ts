/** What stands around a director's table on its machine: files, others who change it, the network. */
import type { BootFacts } from '../core/machine/boot.types.ts';
import type { Owner } from '../core/machine/owners.types.ts';
import type { Result } from '../core/model/failure.ts';
import type { Network } from '../core/model/network.ts';
import type { SyncDaemon } from '../core/model/observe.ts';
import type { Service } from '../core/model/service.ts';
import type { Backup, SavedState } from '../core/saved/saved.types.ts';
import type { Ground } from '../core/wizard/wizard.types.ts';
import type { KnownGround } from './ground.ts';

/** Reads it. Methods never reject; what cannot be read is a failure, or absent. */
export interface Around {
  /** The rules file of this system, and keepalived's configuration. */
  saved(): Promise<SavedState>;
  /** Who else may change the table. */
  owners(): Promise<readonly Owner[]>;
  /** What decides whether the table comes back at boot. Runs systemctl, so it is asked for by a person only. */
  boot(known: {
    readonly owners: readonly Owner[];
    readonly running?: readonly Service[];
    readonly daemons?: readonly SyncDaemon[];
  }): Promise<BootFacts>;
  network(): Promise<Result<Network>>;
  /** What wizards want to know of the machine. Runs about twelve short programs, so it is asked for by a person only. */
  ground(known: KnownGround): Promise<Ground>;
  /** The former texts of a rules file, the newest first; of one, its text. */
  backups(path: string): Promise<Result<readonly Backup[]>>;
  backup(path: string, name: string): Promise<Result<string>>;
  /** A file that a person named. */
  text(path: string): Promise<Result<string>>;
}
