# A client of the lab that holds connections: run in the client's namespace, it does what it reads, one answer a line.
#   open NAME PORT  connects to the VIP and sends a line; the answer is the server's name, or `refused`
#   say NAME [SECS] sends another line; the server's name, or `silence` after so many seconds (30), or `reset`
#   once PORT       opens, asks and resets
#   reset NAME      ends the connection with RST: what a client has not read when it closes makes its kernel send one
# An entry of IPVS outlives a FIN by two minutes that nothing shortens, and a RST by ten seconds.
declare -A handles
count=0
ask() {
  count=$((count + 1))
  local mine=$count patience=${2:-30} reply
  echo "$mine" >&"$1" || { echo reset; return; }
  while :; do
    read -r -t "$patience" -u "$1" reply
    case $? in
      0) [ "${reply#* }" = "$mine" ] && { echo "${reply% *}"; return; } ;;
      1) echo reset; return ;;
      *) echo silence; return ;;
    esac
  done
}
break_off() {
  local handle=$1
  echo unread >&"$handle"
  sleep 0.5
  exec {handle}>&-
}
while read -r what name port; do
  case $what in
    open)
      exec {handle}<> /dev/tcp/10.1.0.200/"$port" || { echo refused; continue; }
      handles[$name]=$handle
      ask "$handle"
      ;;
    say) ask "${handles[$name]}" "$port" ;;
    once)
      exec {handle}<> /dev/tcp/10.1.0.200/"$name" || { echo refused; continue; }
      heard=$(ask "$handle")
      break_off "$handle"
      echo "$heard"
      ;;
    reset)
      break_off "${handles[$name]}"
      echo done
      ;;
  esac
done 2> /dev/null
