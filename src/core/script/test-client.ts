/** The script of a client that tries the cluster: asks the VIP some times, and counts who answered. */
import type { Cluster } from '../cluster/cluster.types.ts';
import { type Address, familyOf, fullLength } from '../model/address.ts';
import { nameText } from './director.ts';
import { distinctPorts } from './marks-ports.ts';
import { vipTargets } from './openings-targets.ts';
import type { Item, Script } from './script.types.ts';

/** What a test client is told besides the cluster. */
export interface TestClientOptions {
  /** Requests for each address and port, 1..1000; 8 when absent. */
  readonly times?: number;
  /** The director's MAC address on this client's link, where it is known. */
  readonly mac?: string;
  /** The next machine on the way to the VIP, where this client has no route to it. */
  readonly via?: Address;
}

/** Of a service for many ports so many are asked. */
const mostPorts = 4;

/** What a browser would be told. Services for all ports are asked on 80. */
const urlsOf = (cluster: Cluster): readonly (readonly [vip: Address, url: string])[] =>
  vipTargets(cluster)
    .filter(({ protocol }) => protocol === 'tcp')
    .flatMap(({ address, ports }) => {
      const firsts = distinctPorts(ports).map(([first]) => first);
      const host = familyOf(address) === 6 ? `[${address}]` : address;
      return (firsts.length === 0 ? [80] : firsts.slice(0, mostPorts)).map(port => {
        const secure = port === 443 || port === 8443;
        const usual = port === (secure ? 443 : 80);
        return [address, `http${secure ? 's' : ''}://${host}${usual ? '' : `:${port}`}/`] as const;
      });
    });

const python =
  'import ssl, sys, urllib.request as u; sys.stdout.buffer.write(u.urlopen(sys.argv[1], timeout=5, context=ssl._create_unverified_context()).read(4096))';

/** Prints the page of a URL, by whatever is there; certificates are not looked at, for the VIP's name is not asked for. */
const askFunction = `ask() {
  if command -v curl >/dev/null; then
    curl -gksS --noproxy '*' -m 5 "$1"
  elif wget --version >/dev/null 2>&1; then
    wget -q -T 5 -t 1 --no-proxy --no-check-certificate -O - "$1"
  elif command -v wget >/dev/null; then
    wget -q -T 5 -O - "$1"
  elif command -v python3 >/dev/null; then
    python3 -c "${python}" "$1"
  else
    echo 'nothing to ask with: install curl' >&2
    return 127
  fi
}`;

/** TIMES VIP URL…: counts the answers by their first line of text. */
const countText = `${askFunction}
times=$1 vip=$2
shift 2
echo "route: $(ip route get "$vip" 2>&1 | head -n 1)"
for url; do
  echo "$url, $times requests:"
  count=0
  while [ "$count" -lt "$times" ]; do
    count=$((count + 1))
    answer=$({ ask "$url" 2>/dev/null || echo "(no answer, exit code $?)"; } |
      tr -cd '[:print:]\\n' | sed -n -e 's/<[^>]*>//g' -e '/[^ ]/{s/^ *//p;q;}' | cut -c 1-60)
    echo "\${answer:-(a page without text)}"
  done | sort | uniq -c | sort -rn
done
echo "neighbours: $(ip neigh show to "$vip" 2>/dev/null | head -n 1)"`;

const testItems = (cluster: Cluster, times: number): readonly Item[] => {
  const urls = urlsOf(cluster);
  return [...new Set(urls.map(([vip]) => vip))].map(vip => ({
    do: {
      what: 'program',
      start: [
        [
          'sh',
          '-c',
          countText,
          'sh',
          String(times),
          vip,
          ...urls.filter(([of]) => of === vip).map(([, url]) => url),
        ],
      ],
      stop: [],
      // Nothing stays behind: it runs at every start.
      check: [],
    },
    why: 'Asks some times, each time by a connection of its own, and counts the first lines of the answers: with a page for each real server it shows who got how many. Persistence sends one client to one server.',
  }));
};

const onLinkOnly = 'case $(ip route get "$1" 2>/dev/null) in *" via "*) exit 0 ;; esac';

const macFunction = `mac() { ip neigh show to "$1" | sed -n 's/.*lladdr \\([^ ]*\\).*/\\1/p' | head -n 1; }`;

/** Whose MAC address the VIP has on this client's link; behind a router that is the router's business. */
const macCheck = (
  vip: Address,
  { director }: Cluster,
  mac: string | undefined,
): readonly Script['checks'][number][] => {
  const wrong = (who: string): string =>
    `on this link ${vip} has not the MAC address of ${who}: a real server answers ARP for it and gets all requests, or nobody does`;
  if (mac !== undefined)
    return [
      {
        run: [
          'sh',
          '-c',
          `${onLinkOnly}\n${macFunction}\n[ "$(mac "$1")" = "$2" ]`,
          'sh',
          vip,
          mac.toLowerCase(),
        ],
        right: `${vip} is at the director's MAC address ${mac.toLowerCase()}, or behind a router`,
        wrong: wrong(`the director (${mac.toLowerCase()})`),
      },
    ];
  const dip = director.dip?.address;
  if (dip === undefined || familyOf(dip) !== familyOf(vip)) return [];
  const sameLink = 'case $(ip route get "$2" 2>/dev/null) in *" via "*) exit 0 ;; esac';
  return [
    {
      run: [
        'sh',
        '-c',
        [
          ...[onLinkOnly, sameLink, macFunction, askFunction],
          // Whatever it answers: what is looked for is the neighbour entry that comes of it.
          'ping -c 1 -W 1 "$2"; [ -n "$(mac "$2")" ] || ask "$3"',
          'own=$(mac "$1") && [ -n "$own" ] && [ "$own" = "$(mac "$2")" ]',
        ].join('\n'),
        ...['sh', vip, dip, `http://${familyOf(dip) === 6 ? `[${dip}]` : dip}/`],
      ],
      right: `${vip} has the same MAC address as the director (${dip}), or is behind a router`,
      wrong: wrong(`the director (${dip})`),
    },
  ];
};

const routeItems = ({ vips }: Cluster, via: Address | undefined): readonly Item[] =>
  via === undefined
    ? []
    : vips
        .filter(vip => familyOf(vip) === familyOf(via))
        .map(vip => ({
          do: {
            what: 'route',
            family: familyOf(vip),
            to: { address: vip, prefix: fullLength(familyOf(vip)) },
            via,
          },
          why: `The way to the VIP: this client has no other, or one that leads elsewhere.`,
          without: `there is no route to ${vip} through ${via}`,
        }));

/**
 * The script of a test client: `start` sets a route where one is asked for, asks every TCP service and prints who answered how often; `status`
 * asks once and looks at the route and at whose MAC address the VIP has. UDP and SCTP are not asked: they have no question that every
 * service would answer.
 */
export const testClientScript = (cluster: Cluster, options: TestClientOptions = {}): Script => {
  const times = Math.min(1000, Math.max(1, Math.round(options.times ?? 8)));
  const silent = vipTargets(cluster).some(({ protocol }) => protocol !== 'tcp');
  return {
    role: 'test client',
    flavour: 'iproute2',
    name: `lvs-client-${nameText(cluster.vips[0] ?? cluster.client)}`,
    header: [
      `A client of ${cluster.vips.join(', ')}: start asks ${times} times and counts who answered, status looks at the way to it.`,
      ...(silent
        ? ['Services of UDP and SCTP are not asked: there is no question that all of them answer.']
        : []),
    ],
    items: [...routeItems(cluster, options.via), ...testItems(cluster, times)],
    checks: [
      ...cluster.vips.map(vip => ({
        run: ['ip', `-${familyOf(vip)}`, 'route', 'get', vip],
        right: `there is a route to ${vip}`,
        wrong: `there is no route to ${vip}`,
      })),
      ...urlsOf(cluster).map(([, url]) => ({
        run: ['sh', '-c', `${askFunction}\nask "$1"`, 'sh', url],
        right: `${url} is answered`,
        wrong: `${url} is not answered`,
      })),
      ...cluster.vips.flatMap(vip => macCheck(vip, cluster, options.mac)),
    ],
  };
};
