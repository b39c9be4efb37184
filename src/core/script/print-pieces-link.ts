/** The shell functions for addresses, devices, routes, neighbours and ports of tunnels: what `ip` does. */

const address = `
address_is() { if ip -o addr show dev "$2" 2>/dev/null | grep -qF " $1 "; then echo there; else echo missing; fi; }
address_set() { if [ "$1" = there ]; then ip addr add "$2" dev "$3"; else ip addr del "$2" dev "$3"; fi; }`;

/** nodad: IPv6 without duplicate address detection. preferred_lft 0: not for the machine's own connections. */
const wordyAddress = `
address_is() { if ip -o addr show dev "$2" 2>/dev/null | grep -qF " $1 "; then echo there; else echo missing; fi; }
address_set() { # STATE ADDRESS/PREFIX DEVICE WORDS; the ip of BusyBox does not know nodad
  how=$1 prefix=$2 link=$3 && shift 3
  case "$how $*" in
    'there nodad') ip addr add "$prefix" dev "$link" nodad 2>/dev/null || ip addr add "$prefix" dev "$link" ;;
    there*) ip addr add "$prefix" dev "$link" "$@" ;;
    *) ip addr del "$prefix" dev "$link" ;;
  esac
}`;

const device = `
device_is() { # NAME
  if [ -n "$(ip link show dev "$1" up 2>/dev/null)" ]; then
    echo up
  elif ip link show dev "$1" >/dev/null 2>&1; then
    echo down
  else
    echo missing
  fi
}
device_set() { # STATE NAME [COMMAND THAT BRINGS IT]
  how=$1 link=$2 && shift 2
  case $how-$is-$1 in
    missing-*-ip) ip link del dev "$link" ;;
    missing-*) ip link set dev "$link" down ;; # a module and its device stay: others may use them by now
    up-missing-*) "$@" && ip link set dev "$link" up ;;
    *) ip link set dev "$link" "$how" ;;
  esac
}`;

/**
 * Metrics: the smallest wins. IPv4's own is 0, and `ip` does not print it. A default route of IPv6 gets 1, so
 * that those which routers advertise (1024) stay where they are and lose.
 */
const route = String.raw`
routes() { # DESTINATION [PAIRS OF WORDS]: the routes to it that have all of these
  found=$(ip "-$family" -o route show table "$table" exact "$1" type "$type" 2>/dev/null | sed 's/$/ /')
  shift
  while [ $# -gt 0 ]; do
    found=$(printf '%s\n' "$found" | grep -F -e " $1 $2 ")
    shift 2
  done
  [ -z "$found" ] || printf '%s\n' "$found"
}
route_is() { # DESTINATION WORDS: there, missing, or the one that is in its place
  if [ -n "$(routes "$@")" ]; then
    echo there
  elif [ "$metric" = 0 ]; then # IPv4's first place; ip does not print it
    routes "$1" | grep -v ' metric ' || echo missing
  else
    routes "$1" metric "$metric" | grep . || echo missing
  fi
}
route_set() { # STATE DESTINATION WORDS
  how=$1
  shift
  case $how in
    there) ip "-$family" route replace "$type" "$@" table "$table" metric "$metric" ;;
    missing) ip "-$family" route del "$type" "$@" table "$table" metric "$metric" ;;
    *) # what ip prints of a route and does not take is left out; the other words are taken one by one
      how=$(echo "$how" | sed -e 's/[\\]//g' -e 's/ dead / /' -e 's/ linkdown / /' -e 's/ expires [^ ]*//')
      # shellcheck disable=SC2086 # several words
      ip "-$family" route replace $how table "$table"
      ;;
  esac
}`;

const neighbour = String.raw`
neighbour_is() { # ADDRESS DEVICE: the MAC address that is held for it; one that was learned is learned again
  ip neigh show to "$1" dev "$2" nud permanent | sed -n 's/.*lladdr \([^ ]*\).*/\1/p' | grep . || echo missing
}
neighbour_set() { # MAC ADDRESS DEVICE
  case $1 in
    missing) ip neigh del "$2" dev "$3" ;;
    *) ip neigh replace "$2" lladdr "$1" dev "$3" nud permanent ;;
  esac
}`;

const rule = `
rule_is() { # FAMILY MARK TABLE
  line="from all fwmark $(printf '0x%x' "$2") lookup $3"
  if ip "-$1" rule show | grep -qE ":[[:space:]]+$line *$"; then echo there; else echo missing; fi
}
rule_set() { # STATE FAMILY MARK TABLE
  if [ "$1" = there ]; then how=add; else how=del; fi
  ip "-$2" rule "$how" fwmark "$3" lookup "$4"
}`;

const fou = `
fou_is() { # PORT FAMILY; ip shows those of both families, and -6 after those of IPv6
  if [ "$2" = 6 ]; then ends=' -6'; else ends=''; fi
  if ip fou show 2>/dev/null | grep -qE "^port $1 gue$ends *$"; then echo there; else echo missing; fi
}
fou_set() { # STATE PORT FAMILY
  if [ "$1" = there ]; then ip "-$3" fou add port "$2" gue; else ip "-$3" fou del port "$2"; fi
}`;

/** By name; see print-pieces.ts. */
export const linkPieces = { address, wordyAddress, device, route, neighbour, rule, fou } as const;
