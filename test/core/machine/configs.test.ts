import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { includesOf, readKeepalivedServices } from '../../../src/core/machine/keepalived-services.ts';
import { readLdirectordServices } from '../../../src/core/machine/ldirectord-services.ts';
import { hasFlag, longOption, shortOption } from '../../../src/core/machine/options.ts';
import { hostileText } from './hostile.ts';

const services = (...texts: readonly string[]) => readKeepalivedServices(texts).services;

describe('the services of keepalived.conf', () => {
  test.each([
    ['virtual_server 10.0.0.200 80 {\n lb_algo rr\n}\n', ['tcp:10.0.0.200:80']],
    ['virtual_server 10.0.0.200 53\n{\n protocol UDP\n}\n', ['udp:10.0.0.200:53']],
    ['virtual_server 10.0.0.200 3868 { protocol SCTP }', ['sctp:10.0.0.200:3868']],
    ['virtual_server fd00::0200 80 { protocol TCP }', ['tcp:[fd00::200]:80']],
    ['virtual_server 10.0.0.200 { persistence_timeout 60 }', ['tcp:10.0.0.200:0']],
    ['virtual_server fwmark 17 { real_server 10.0.0.11 80 { } }', ['fwm:17']],
    ['virtual_server fwmark 17 { real_server fd00::11 80 { } }', ['fwm6:17']],
    ['virtual_server fwmark 17 {\n ip_family inet6\n real_server 10.0.0.11 80 { } }', ['fwm6:17']],
    [
      '@lb1 virtual_server 10.0.0.200 80 { }\n@^lb1 virtual_server 10.0.0.201 80 { }',
      ['tcp:10.0.0.200:80', 'tcp:10.0.0.201:80'],
    ],
    ['! virtual_server 10.0.0.200 80 { }\n# virtual_server 10.0.0.201 80 { }\nvrrp_instance V { }', []],
    ['virtual_server 10.0.0.200 80 { # protocol UDP\n}', ['tcp:10.0.0.200:80']],
    ['vrrp_script s {\n script "echo virtual_server 10.0.0.200 80 # x"\n}', []],
    ['virtual_server_group G {\n 10.0.0.200 80\n}\n', []],
    ['virtual_server_group G {\n 10.0.0.200 80\n}\nvirtual_server group G { }', 'all'],
    ['$VIP=10.0.0.200\nvirtual_server $VIP 80 { }', 'all'],
    ['virtual_server 10.0.0.200 http { }', 'all'],
    ['virtual_server 10.0.0.200 80 {', ['tcp:10.0.0.200:80']],
    ['', []],
  ])('%j', (text, wanted) => {
    expect(services(text)).toEqual(wanted);
  });

  test('several files, one after the other; each service once', () => {
    const first =
      'virtual_server 10.0.0.200 80 {\n real_server 10.0.0.11 80 {\n TCP_CHECK { connect_timeout 3 }\n }\n}';
    expect(services(`include x.conf\n${first}`, 'virtual_server 10.0.0.201 80 { }', first)).toEqual([
      'tcp:10.0.0.200:80',
      'tcp:10.0.0.201:80',
    ]);
  });

  test('what else it does with the table', () => {
    const read = readKeepalivedServices(['global_defs {\n lvs_flush\n lvs_sync_daemon eth0 V\n}\n']);
    expect(read).toEqual({ services: 'all', flushes: true, syncDaemon: true });
    expect(readKeepalivedServices(['# lvs_flush\n'])).toEqual({
      services: [],
      flushes: false,
      syncDaemon: false,
    });
  });

  test('what it includes', () => {
    expect(
      includesOf(
        'include conf.d/*.conf\n includer "/etc/x.conf" # why\n#include no.conf\ninclude_check on\nincludem /a/b\r\n',
      ),
    ).toEqual(['conf.d/*.conf', '/etc/x.conf', '/a/b']);
  });
});

describe('the services of ldirectord.cf', () => {
  test.each([
    ['virtual=10.0.0.200:80\n\treal=10.0.0.11:80 gate\n', ['tcp:10.0.0.200:80']],
    ['virtual = 10.0.0.200:53\n\treal=10.0.0.11:53 masq\n', ['udp:10.0.0.200:53']],
    [
      'virtual=10.0.0.200:53\n\tprotocol = tcp\nvirtual=10.0.0.201:5060\n\tprotocol=udp\n',
      ['tcp:10.0.0.200:53', 'udp:10.0.0.201:5060'],
    ],
    ['virtual6=[fd00::200]:80\n', ['tcp:[fd00::200]:80']],
    ['virtual=17\n\tprotocol=fwm\nvirtual6=18\n', ['fwm:17', 'fwm6:18']],
    ['#virtual=10.0.0.200:80\nchecktimeout=3\n', []],
    ['virtual=www.example.org:80\n', 'all'],
    ['virtual=10.0.0.200:http\n', 'all'],
    ['', []],
  ])('%j', (text, wanted) => {
    expect(readLdirectordServices(text)).toEqual(wanted);
  });
});

test('hostile configurations never throw', () => {
  const text = hostileText(
    ...[
      'virtual_server ',
      'virtual=',
      'virtual6=[',
      'fwmark ',
      'group ',
      '{',
      '}',
      '"',
      '!',
      '#',
      '\ninclude ',
    ],
    ...['10.0.0.1', ':80', ' 4294967296', ' -1', ' protocol ', '@', '99999999999999999999'],
  );
  fc.assert(
    fc.property(text, input => {
      readKeepalivedServices([input, input]);
      readLdirectordServices(input);
      includesOf(input);
    }),
  );
});

describe('options of other programs', () => {
  test('long ones', () => {
    expect(longOption(['x', '--mode=a', '--mode', 'b'], 'mode')).toBe('b');
    expect(longOption(['x', '--mode'], 'mode')).toBe('');
    expect(longOption(['x', '--mode='], 'mode')).toBe('');
    expect(longOption(['x', '--modes=a', 'mode'], 'mode')).toBeUndefined();
  });

  test('letters', () => {
    expect(shortOption(['x', '-Df', 'a'], 'f', 'D')).toBe('a');
    expect(shortOption(['x', '-fa'], 'f', 'D')).toBe('a');
    expect(shortOption(['x', '-f'], 'f', 'D')).toBe('');
    expect(shortOption(['x', '-pf', 'a'], 'f', 'D')).toBeUndefined();
    expect(hasFlag(['x', '-DP'], 'vrrp', 'P', 'DP')).toBe(true);
    expect(hasFlag(['x', '--vrrp'], 'vrrp', 'P', 'D')).toBe(true);
    expect(hasFlag(['x', '-p', '/P', '-pP'], 'vrrp', 'P', 'D')).toBe(false);
  });
});
