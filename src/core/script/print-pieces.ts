/**
 * The shell functions that scripts are made of: for each kind of thing one that prints its state and one that
 * brings a state about. A script carries those of its own things. They are POSIX sh without `local` and
 * without arrays; `ip` may be iproute2's or BusyBox's.
 */
import { classicPieces } from './print-pieces-classic.ts';
import { filterPieces } from './print-pieces-filter.ts';
import { linkPieces } from './print-pieces-link.ts';

const sysctl = `
sysctl_is() { sysctl -n "$1" 2>/dev/null || echo missing; }
sysctl_set() { [ "$verb $is" = 'stop missing' ] || sysctl -q -w "$2=$1"; } # gone with its interface`;

const largerSysctl = `
sysctl_is() { # NAME [NAME2]: what counts is the larger one of an interface's value and that of all
  value=$(sysctl -n "$1" 2>/dev/null) || value=missing
  if [ "$verb" = status ] && [ $# = 2 ] && [ "$value" != missing ]; then
    all=$(sysctl -n "$2") && [ "$all" -gt "$value" ] && value=$all
  fi
  echo "$value"
}
sysctl_set() { [ "$verb $is" = 'stop missing' ] || sysctl -q -w "$2=$1"; } # gone with its interface`;

const module = `
module_is() { if [ -d "/sys/module/$(echo "$1" | tr - _)" ]; then echo there; else echo missing; fi; }
module_set() { [ "$1" = missing ] || modprobe "$2"; } # it stays: somebody else may use it by now`;

const file = `
file_is() { # PATH: right, when it has the wanted $text
  if [ ! -d "$(dirname "$1")" ]; then
    echo no-folder
  elif [ ! -e "$1" ]; then
    echo missing
  elif [ "$(cat "$1" && echo .)" = "$text." ]; then
    echo right
  else
    cksum <"$1"
  fi
}
file_set() { # STATE PATH
  case $1 in
    missing) rm -f "$2" ;;
    no-folder) rm -f "$2" && { rmdir "$(dirname "$2")" 2>/dev/null || :; } ;;
    right)
      [ ! -e "$2" ] || [ -e "$memory/$key.copy" ] || cp -p "$2" "$memory/$key.copy" || return
      mkdir -p "$(dirname "$2")" && printf '%s' "$text" >"$2" && chmod "$mode" "$2"
      ;;
    *) cp -p "$memory/$key.copy" "$2" ;;
  esac
}`;

/** The three functions that it calls are in the step. */
const program = `
program_is() { if program_there; then echo there; else echo missing; fi; }
program_set() { if [ "$1" = there ]; then program_start; else program_stop; fi; }`;

const check = `
check() { # WHAT IS RIGHT, WHAT IS WRONG, A COMMAND THAT TELLS
  right=$1 harm=$2 && shift 2
  "$@" >/dev/null 2>&1
  report $? "$right" "$harm"
}`;

const pieces = {
  sysctl,
  largerSysctl,
  ...linkPieces,
  ...filterPieces,
  ...classicPieces,
  module,
  file,
  program,
  check,
} as const;

/** The name of one of them. */
export type Piece = keyof typeof pieces;

/** What the pieces of a script are in its text: each once, in one order. */
export const printPieces = (used: readonly Piece[]): string =>
  (Object.keys(pieces) as Piece[])
    .filter(piece => used.includes(piece))
    .map(piece => pieces[piece].slice(1))
    .join('\n');
