/** A form: questions, answers, and where the hand is. All of it is plain data. */
import type { SchedulerState } from '../../core/director/reading.ts';
import type { SyncDaemon, Timeouts } from '../../core/model/observe.ts';
import type { Server, Service } from '../../core/model/service.ts';
import type { SeenService } from '../../core/model/snapshot.ts';
import type { Answers, Choice, Field, Reads } from './field.types.ts';

/** The forms that there are. */
export type FormKind =
  | 'add-server'
  | 'edit-server'
  | 'add-service'
  | 'edit-service'
  | 'timeouts'
  | 'start-daemon'
  | 'stop-daemon'
  | 'value';

/** One value that somebody wants: a kernel setting, a path. */
export interface Asked {
  readonly title: string;
  readonly label: string;
  readonly help: string;
  readonly more?: readonly string[];
  readonly reads: Reads;
  /** Where only some values make sense. */
  readonly choices?: readonly Choice[];
  /** The value as it is now. */
  readonly now?: string;
  /** What stands before the value in what is submitted: `net.ipv4.vs.expire_nodest_conn=`, or nothing. */
  readonly prefix: string;
  /** The program in whose words the whole is shown: `sysctl -w`; empty for none. */
  readonly program: string;
  /** A kernel setting under net.ipv4.vs whose values are explained. */
  readonly sysctl?: string;
}

/** What is known of the director when a form is opened. Absent fields are not known, and nothing is said about them. */
export interface FormGround {
  /** The service that is edited, or whose server is added or edited. */
  readonly service?: Service;
  /** The server that is edited. */
  readonly server?: Server;
  readonly services: readonly SeenService[];
  readonly schedulers?: readonly SchedulerState[];
  /** Names of the director's network interfaces. */
  readonly interfaces?: readonly string[];
  readonly timeouts?: Timeouts;
  readonly daemons?: readonly SyncDaemon[];
  /** What a `value` form asks for. */
  readonly asked?: Asked;
}

/** A form that is being filled in. */
export interface Form {
  readonly kind: FormKind;
  readonly ground: FormGround;
  /** All fields, hidden ones too, in the order in which they are asked. */
  readonly fields: readonly Field[];
  readonly answers: Answers;
  /** The answers as the director has them now; absent where something new is made. */
  readonly before?: Answers;
  /** The id of the field that takes the keys. */
  readonly at: string;
  /** The cursor in the text of that field, in UTF-16 units. */
  readonly caret: number;
  /** Whether the long explanation is open. */
  readonly explained: boolean;
  /** Whether sending was tried: what is missing is then a fault. */
  readonly tried: boolean;
}

/**
 * Something about a form. `error`: it cannot be sent so. `open`: it cannot be sent yet, and nothing is wrong so far.
 * `warning`: it can be sent, and the person should know this first.
 */
export interface Problem {
  /** Absent: it is about the form as a whole. */
  readonly field?: string;
  readonly level: 'error' | 'open' | 'warning';
  /** A sentence or two without a full stop at the end. */
  readonly text: string;
}
