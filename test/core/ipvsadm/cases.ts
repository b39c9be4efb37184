/** The command lines and rule texts that record.ts tries on the real tool, and that the tests try on ours. */

/** The table before each command line: rules for -R. */
export const tableBefore =
  '-A -t 10.0.0.1:80\n-A -u 10.0.0.1:80\n-A -f 7\n-A -f 7 -6\n-A -t [fd00::1]:80\n' +
  '-a -t 10.0.0.1:80 -r 10.0.0.3:80 -g -w 5\n';

const vip = '10.0.0.1:80';
const free = '10.0.0.8:80';
const add = (...more: string[]): string[] => ['-A', '-t', free, ...more];
const addServer = (...more: string[]): string[] => ['-a', '-t', vip, '-r', '10.0.0.2', ...more];

const commands: readonly (readonly string[])[] = [
  add(),
  ['-E', '-t', vip],
  ['-D', '-t', vip],
  ['-C'],
  ['-L'],
  addServer(),
  ['-e', '-t', vip, '-r', '10.0.0.3'],
  ['-d', '-t', vip, '-r', '10.0.0.3'],
  ['--set', '1', '2', '3'],
  ['--start-daemon', 'master'],
  ['--stop-daemon', 'master'],
  ['-R'],
  ['-S'],
  ['-Z'],
];

/** Every option once, in the order in which ipvsadm checks them. */
const options: readonly (readonly string[])[] = [
  ['-n'],
  ['-c'],
  ['-t', vip],
  ['-s', 'rr'],
  ['-p', '5'],
  ['-M', '255.0.0.0'],
  ['-r', '10.0.0.2'],
  ['-m'],
  ['-w', '2'],
  ['-x', '3'],
  ['-y', '2'],
  ['--mcast-interface', 'nope'],
  ['--timeout'],
  ['--daemon'],
  ['--stats'],
  ['--rate'],
  ['--thresholds'],
  ['--persistent-conn'],
  ['--nosort'],
  ['--syncid', '3'],
  ['-X'],
  ['-o'],
  ['--pe', 'sip'],
  ['-b', 'flag-1'],
  ['--mcast-group', '224.0.0.9'],
  ['--mcast-port', '5'],
  ['--mcast-ttl', '5'],
  ['--sync-maxlen', '1000'],
  ['--tun-info'],
  ['--tun-type', 'ipip'],
  ['--tun-port', '5'],
  ['--tun-nocsum'],
  ['--tun-csum'],
  ['--tun-remcsum'],
  ['-6'],
  ['--sort'],
];

const admitted = commands.flatMap(command => [command, ...options.map(option => [...command, ...option])]);
const ordered = options.slice(0, -3).map((option, index) => ['-C', ...(options[index + 1] ?? []), ...option]);
const listed = [['--timeout'], ['--daemon'], ['-c'], ['-t', vip]].flatMap(kind =>
  options.slice(0, -2).map(option => ['-L', ...kind, ...option]),
);
const required = ['-A', '-E', '-D', '-a', '-e', '-d'].flatMap(command =>
  [[], ['-t', vip], ['-r', '1.2.3.4'], ['-n'], ['-s', 'rr']].map(more => [command, ...more]),
);

const popt: readonly (readonly string[])[] = [
  ...[['-'], ['--'], [''], ['foo', '-L'], ['--', '-L'], ['', '-L'], ['-t'], ['-n'], ['-n', '-L'], ['-tX'], ['-w5'], ['-6']],
  ...[['-A', '-'], ['-L', '-'], ['-L', '--', '-n'], ['-L', 'foo', '-n'], ['-L', '-n', 'foo', 'bar', '-z'], ['-L', '-nz']],
  ...[['-Lnz'], ['-L', '--numeric=3'], ['--list=3'], ['-L', '-n=3'], ['-L', '-n=', '3'], ['-L=n'], ['-n=L'], ['-L', '--bogus=3']],
  ...[['-L', '--num'], ['-L', '-numeric'], ['-list'], ['--l'], ['---L'], ['-L', '---n'], ['-L', '-', '-n'], ['-L', '-n-']],
  ...[['-L', ''], ['-L', '-n', '--', '--'], ['-C', '--'], ['-L', '--', 'foo'], ['-L', '-?'], ['--usage'], ['-L', '--usage']],
  ...[['-A', '-t'], ['-A', '-nt'], [`-At=${free}`], ['-A', `-t=${free}`], ['-A', '--tcp-service'], ['-A', '--tcp-service=']],
  ...[['-A', '-t', ''], add('-p', '-5'), add('-p', '-s', 'rr'), add('-p', ''), add('--persistent='), add('--persistent=77')],
  ...[add('--persistent'), add('--persistent', '78'), add('-p=300'), add('-p300'), add('-p300s'), add('-p', 'rr'), add('-p=')],
  ...[add('-p', '--', '300'), add('-s', '--'), add('-s', '-'), add('-swlc'), add('-s=rr'), add('-p==5'), add('--persistent==5')],
  ...[['-A', '-t', free, '-op5'], ['-A', '-u', free, '-op5'], ['-A', '-u', free, '-op', '5']],
  ...[['-A', '-A'], ['-A', '-tA'], ['-A', '-nE'], ['-A', '--edit-service'], ['-L', '-h'], ['-L', '--help'], ['-L', '-v']],
  ...[['-L', '--set'], ['-L', '--start-daemon'], ['-L', '--start-daemon', 'master'], ['-L', '-l'], ['-L', '-Z'], ['-Lh']],
  ...[['-L', '--version'], ['-L', '--set=3'], ['-L', '--start-daemon=']],
  ...[['--start-daemon'], ['--start-daemon', 'foo'], ['--stop-daemon'], ['--stop-daemon', 'foo'], ['--start-daemon=']],
  ...[['--start-daemon=bar'], ['--start-daemon', 'master', '--start-daemon', 'backup'], ['-v'], ['-v', 'foo'], ['--version']],
  ...[['-L', '-nn'], ['-L', '--sort', '--sort'], ['-L', '--nosort', '--nosort'], ['-L', '--nosort', '--sort'], ['-L', '-X', '-X']],
  ...[['-A', '-g', '-g'], ['-a', '-m', '-i'], ['-A', '-f', '1', '-6', '-6'], ['-A', '-6', '-f', '1'], add('-6')],
  ...[['-A', '-f', '1', '-t', free], ['-A', '-u', free, '-t', free], ['-A', '-t', 'bad', '-z'], ['-A', '-z', '-t', 'bad']],
  ...[add('-t', 'bad'), add('-w', 'bad'), add('-w', '5'), ['-C', '-w', 'bad']],
  ...[['-A', '-t', '!#:+', free, '-s', 'rr'], add('-s', '!#:+', 'rr'), add('-s', 'x!#:+y', 'rr'), ['-A', '-t=!#:+', free]],
  ...[['-A', '--tcp-service=!#:+', free], ['-At!#:+', free], ['-A', '-t', '!#:+', '-s', 'rr', free], add('-p', '!#:+', '5')],
  ...[['-A', '-t', '!#:+!#:+', '10.0.0.', '8:80'], ['-A', '-t', '!#:+', free, '-s', '!#:+', 'rr']],
];

const timeouts: readonly (readonly string[])[] = [
  ...[['1', '2'], [], ['1', '2', '3', '4'], ['-1', '2', '3'], ['1', '2', '-n', '3'], ['a', '2', '3'], ['1', 'a', 'b']],
  ...[['2678401', '1', '1'], ['0', '0', '0'], ['', '', ''], [' 5', '+5', '05'], ['--', '-1', '2', '3'], ['5x', '1', '1']],
  ...[['1', '2', '3', '-z'], ['1', '2', 'x', '4'], ['1', '2', '3', '-L'], ['1', '2', '2678400'], ['1', '2', '-b', 'bogus']],
].map(words => ['--set', ...words]);

const spelled = ['-1', '0', '1', '65535', '65536', '2147483647', '2147483648', '4294967295', '4294967296', '', '  ', '1 '];
const spellings = [...spelled, ' 7', '+7', '007', '0x10', '1e3', '1.5', '-0', '+0', '99999999999999999999', '--1', '\t5', '7\n'];
const few = ['-1', '0', '1', '255', '256', '65507', '65508', '65535', '65536', '2147483647', '2147483648', '', ' 7', '010', '5x'];
const daemon = (...more: string[]): string[] => ['--start-daemon', 'master', '--mcast-interface', 'nope', ...more];
const numbers: readonly (readonly string[])[] = [
  ...spellings.map(text => addServer('-w', text)),
  ...[...spellings, '010', 'abc', '1a', '-4294967295', '2147483649'].map(text => ['-A', '-f', text]),
  ...[...spellings, '2678400', '2678401', '5m'].map(text => add('-p', text)),
  ...few.flatMap(text => [
    addServer('-x', text),
    addServer('-y', text),
    addServer('-i', '--tun-type', 'gue', '--tun-port', text),
    daemon('--syncid', text),
    ['--stop-daemon', 'master', '--syncid', text],
    daemon('--mcast-ttl', text),
    daemon('--mcast-port', text),
    daemon('--sync-maxlen', text),
  ]),
];

const groups = ['224.0.0.81', '239.255.255.255', '240.0.0.1', '10.0.0.1', '', 'ff02::1', 'fe80::1', 'ff02::g', 'foo:', 'foo'];
const moreGroups = ['224.0.0', '224.0.0.081', '0xe0.0.0.1', ' 224.0.0.1', 'FF02::1'];

const tunnels = [[], ['--tun-type', 'ipip'], ['--tun-type', 'gue'], ['--tun-type', 'gre']].flatMap(type =>
  [[], ['--tun-port', '6080']].flatMap(port =>
    [
      ...[[], ['--tun-nocsum'], ['--tun-csum'], ['--tun-remcsum']],
      ...[['--tun-nocsum', '--tun-csum'], ['--tun-csum', '--tun-remcsum']],
    ].map(sums => [...type, ...port, ...sums]),
  ),
);
const servers: readonly (readonly string[])[] = [
  ...tunnels.map(tunnel => addServer('-i', ...tunnel)),
  ...tunnels.filter(tunnel => tunnel.length > 0 && tunnel.length < 3).map(tunnel => addServer('-m', ...tunnel)),
  ...['IPIP', '', 'fou', 'gre '].map(type => addServer('-i', '--tun-type', type)),
  addServer('-i', '--tun-nocsum', '--tun-nocsum'),
  ['-a', '-t', vip, '-i', '--tun-type', 'gue'],
  ['-a', '-t', vip, '-r', '::1', '-m', '--tun-type', 'gre'],
  ...['-a', '-e', '-d'].flatMap(command => [
    [command, '-t', vip, '-r', '[::1]:80'],
    [command, '-t', vip, '-r', '[::1]:80', '--tun-type', 'gue'],
    [command, '-t', vip, '-r', '[fd00::9]:80', '-i'],
    [command, '-t', '[fd00::1]:80', '-r', '10.0.0.9:80', '-i'],
    [command, '-t', '[fd00::1]:80', '-r', '10.0.0.9:80', '-m'],
    [command, '-f', '7', '-6', '-r', '10.0.0.9', '-m'],
    [command, '-f', '7', '-r', 'fd00::1', '-6', '-m'],
    [command, '-r', 'fd00::1', '-f', '7', '-6', '-m'],
    [command, '-f', '7', '-r', '10.0.0.5:8080', '-6', '-g'],
    [command, '-t', vip, '-r', '10.0.0.3', '-m'],
    [command, '-t', vip, '-r', '10.0.0.3:8080', '-g'],
    [command, '-t', vip, '-r', '10.0.0.3:8080', '-m'],
    [command, '-t', free, '-r', '10.0.0.3', '-m'],
  ]),
  ...['10.0.0.9:http', '10.0.0.9:domain', '10.0.0.9', '10.0.0.9:0', '10.0.0.9:8080', '10.0.0.9:nosuch'].flatMap(server =>
    ['-m', '-g'].flatMap(method =>
      [
        ['-f', '7'],
        ['-t', vip],
        ['-u', vip],
      ].flatMap(service => [
        ['-a', ...service, '-r', server, method],
        ['-a', '-r', server, ...service, method],
      ]),
    ),
  ),
];

const flagTexts = [
  ...['', 'flag-1', 'flag-2', 'flag-3', 'flag-1,flag-2', 'flag-3,flag-1', 'sh-port', 'sh-fallback', 'sh-port,sh-fallback'],
  ...['mh-port', 'mh-fallback', 'flag-1,,flag-2', ',flag-1', 'flag-1,', 'sh-port ', ' sh-port', 'flag-4', 'FLAG-1', ','],
  ...['sh-port,mh-port', 'mh-port,bogus', 'bogus,mh-port', ',,', 'flag-1,flag-2,flag-3', 'x'.repeat(300)],
];
const flags: readonly (readonly string[])[] = [
  ...['sh', 'mh', 'rr'].flatMap(scheduler => flagTexts.map(text => add('-s', scheduler, '-b', text))),
  ...[add('-b', 'sh-port', '-s', 'sh'), add('-b', 'sh-port'), add('-b', `${'flag-1,'.repeat(40)}bogus`)],
  ...[add('-s', 'shh', '-b', 'sh-port'), add('-s', '', '-b', 'flag-1'), add('-s', 'none', '-b', 'flag-1')],
  ...[['-A', '-b', 'bogus'], ['-L', '-b', 'bogus'], ['-C', '-b', 'bogus'], addServer('-b', 'bogus'), add('-b', 'bogus', 'stray')],
  ...[add('-b', 'bogus', '-w'), add('-b', 'bogus', '-w', '3'), add('-b', ',', '-w', '3'), add('-b', 'bogus', '-s', 'x', '-z')],
  ...[['-A', '-t', '10.0.0.8', '-o', '-b', 'bogus'], ['-A', '-t', '10.0.0.8', '-b', 'sh-port'], add('-o', '-b', 'sh-port')],
];

const masks = [
  ...['24', '255.255.255.0', '255.0.255.0', '0.0.0.0', '/24', '255.255.255.255', '0xffffff00', 'localhost', 'foo', ''],
  ...['255.255.255.0 ', '255.255.255.0 x', '255.255.255', '-1', '4294967295', '4294967296', '0', '64', '129', '128', '64x'],
  ...['::1', '127.1', ' 255.0.0.0'],
];
const services: readonly (readonly string[])[] = [
  ...['', 'none', 'abcdefghijklmnopq', 'WLC', 'rr '].map(scheduler => add('-s', scheduler)),
  ...['', 'sip', 'SIP', 'sipsipsipsipsipsipsip'].flatMap(pe => [add('--pe', pe), ['-A', '-u', free, '-p', '5', '--pe', pe]]),
  ...masks.flatMap(mask => [
    add('-p', '5', '-M', mask),
    ['-A', '-t', '[fd00::8]:80', '-p', '5', '-M', mask],
    ['-A', '-f', '1', '-6', '-p', '5', '-M', mask],
  ]),
  ['-A', '-M', '64', '-p', '5', '-t', '[fd00::8]:80'],
  ['-A', '-M', '255.0.0.0', '-p', '5', '-t', free],
  ['-A', '-f', '1', '-p', '5', '-M', '64', '-6'],
  ['-A', '-f', '1', '-p', '5', '-M', '255.255.0.0', '-6'],
  ['-A', '-M', '255.0.0.0', '-f', '1', '-p', '5'],
  ['-A', '-M', '64', '-f', '1', '-6', '-p', '5'],
  add('-M', '255.0.0.0'),
  ['-A', '-f', '1', '-6', '-M', '64', '-6', '-p'],
  ...[['-A', '-t', '10.0.0.8', '-o'], ['-A', '-f', '1', '-o', '-b', 'sh-port'], ['-A', '-f', '1', '-o', '-p', '5', '-6', '-b', 'flag-3']],
  ...[['-A', '-o'], ['-A', '--sctp-service', free, '-o'], ['-A', '--sctp-service', free], ['-D', '-t', '10.0.0.1']],
  ...[['-E', '-t', '10.0.0.1'], ['-Z', '-t', '0.0.0.0:0'], ['-Z', '-t', vip], ['-Z', '-t', free], add('-p', '5', '-o', '-n')],
  ...[['-Ln', '-t', '0.0.0.0:0'], ['-Ln', '-t', '10.0.0.1'], ['-a', '-t', '10.0.0.1', '-r', '10.0.0.2:80']],
  ...[['-E', '-t', free], ['-E', '-f', '7', '-6', '-s', 'rr'], ['-E', '-t', vip, '-p', '9', '-M', '255.255.0.0']],
];

const addresses = [
  ...['80', '10.1:80', '012.0.0.1:80', '0x0a000001:80', '192.168.100:80', '10.0.0.9:', '10.0.0.9:http', '10.0.0.9:80x'],
  ...['10.0.0.9:65536', '10.0.0.9:65535', '10.0.0.9:-1', '10.0.0.9: 80', '10.0.0.9:+80', '10.0.0.9:080', '10.0.0.9:0x50'],
  ...['10.0.0.9 :80', ' 10.0.0.9:80', '10.0.0.9:80:90', '::1', '[::1]:80', '[::1]', '[::1]:', '[::1]80', '[::1', '[]:80', ':80', ''],
  ...['[fe80::1%lo]:80', 'fe80::1%lo', '[10.0.0.9]:80', '[10.0.0.9]', '[10.0.0.9]:bogus', '[10.0.0.9:80]:90', '[80]:80'],
  ...['[10.0.0.9:bogus]:90', '[10.1]:80', '[10.0.0.9]x', '[localhost:80]:1', '[localhost]:80', '[1.2.3.4:5:6]:7', '[::1:80]:90'],
  ...['::', '::ffff:10.0.0.9', '[::ffff:10.0.0.9]:80', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8:80', '2001:db8::1:80', 'localhost:80'],
  ...['localhost', 'ip6-localhost:80', '256.0.0.1:80', '10.0.0.9:HTTP', '10.0.0.9:domain', '10.0.0.256:80', '1.2.3.4.5:80'],
  ...['10.0.0.08:80', '10.0.0.9a:80', '0xG:80', '1.65536:80', '1.16777215:80', '1.16777216:80', '4294967295:80', '4294967296:80'],
  ...['80:80', '0:80', '+10.0.0.9:80', '10..1:80', '.1:80', '10.0.0.9\t:80', '10.0.0.9 x:80', '0x:80', '0x.1:80', '1.2.3.:80'],
  ...['1.:80', '00:80', '-1:80', `${'a'.repeat(300)}:80`, `10.0.0.9:${'0'.repeat(60)}80`, '10.0.0.9:99999999999999999999'],
  ...['10.0.0.9:-0', '0.0.0.0:80', '255.255.255.255:80', '[fd00::9]:http', '[fd00::9]:99999', '[fd00::9]: 80', '[FD00::A]:80'],
  ...['[fd00:0:0::9]:80', '[fd00::9]:80]', '[[fd00::9]:80', '[fd00::9]x:80', 'fd00::9]:80', '10.0.0.9:nosuch', '1.0x10:80'],
  ...['0377.1:80', '08.1:80', '[::10.0.0.9]:80', '::1:80', '[1::2::3]:80', '[::1.2.3]:80', '[::01]:80', '[::00001]:80'],
  ...['[12345::]:80', '1::', '::1.2.3.4', '[fe80::1%eth0]:80', '[::1]:+80', '10.0.0.9:8 0', '10.0.0.9:80 ', 'fd00::9 ', ' fd00::9'],
  ...['[ fd00::9]:80', '10.0.0.9:80]'],
];

/** All command lines. */
export const lines: readonly (readonly string[])[] = [
  ...[admitted, ordered, listed, required, popt, timeouts, numbers].flat(),
  ...[...groups, ...moreGroups].map(group => daemon('--mcast-group', group)),
  ...[servers, flags, services].flat(),
  ...addresses.flatMap(address => [
    ['-A', '-t', address, '-p', '5'],
    ['-a', '-t', vip, '-r', address, '-m'],
  ]),
  ...['10.0.0.9:domain', '10.0.0.9:http'].flatMap(address => [
    ['-A', '-u', address],
    ['-A', '--sctp-service', address],
  ]),
];

const one = '-A -t 10.0.0.1:80';
const two = '-A -t 10.0.0.2:80';

/** Texts for -R, each beginning with an empty table. */
export const restoreTexts: readonly string[] = [
  ...['', '\n', ' ', '-A', '-C ', '-C  '],
  ...[one, `${one} `, `${one}  `, `${one}\t`, `${one} \t `, `${one}\r`, `${one} \n`, `${one}\n   `, `${one} -s rr  `],
  ...['  ', '   ', ' ', '\t', '\r', ' \r', ' \n ', ' ipvsadm', ' ipvsadm '].map(end => `${one}\n${two}${end}`),
  ...[`\n\n  \n${one}\r\n\t ${two}\r\n`, `ipvsadm\nipvsadm ipvsadm\n${one}`, 'ipvsadm -A ipvsadm -t 10.0.0.1:80\n'],
  ...[`# x\n${one}\n`, `${one}\n# x\n${two}\n`, `hello\n${one}\n`, `/sbin/ipvsadm ${one}\n`, `sudo ipvsadm ${one}\n`],
  ...['-v', '-R', '-C', '-L -t 10.0.0.9:80', '-Z -t 10.0.0.9:80', '-D -t 10.0.0.9:80', '--set 0 0 0', one].map(
    between => `${one}\n${between}\n${two}\n`,
  ),
  ...[`${one} -w\n${two}\n`, `${one} --bogus\n${two}\n`, `${one} -z`, `${one} -w 5\n${two}\n`, `${one} -6 `, `${one} -b ,\n${two}\n`],
  ...[`${one}\n${one}\n`, `${one}\n-L -t 10.0.0.9:80\n`, `${one}\n-L -t 10.0.0.9:80\n-S\n`, `${one}\n-S -n\n`, `${one} \\\n -s rr\n`],
  ...[`${one}\u000b\n`, '-A\u00a0-t 10.0.0.1:80\n', `${one}\f-s rr\n`, `${one}\n${two} -z\n-L --timeout`],
  `${one} ${'--sort '.repeat(700)} -s rr\n${two}\n`,
  `${one} -s ${'r'.repeat(5000)}\n${two}\n`,
  `${one} ${'-n'.repeat(3000)}\n${two}\n`,
];
