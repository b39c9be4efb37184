import { describe, expect, test } from 'vitest';
import { commandsOf, linesOf, problemsOf, wordsOf } from './explain-helpers.ts';

const add = '-A -t 10.0.0.1:80 -s rr';
const kinds = (text: string): readonly string[] =>
  linesOf(text).map(({ number, kind }) => `${number} ${kind}`);

describe('what surrounds a command', () => {
  test.each([
    ['a prompt of root', '[root@lvs1 ~]# ipvsadm -A -t 10.0.0.1:80 -s rr'],
    ['a prompt with a path', 'root@lvs1:/etc# ipvsadm -A -t 10.0.0.1:80 -s rr'],
    ['a dollar', '$ ipvsadm -A -t 10.0.0.1:80 -s rr'],
    ['sudo', 'sudo ipvsadm -A -t 10.0.0.1:80 -s rr'],
    ['sudo as somebody', 'sudo -u root /sbin/ipvsadm -A -t 10.0.0.1:80 -s rr'],
    ['backquotes', '`ipvsadm -A -t 10.0.0.1:80 -s rr`'],
    ['the number of a step', '3. ipvsadm -A -t 10.0.0.1:80 -s rr'],
    ['a step and backquotes', '1) `sudo ipvsadm -A -t 10.0.0.1:80 -s rr`'],
    ['a bullet', '* ipvsadm -A -t 10.0.0.1:80 -s rr'],
    ['a comment after it', 'ipvsadm -A -t 10.0.0.1:80 -s rr # the web'],
    ['a line end of DOS', 'ipvsadm -A -t 10.0.0.1:80 -s rr\r'],
    ['a continuation', 'ipvsadm -A \\\r\n  -t 10.0.0.1:80 \\\n -s rr'],
    ['variables', `export VIP=10.0.0.1\nP=80; S="rr"\nI=/sbin/ipvsadm\n$I -A -t $\{VIP}:$P -s $S`],
    ['a variable of the same line', 'VIP=10.0.0.1; ipvsadm -A -t $VIP:80 -s rr'],
    ['another command before it', 'modprobe ip_vs && ipvsadm -A -t 10.0.0.1:80 -s rr; true'],
    ['redirections', 'ipvsadm -A -t 10.0.0.1:80 -s rr >/dev/null 2>&1'],
    ['a subordinate shell', "sudo bash -c 'ipvsadm -A -t 10.0.0.1:80 -s rr'"],
    ['nohup and the background', 'nohup ipvsadm -A -t 10.0.0.1:80 -s rr &'],
    ['no program at all, as in a saved file', '-A -t 10.0.0.1:80 -s rr'],
    ['a here-document for -R', 'ipvsadm -R <<EOF\n-A -t 10.0.0.1:80 -s rr\nEOF'],
    ['a here-document through cat', "cat <<'E' | ipvsadm-restore\n# saved\n-A -t 10.0.0.1:80 -s rr\nE"],
    ['a loop over words', 'for p in 80; do ipvsadm -A -t 10.0.0.1:$p -s rr; done'],
    ['a loop over lines', `for p in 80\ndo\n  ipvsadm -A -t 10.0.0.1:$\{p} -s rr\ndone`],
    ['the branch start', 'case "$1" in\n start)\n ipvsadm -A -t 10.0.0.1:80 -s rr\n ;;\nesac'],
    ['the function start', 'start() {\n ipvsadm -A -t 10.0.0.1:80 -s rr\n}'],
  ])('%s', (_name, text) => {
    expect(commandsOf(text).filter(command => command !== '-R')).toEqual([add]);
  });

  test('a fenced block is read, the text around it is not', () => {
    const text = [
      'The director:',
      '```bash',
      'ipvsadm -A -t 10.0.0.1:80 -s rr',
      '```',
      'mytool does the rest',
    ].join('\n');
    expect(commandsOf(text)).toEqual([add]);
    expect(kinds(text)).toEqual(['1 unread', '3 ipvsadm', '5 unread']);
  });

  test('a loop goes through its words in their order, with the numbers of its lines', () => {
    const text = [
      'RIPS="10.0.0.7 10.0.0.14"',
      'ipvsadm -A -t 10.0.0.1:80 -s rr',
      'for r in $RIPS; do',
      '  ipvsadm -a -t 10.0.0.1:80 -r $r:80 -g',
      'done',
    ].join('\n');
    expect(commandsOf(text)).toEqual([
      add,
      '-a -t 10.0.0.1:80 -r 10.0.0.7:80 -g -w 1',
      '-a -t 10.0.0.1:80 -r 10.0.0.14:80 -g -w 1',
    ]);
    const made = linesOf(text).filter(({ text: line }) => line.includes('-r 10.0.0.'));
    expect(made.map(({ number, text: line }) => [number, line])).toEqual([
      [4, 'ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.7:80 -g'],
      [4, 'ipvsadm -a -t 10.0.0.1:80 -r 10.0.0.14:80 -g'],
    ]);
  });

  test.each([
    ['{1..3}', 3],
    ['$(seq 5 8)', 4],
    ['$(seq 1 1000)', 0],
    ['$(cat list)', 0],
    ['a{b,c}', 0],
  ])('for over %s makes %i commands', (words, count) => {
    expect(commandsOf(`for i in ${words}; do ipvsadm -D -u 10.0.0.1:$i; done`).length).toBe(count);
  });
});

describe('what only a shell knows', () => {
  test.each([
    ['a condition', 'if [ -f /x ]; then\nipvsadm -C\nfi', 'a condition'],
    ['the other half of it', 'if ipvsadm -Ln | grep -q x; then\n:\nelse\nipvsadm -C\nfi', 'a condition'],
    ['a test before it', '[ -f /x ] && ipvsadm -C', 'a condition'],
    [
      'another that fails',
      'ping -c1 10.0.0.1 || ipvsadm -C',
      'what runs only when the command before it fails',
    ],
    ['a loop without end', 'while true; do\nipvsadm -C\ndone', 'a loop'],
    ['a function', 'frob() {\nipvsadm -C\n}', 'the function frob'],
    ['a branch', 'case $1 in\nclear)\nipvsadm -C\n;;\nesac', 'the branch clear'],
    [
      'a condition in the branch start',
      'case $1 in\nstart)\nif test -f /x; then\nipvsadm -C\nfi\n;;\nesac',
      'a condition',
    ],
  ])('%s', (_name, text, within) => {
    expect(commandsOf(text)).toEqual([]);
    expect(problemsOf(text).map(problem => problem.text)).toContain(
      `It stands in ${within}: only a shell knows whether it runs. It is left out of a plan.`,
    );
  });

  test.each(['stop', 'restart', '*', 'stop|down'])('the branch %s is not taken', pattern => {
    const text = `case $1 in\n${pattern}) ipvsadm -C ;;\nesac`;
    expect(commandsOf(text)).toEqual([]);
    expect(problemsOf(text)[0]?.text).toBe(
      `It stands in the branch ${pattern}, which is not taken: it is left out of a plan.`,
    );
  });

  test('a variable that nothing sets', () => {
    expect(problemsOf('ipvsadm -A -t $VIP:80')).toEqual([
      {
        line: 1,
        level: 'wrong',
        text: 'It cannot be read as it stands: the variable $VIP is not set in this file.',
        fix: 'VIP=... above it',
      },
    ]);
    expect(problemsOf('ifconfig lo:0 $VIP netmask 255.255.255.255')[0]?.text).toBe(
      'Nothing in this text sets $VIP.',
    );
  });

  test.each([
    'VIP=$(hostname -i)',
    'VIP=`hostname -i`',
    'read VIP',
    'read -p "VIP? " VIP',
    'for VIP in $(cat vips); do',
  ])('a variable that %s sets is no slip', line => {
    const found = problemsOf(`${line}\nipvsadm -A -t $VIP:80`);
    expect(found.map(({ level }) => level)).toEqual(['note']);
    expect(found[0]?.text).toContain('only a shell knows the value of $VIP');
  });

  test('what runs elsewhere is told and counts for nothing here', () => {
    for (const line of ['ssh root@rs1 ipvsadm -C', 'ssh rs1 "ipvsadm -C"', 'ip netns exec dir ipvsadm -C']) {
      expect(commandsOf(line)).toEqual([]);
      expect(wordsOf(line)).toMatch(/^Runs .* Removes every service/);
    }
    expect(problemsOf('ssh rs1 setenforce 0')).toEqual([]);
  });
});

describe('structures that never end', () => {
  test('a loop without done still tells its body, and makes nothing of it', () => {
    const text = 'for r in 10.0.0.7 10.0.0.8; do\n  ipvsadm -a -t 10.0.0.1:80 -r $r -g\n  modprobe ip_vs';
    expect(commandsOf(text)).toEqual([]);
    expect(kinds(text)).toEqual(['1 shell', '2 ipvsadm', '3 other']);
  });

  test('ends without beginnings are passed over', () => {
    expect(commandsOf(`done\nfi\nesac\n}\n;;\nipvsadm ${add}`)).toEqual([add]);
  });
});

describe('one-line structures are one thing', () => {
  test.each([
    [
      'for i in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $i; done',
      'other',
      /each file that fits .* Sets net\.ipv4\.conf\.\*\.rp_filter to 0/,
    ],
    ['for i in 1 2 3; do curl 10.0.0.1; done', 'other', /^Repeats what follows .* Asks a service/],
    ['for i in $(ls ipvs); do modprobe $i; done', 'other', /only a shell knows\. Loads modules/],
    [
      'if [ -f /x ]; then echo 1 > /proc/sys/net/ipv4/ip_forward; fi',
      'other',
      /only if a condition holds.* Sets net\.ipv4\.ip_forward to 1/,
    ],
    [
      'for p in $(seq 50000 60000); do ipvsadm -D -u 10.0.0.1:$p; done',
      'shell',
      /each number from 50000 to 60000\. Is meant to remove/,
    ],
    ['while :; do ipvsadm -Ln; sleep 1; done', 'shell', /while a condition holds/],
  ])('%s', (line, kind, words) => {
    const lines = linesOf(line);
    expect(lines.map(one => [one.kind, one.text])).toEqual([[kind, line]]);
    expect(lines[0]?.words.join(' ')).toMatch(words);
  });

  test.each([
    ['for i in 1 2 3; do ipvsadm -Z; done', '-Z'],
    ['start() { ipvsadm -A -t 10.0.0.1:80 -s rr; }', add],
    ['case $1 in start) ipvsadm -A -t 10.0.0.1:80 -s rr;; stop) ipvsadm -C;; esac', add],
    ['{ ipvsadm -Z; }', '-Z'],
  ])('but what a plan can be made of stands alone: %s', (line, command) => {
    expect(commandsOf(line)).toEqual([command]);
  });

  test('but a loop that makes commands gives each of them', () => {
    expect(kinds('for r in 10.0.0.7 10.0.0.8; do ipvsadm -a -t 10.0.0.1:80 -r $r -g; done')).toEqual([
      '1 shell',
      '1 ipvsadm',
      '1 ipvsadm',
    ]);
  });
});

describe('text and output', () => {
  test.each([
    'The director needs two interfaces.',
    'Then restart the service, and wait:',
    'if you use DR, put the VIP on lo.',
    'for NAT the gateway must be the director.',
    'do not forget the netmask.',
    'case studies follow below.',
    'while this is running, look at the table.',
    '在真实服务器上配置',
    'IP Virtual Server version 1.2.1 (size=4096)',
    'Prot LocalAddress:Port Scheduler Flags',
    '  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn',
    'TCP  10.0.0.1:80 rr',
    '  -> 10.0.0.7:80                  Route   1      0          0',
    "Don't do this at home.",
  ])('%s', line => {
    const lines = linesOf(`${line}\nipvsadm -A -t 10.0.0.1:80 -s rr`);
    expect(lines[0]?.kind).toBe('unread');
    expect(lines[1]?.read).toBeDefined();
  });

  test('where there are prompts, what has none is output', () => {
    expect(kinds('$ mytool\nall is well here\n$ ipvsadm -Ln')).toEqual(['1 other', '2 unread', '3 ipvsadm']);
  });

  test('where every command stands behind a #, that is the prompt of root', () => {
    const text = '# ipvsadm -A -t 10.0.0.1:80 -s rr\n# This is a comment\n# ls /etc\n# sudo ipvsadm -Ln';
    expect(kinds(text)).toEqual(['1 ipvsadm', '4 ipvsadm']);
    expect(commandsOf(text)[0]).toBe(add);
  });

  test.each([
    ['a script', '#!/bin/sh\n# ipvsadm -C'],
    ['other commands beside it', 'ipvsadm -Ln\n# ipvsadm -C'],
    ['lines of a saved file', '-A -t 10.0.0.1:80 -s rr\n# ipvsadm -C'],
    ['no blank behind it', '#ipvsadm -C'],
  ])('but it begins a comment where there is %s', (_name, text) => {
    expect(commandsOf(text)).not.toContain('-C');
  });

  test.each(['make sure that the VIP is there.', 'read this twice, please:', 'install the package first.'])(
    'a sentence may begin with the name of an everyday program: %s',
    line => {
      expect(kinds(line)).toEqual(['1 unread']);
    },
  );

  test('sysctl prints what it sets', () => {
    expect(wordsOf('sysctl -p\nnet.ipv4.ip_forward = 0\nnet.ipv4.conf.all.rp_filter = 1')).toMatch(
      /Output of sysctl\. Output of sysctl\.$/,
    );
  });

  test('comments, blank lines and fences have no words, and each line of the text is there', () => {
    const text = '#!/bin/sh\n\n# ipvsadm -C\n```\n-----\n$ \n';
    expect(linesOf(text)).toEqual([]);
  });

  test('a program that nobody knows', () => {
    expect(wordsOf('frobnicate --all')).toBe('lvsh does not know frobnicate.');
  });

  test.each([
    ['a quote without its end', "echo 'x"],
    ['it is longer than 8192 characters', 'x'.repeat(9000)],
  ])('%s', (reason, line) => {
    expect(linesOf(line).map(({ kind, words }) => [kind, words])).toEqual([
      ['unread', [`lvsh cannot read this line: ${reason}.`]],
    ]);
  });
});

describe('here-documents', () => {
  test('a file is one line that writes it', () => {
    const text = [
      'cat > /etc/sysctl.d/lvs.conf <<EOF',
      'net.ipv4.ip_forward = 1',
      '',
      '# why',
      'EOF',
      'sysctl --system',
    ].join('\n');
    expect(kinds(text)).toEqual(['1 other', '6 other']);
    expect(wordsOf(text)).toMatch(
      /Writes \/etc\/sysctl\.d\/lvs\.conf.* Sets net\.ipv4\.ip_forward to 1 for every boot/,
    );
  });

  test('its end may be quoted, or indented with <<-', () => {
    expect(kinds("tee /etc/exports <<'END'\n/opt *(ro)\nEND\nexportfs -r")).toEqual(['1 other', '4 other']);
    expect(kinds('cat >> /etc/hosts <<-E\n\t10.0.0.1 a\n\tE\nls')).toEqual(['1 other', '4 other']);
  });

  test('one that never ends takes nothing with it', () => {
    expect(commandsOf('cat > /tmp/x <<EOF\nipvsadm -A -t 10.0.0.1:80 -s rr')).toEqual([add]);
  });

  test('commands of the system stand where they are, within what is fed to ipvsadm', () => {
    const lines = linesOf('ipvsadm -R <<E\n-A -t 10.0.0.1:80 -s rr\n# no comments here\nE');
    expect(lines.map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      '1 ipvsadm',
      '2 ipvsadm',
      '3 ipvsadm',
    ]);
    expect(lines[2]?.problems[0]?.level).toBe('wrong');
  });
});
