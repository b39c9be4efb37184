/**
 * What is the same in every script that changes something. `want` compares the state of a thing with the
 * wanted one (start, status) or with the one before (stop); two small functions of the thing's kind read the
 * state and make it so. What was there before `start` is remembered in one file for each thing.
 */

/** How wanted and found are compared: `enough` where a script has settings of which more is as good. */
const compared = (least: boolean): string => (least ? 'enough' : 'test "$is" = "$wanted"');

const enough = `
enough() { # 2+ is wanted: 2 or more
  case $wanted in
    *+) [ "$is" -ge "$(echo "$wanted" | tr -d +)" ] 2>/dev/null ;;
    *) [ "$is" = "$wanted" ] ;;
  esac
}`;

/**
 * The engine: start, stop or status for one thing. `least`: the script has settings of which more is as good.
 */
export const printWant = (
  least: boolean,
): string => `want() { # STATE KIND WORDS: KIND_is prints the state of the thing, KIND_set STATE brings it about
  wanted=$1 kind=$2 && shift 2
  is=$("$kind"_is "$@")
  case $verb in
    start) remember "$is" && { ${compared(least)} || "$kind"_set ${least ? '"$(echo "$wanted" | tr -d +)"' : '"$wanted"'} "$@"; } ;;
    stop) recall && { [ "$is" = "$was" ] || "$kind"_set "$was" "$@"; } && forget ;;
    status) ${compared(least)}; report $? "$kind $* is $is" "$kind $* is $is, not $wanted: $harm" ;;
  esac
}${least ? enough : ''}`;

/** The memory. `file`: the script has files, whose former text is kept beside. */
export const printMemory = (
  file: boolean,
): string => String.raw`remember() { # STATE, as it was before; a second start does not write over it
  [ -e "$memory/$key" ] && return
  fresh="$key $fresh"
${file ? '  other && [ -e "$theirs.copy" ] && { cp -p "$theirs.copy" "$memory/$key.copy" || return; }\n' : ''}  if other; then cat "$theirs"; else printf '%s\n' "$1"; fi >"$memory/new" && mv "$memory/new" "$memory/$key"
}
other() { # the same thing in the memory of another script of lvsh, which needs it still
  for theirs in "/run/lvsh$space"/*/"$key" "/var/lib/lvsh/scripts$space"/*/"$key"; do
    [ -e "$theirs" ] && [ "$theirs" != "$memory/$key" ] && return
  done
  return 1
}
recall() { # was: the state before; the state of now where stop has nothing to do
  was=$is
  [ -e "$memory/$key" ] || return 0
  if other; then echo "$name: $key stays, for another script needs it: $theirs"; else was=$(cat "$memory/$key"); fi
}
forget() { rm -f "$memory/$key"${file ? ' "$memory/$key.copy"' : ''}; }`;

/** Start and stop. */
export const printRun = (): string => `start() {
  verb=start fresh=
  (umask 077 && mkdir -p "$memory") || exit
  for key in $steps; do
    step && continue
    echo "$name: start failed at $key; what it did is taken back" >&2
    back "$fresh"
    exit 1
  done
  echo "$name: done"
}
back() { # STEPS
  verb=stop
  for key in $1; do step || echo "$name: not taken back: $key" >&2; done
  rmdir "$memory" 2>/dev/null
}
stop() {
  [ -d "$memory" ] || { echo "$name: there is nothing to take back"; return; }
  last= && for key in $steps; do last="$key $last"; done
  back "$last" && { echo "$name: everything is as it was before"; return; }
  echo "$name: this is still to be taken back: $(ls "$memory")" >&2
  return 1
}`;

/** What `start` and `stop` are where a script changes nothing. */
export const printIdle = (): string =>
  `start() { echo "$name: there is nothing to do on this machine"; }
stop() { start; }`;

/** Reports of status, one line each. */
export const printReport = (): string => `report() { # EXIT CODE, WHAT IS SO, WHAT IS WRONG
  case $1 in
    0) printf 'ok    %s\\n' "$2" ;;
    127) wrong=1 && printf 'WRONG not known, for a program is missing: %s\\n' "$2" ;;
    *) wrong=1 && printf 'WRONG %s\\n' "$3" ;;
  esac
}`;

/** The last lines: the word after the script's name. Without changes nobody has to be root. */
export const printMain = (changes: boolean, needed: readonly string[]): string =>
  [
    'case $1 in start | stop | status) ;; *) echo "usage: $0 start | stop | status" >&2; exit 2 ;; esac',
    ...(changes
      ? [
          '[ "$1" = status ] || [ "$(id -u)" -eq 0 ] || { echo "$name: $1 needs root: sudo sh $0 $1" >&2; exit 1; }',
        ]
      : []),
    ...needed,
    '"$1"',
  ].join('\n');
