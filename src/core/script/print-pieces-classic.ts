/** The same for machines without iproute2 and sysctl: ifconfig, route, and files under /proc. IPv4 only. */

const classicSysctl = `
sysctl_is() { cat "/proc/sys/$1" 2>/dev/null || echo missing; }
sysctl_set() { [ "$verb $is" = 'stop missing' ] || echo "$1" >"/proc/sys/$2"; } # gone with its interface`;

const classicLargerSysctl = `
sysctl_is() { # FILE [FILE2]: what counts is the larger one of an interface's value and that of all
  value=$(cat "/proc/sys/$1" 2>/dev/null) || value=missing
  if [ "$verb" = status ] && [ $# = 2 ] && [ "$value" != missing ]; then
    all=$(cat "/proc/sys/$2") && [ "$all" -gt "$value" ] && value=$all
  fi
  echo "$value"
}
sysctl_set() { [ "$verb $is" = 'stop missing' ] || echo "$1" >"/proc/sys/$2"; } # gone with its interface`;

const classicAddress = `
alias_of() { # ADDRESS DEVICE: the alias that holds the address, or else the first free one (lo:0, lo:1, ...)
  number=0
  while held=$(ifconfig "$2:$number" 2>/dev/null | grep 'inet '); do
    echo "$held" | grep -qwF "$1" && break
    number=$((number + 1))
  done
  echo "$2:$number"
}
address_is() { # ADDRESS DEVICE
  if ifconfig "$(alias_of "$1" "$2")" 2>/dev/null | grep -qwF "$1"; then echo there; else echo missing; fi
}
address_set() { # STATE ADDRESS DEVICE netmask MASK
  link=$(alias_of "$2" "$3")
  if [ "$1" = there ]; then ifconfig "$link" "$2" "$4" "$5" up; else ifconfig "$link" down; fi
}`;

const classicDevice = `
device_is() { # NAME
  if ifconfig "$1" 2>/dev/null | grep -qw UP; then
    echo up
  elif ifconfig "$1" >/dev/null 2>&1; then
    echo down
  else
    echo missing
  fi
}
device_set() { # STATE NAME [COMMAND THAT BRINGS IT]
  how=$1 link=$2 && shift 2
  case $how-$is in
    up-missing) "$@" && ifconfig "$link" up ;;
    up-*) ifconfig "$link" up ;;
    *) ifconfig "$link" down ;; # a module and its device stay: others may use them by now
  esac
}`;

const classicRoute = `
route_is() { # the table shows it as $line
  if route -n | grep -q "$line"; then echo there; else echo missing; fi
}
route_set() { # STATE WORDS
  if [ "$1" = there ]; then how=add; else how=del; fi
  shift
  route "$how" "$@"
}`;

/** By name; see print-pieces.ts. */
export const classicPieces = {
  classicSysctl,
  classicLargerSysctl,
  classicAddress,
  classicDevice,
  classicRoute,
} as const;
