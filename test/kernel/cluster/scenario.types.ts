/** A proof: bare machines, what lvsh is asked for, who runs which of its scripts, and what is then asked by whom. */

/** Requests of test/kernel/cluster/talk.js. */
export interface Request {
  readonly to: string;
  readonly port: number;
  /** 1 when absent. */
  readonly times?: number;
  readonly udp?: boolean;
  /** The client's own address, and one source port for all. */
  readonly from?: string;
  readonly fromPort?: number;
  /** A body of so many bytes goes up and comes back. */
  readonly bytes?: number;
  readonly waitMs?: number;
}

/** A request with what came back: the name of the machine that answered, or how it failed. */
export interface Asked extends Request {
  readonly answers: readonly { readonly answer: string; readonly seen?: string }[];
}

/** A script of lvsh's that a machine runs. `file`: its name in the folder of scripts. */
export interface Running {
  readonly machine: string;
  readonly file: string;
}

/** Who asks what, and whether the answers to each request are as they must be. */
export interface Question {
  readonly machine: string;
  readonly requests: readonly Request[];
  readonly expect: (answers: readonly (readonly string[])[]) => boolean;
}

/** One proof. */
export interface Scenario {
  /** `[a-z0-9-]+`: the folder of its results. */
  readonly name: string;
  readonly title: string;
  /** Lines of lab.sh's functions: machines, switches, cards, gateways. Nothing of LVS. */
  readonly hardware: string;
  /** Command lines of lvsh on the director, without its name. `SCRIPTS` stands for the folder of scripts. */
  readonly build: readonly (readonly string[])[];
  readonly scripts: readonly Running[];
  /** Scripts are started and stopped twice, which must do no harm. */
  readonly twice?: boolean;
  /** lvsh changes nothing on the director: its script does. */
  readonly scriptsOnly?: boolean;
  /** Scripts that try it, once everything runs. */
  readonly tries?: readonly Running[];
  /** What real servers listen on (talk.js). */
  readonly serve: Readonly<Record<string, readonly string[]>>;
  /** Questions by name: who asks what. */
  readonly asks: Readonly<Record<string, Question>>;
  /** One request whose every frame is caught, of this service. */
  readonly watch?: {
    readonly machine: string;
    readonly request: Request;
    /** What `lvsh path` is asked: the service, and who calls. */
    readonly path: readonly string[];
    /** The UDP port that means GUE. */
    readonly gue?: number;
  };
}
