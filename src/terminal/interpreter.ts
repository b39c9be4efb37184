/** Carries out what the app wants done and answers with messages. The only place where the app meets the machine. */
import type { Effect } from '../app/effect.ts';
import type { FileWritten, Message, Source } from '../app/message.ts';
import type { Preferences } from '../app/preferences.ts';
import { type Failure, failed, type Result } from '../core/model/failure.ts';
import type { Progress } from '../core/plan/outcome.types.ts';
import type { Around } from '../host/around.types.ts';
import type { Changer } from '../host/changer.types.ts';
import type { Director } from '../host/director.types.ts';
import { copySequence, longestCopy } from './clipboard.ts';

/** Another director to read from, with what the screen says of it. */
export interface Opened {
  readonly director: Director;
  readonly changer?: Changer;
  readonly around?: Around;
  readonly source: Source;
}

const noChanger: Failure = { kind: 'other', what: 'Nothing can be changed here' };
const noWriting: Failure = {
  kind: 'no-permission',
  what: 'Nothing is written: lvsh was started to read only',
};

/** A file that is to be written. */
type FileWish = Effect & { readonly type: 'write-file' };

/** What the machine offers. */
export interface Machine {
  readonly director: Director;
  /** Absent where nothing can be changed. */
  readonly changer?: Changer;
  readonly around?: Around;
  /** Keeps the lines that were typed after `:`. */
  readonly saveLines: (lines: readonly string[]) => Promise<Result<void>>;
  /** Writes a script into a file that a person named; absent where nothing may be written. */
  readonly writeFile?: (file: FileWish) => Promise<Result<FileWritten>>;
  readonly now: () => number;
  readonly savePreferences: (preferences: Preferences) => Promise<Result<void>>;
  readonly loadModule: () => Promise<Result<string>>;
  readonly openPractice: () => Promise<Opened>;
  readonly insideTmux: boolean;
}

/** What the screen offers. */
export interface Screen {
  readonly send: (message: Message) => void;
  /** Bytes for the terminal that draw nothing. */
  readonly raw: (sequence: string) => void;
  readonly redraw: () => void;
  readonly suspend: () => void;
  readonly quit: (code: number) => void;
}

/** A function that carries out effects. A director's methods never reject; if one does, it is a bug and ends the program. */
export const interpreter = (machine: Machine, screen: Screen): ((effect: Effect) => void) => {
  let { director, changer, around } = machine;
  let running: AbortController | undefined;
  const { now } = machine;
  const notice = (level: 'info' | 'warn', text: string): void =>
    screen.send({ type: 'notice', now: now(), level, text });

  const copy = (text: string): void => {
    if (Buffer.byteLength(text) > longestCopy) {
      notice('warn', 'Too long for the clipboard: terminals take about 74,000 bytes');
      return;
    }
    screen.raw(copySequence(text, machine.insideTmux));
    notice('info', 'Copied, if the terminal allows it (OSC 52)');
  };

  const run = ({ generation, plan, unrecorded }: Effect & { readonly type: 'run' }): void => {
    if (changer === undefined) return;
    running = new AbortController();
    const told = (progress: Progress): void =>
      screen.send({ type: 'progress', generation, now: now(), progress });
    void changer
      .run(plan, { told, signal: running.signal, unrecorded })
      .then(outcome => screen.send({ type: 'ran', generation, now: now(), outcome }));
  };

  const readJournal = (): void => {
    void changer?.history().then(result => screen.send({ type: 'journal-done', now: now(), result }));
  };

  const readText = ({ path, backup, use }: Effect & { readonly type: 'read-text' }): void => {
    const name = backup === undefined ? path : `${path} of ${backup.replace(/-.*$/, '')}`;
    void (backup === undefined ? around?.text(path) : around?.backup(path, backup))?.then(result =>
      screen.send({ type: 'text-done', now: now(), name, use, result }),
    );
  };

  return effect => {
    switch (effect.type) {
      case 'read':
        void director.read(effect.wants).then(result => {
          screen.send({ type: 'read-done', generation: effect.generation, now: now(), result });
        });
        return;
      case 'read-connections':
        void director.connections(effect.query).then(result => {
          screen.send({ type: 'connections-done', generation: effect.generation, now: now(), result });
        });
        return;
      case 'read-settings':
        void director.settings().then(result => {
          screen.send({ type: 'settings-done', generation: effect.generation, now: now(), result });
        });
        return;
      case 'prepare':
        void (changer?.setup(effect.scope) ?? Promise.resolve(failed(noChanger))).then(result =>
          screen.send({ type: 'prepared', generation: effect.generation, now: now(), result }),
        );
        return;
      case 'run':
        run(effect);
        return;
      case 'stop':
        running?.abort();
        return;
      case 'read-journal':
        readJournal();
        return;
      case 'settle':
        void (changer?.settle(effect.entry, effect.applied) ?? Promise.resolve(failed(noChanger))).then(
          result => {
            if (!result.ok) notice('warn', `Not settled: ${result.failure.what}`);
            readJournal();
          },
        );
        return;
      case 'read-saved':
        void around?.saved().then(saved => screen.send({ type: 'saved-done', now: now(), saved }));
        return;
      case 'read-owners':
        void around?.owners().then(owners => screen.send({ type: 'owners-done', now: now(), owners }));
        return;
      case 'read-boot':
        void around?.boot(effect).then(facts => screen.send({ type: 'boot-done', now: now(), facts }));
        return;
      case 'read-network':
        void around?.network().then(result => screen.send({ type: 'network-done', now: now(), result }));
        return;
      case 'load-workshop':
        void import('../app/wizard/workshop.ts').then(({ workshop }) =>
          screen.send({ type: 'workshop', now: now(), workshop }),
        );
        return;
      case 'read-ground':
        void around
          ?.ground(effect.known)
          .then(ground => screen.send({ type: 'ground-done', now: now(), ground }));
        return;
      case 'read-backups':
        void around
          ?.backups(effect.path)
          .then(result => screen.send({ type: 'backups-done', now: now(), result }));
        return;
      case 'read-text':
        readText(effect);
        return;
      case 'save-lines':
        void machine.saveLines(effect.lines).then(result => {
          if (!result.ok) notice('warn', `The line is not kept: ${result.failure.what}`);
        });
        return;
      case 'copy':
        copy(effect.text);
        return;
      case 'write-file':
        void (machine.writeFile?.(effect) ?? Promise.resolve(failed(noWriting))).then(result =>
          screen.send({ type: 'file-done', now: now(), result }),
        );
        return;
      case 'save-preferences':
        void machine.savePreferences(effect.preferences).then(result => {
          if (result.ok) return;
          const { what, why } = result.failure;
          notice('warn', `Preferences not saved: ${why === undefined ? what : `${what} (${why})`}`);
        });
        return;
      case 'load-module':
        void machine.loadModule().then(result => screen.send({ type: 'module-done', now: now(), result }));
        return;
      case 'open-practice':
        void machine.openPractice().then(opened => {
          ({ director, changer, around } = opened);
          screen.send({ type: 'source', now: now(), source: opened.source });
        });
        return;
      case 'redraw':
        screen.redraw();
        return;
      case 'suspend':
        screen.suspend();
        return;
      case 'quit':
        screen.quit(effect.code);
        return;
      default:
        effect satisfies never;
    }
  };
};
