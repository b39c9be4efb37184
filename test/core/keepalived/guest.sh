# Runs keepalived once for each configuration named as an argument (without .conf), all at the same time, each in a
# network namespace of its own, and prints the tables that they make: a line `=== NAME`, its log, `--- save` with the
# table as ipvsadm -Sn prints it, `--- thresholds`. `failing` and `all` are looked at when the checks in failing.conf
# have failed, the others when keepalived says that it has started: no checker has run then. Written is only to /run.
here=$1; shift
mkdir -p /run/keepalived /run/out
cd /run/out || exit 1
for name in "$@"; do
  ip netns add "$name"
  ip -n "$name" link set lo up
  keepalived --namespace "$name" --check --no_bfd --dont-fork --log-console --log-detail --dont-respawn \
    --dont-release-ipvs --config-id me --use-file "$here/cases/$name.conf" \
    --pid "/run/out/$name.pid" --checkers_pid "/run/out/$name.checkers" > "$name.log" 2>&1 &
done
# Waits until a log has so many lines that match; gives up after two minutes.
await() {
  for _ in {1..400}; do
    [ "$(grep -c -E "$2" "$1.log")" -ge "$3" ] && return
    sleep 0.3
  done
  echo "$1: there are no $3 lines '$2' in its log" >&2
  cat "$1.log" >&2
  exit 1
}
for name in "$@"; do
  echo "=== $name"
  await "$name" 'Startup complete' 1
  case $name in failing | all) await "$name" '(Removing|Disabling) service|Removing alive .*10\.60\.0\.1' 5 ;; esac
  sed 's/^.* [0-9][0-9][0-9][0-9]: //' "$name.log"
  ip netns exec "$name" sh -c 'echo "--- save"; ipvsadm -Sn; echo "--- thresholds"; ipvsadm -Ln --thresholds'
  kill "$(cat "$name.pid")"
done
wait
