# Runs keepalived once for each configuration named as an argument (without .conf), all at the same time, each in a
# network namespace of its own, and prints the tables that they make: a line `=== NAME`, its log, `--- save` with the
# table as ipvsadm -Sn prints it, `--- thresholds`. `failing` is looked at when its checks have failed, the others when
# keepalived says that it has started: no checker has run then. All that is written goes to /run. Logs are read by the
# shell itself: a process started to look at them costs more than keepalived does.
here=$1; shift
mkdir -p /run/keepalived /run/out
cd /run/out || exit 1
declare -A log
for name in "$@"; do
  ip netns add "$name"
  ip -n "$name" link set lo up
  mkfifo "$name"
  keepalived --namespace "$name" --check --no_bfd --dont-fork --log-console --log-detail --dont-respawn \
    --dont-release-ipvs --config-id me --use-file "$here/cases/$name.conf" \
    --pid "/run/out/$name.pid" --checkers_pid "/run/out/$name.checkers" > "$name" 2>&1 &
  exec {log[$name]}< "$name"
done
# Prints a log until so many lines matched; gives up when there is no line for a minute, or no more log.
await() {
  local left=$3
  while [ "$left" -gt 0 ]; do
    IFS= read -r -t 60 line <&"${log[$1]}" || { echo "$1: $left lines '$2' are missing" >&2; exit 1; }
    printf '%s\n' "${line#* [0-9][0-9][0-9][0-9]: }"
    [[ $line =~ $2 ]] && left=$((left - 1))
  done
}
for name in "$@"; do
  echo "=== $name"
  await "$name" 'Startup complete' 1
  if [ "$name" = failing ]; then await "$name" 'Removing service|Disabling service|Removing alive servers' 5; fi
  ip netns exec "$name" bash -c 'echo "--- save"; ipvsadm -Sn; echo "--- thresholds"; ipvsadm -Ln --thresholds'
  kill "$(< "$name.pid")"
done
wait
