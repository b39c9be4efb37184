/** The shell functions for rules of packet filters. */

const filter = `
filter_run() { # -C, -A or -D, then PROGRAM TABLE CHAIN WORDS; -w waits for another run of the program
  how=$1 program=$2 table=$3 chain=$4
  shift 4
  "$program" -w -t "$table" "$how" "$chain" "$@"
}
filter_is() { if filter_run -C "$@" 2>/dev/null; then echo there; else echo missing; fi; }
filter_set() { # STATE PROGRAM TABLE CHAIN WORDS
  if [ "$1" = there ]; then how=-A; else how=-D; fi
  shift
  filter_run "$how" "$@"
}`;

const nft = `
nft_is() { if nft list table "$1" "$2" >/dev/null 2>&1; then echo there; else echo missing; fi; }
nft_set() { # STATE FAMILY NAME
  if [ "$1" = there ]; then nft "table $2 $3 { $body }"; else nft delete table "$2" "$3"; fi
}`;

const arptables = `
arptables_is() { # CHAIN: the older arptables cannot be asked for a rule (-C), but lists it as $line
  if arptables -n -L "$1" | sed 's/ *$//' | grep -qxF -e "$line"; then echo there; else echo missing; fi
}
arptables_set() { # STATE CHAIN WORDS
  if [ "$1" = there ]; then how=-A; else how=-D; fi
  shift
  arptables "$how" "$@"
}`;

/** By name; see print-pieces.ts. */
export const filterPieces = { filter, nft, arptables } as const;
