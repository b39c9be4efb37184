import { describe, expect, test } from 'vitest';
import { nfsClientScript } from '../../../src/core/script/nfs-client.ts';
import { nfsHostScript } from '../../../src/core/script/nfs-host.ts';
import { mountedHeads, mountSource, sharedContent, tableWord } from '../../../src/core/script/nfs-shared.ts';
import { printScript } from '../../../src/core/script/print.ts';
import type { FileItem, ProgramItem, Script } from '../../../src/core/script/script.types.ts';
import { at, dr, hostile, nat6 } from './machine-clusters.ts';
import { inNamespace, namespaceSuite, namespaces } from './programs.ts';

const host = at('10.0.0.40');
const each = sharedContent(dr, host, '/opt/web', 'each');

const fileOf = ({ items }: Script): FileItem | undefined =>
  items.map(({ do: item }) => item).find((item): item is FileItem => item.what === 'file');

const programs = ({ items }: Script): readonly ProgramItem[] =>
  items.flatMap(({ do: item }) => (item.what === 'program' ? [item] : []));

describe('the content', () => {
  test('is a folder for each real server, or one for all', () => {
    expect(each.folders.map(({ path, servers }) => `${path} ${servers.join()}`)).toEqual([
      '/opt/web1 10.0.0.7',
      '/opt/web2 10.0.0.14',
    ]);
    expect(each.folders[0]?.page).toContain('10.0.0.7');
    expect(sharedContent(dr, host, '/opt/web/', 'one').folders).toMatchObject([
      { path: '/opt/web', servers: ['10.0.0.7', '10.0.0.14'] },
    ]);
  });

  test('never leaves its folder, whatever the path is', () => {
    const path = (root: string): string | undefined => sharedContent(dr, host, root, 'one').folders[0]?.path;
    expect(path('/opt//web/../..//etc/')).toBe('/opt/web/etc');
    expect(path('opt')).toBe('/srv/lvs');
    expect(path('/')).toBe('/srv/lvs');
    expect(path('')).toBe('/srv/lvs');
  });

  test('words of the tables have no blank, quote or comment of their own', () => {
    expect(tableWord('/a b#"\\\n')).toBe('/a\\040b\\043\\042\\134\\012');
    expect(mountedHeads('h:/a #', '/b c')).toEqual([
      'h:/a\\040# /b\\040c nfs',
      'h:/a\\040\\043 /b\\040c nfs',
    ]);
    expect(mountedHeads('h:/a', '/b')).toEqual(['h:/a /b nfs']);
    expect(mountSource(at('fd00::40'), '/x')).toBe('[fd00::40]:/x');
  });
});

describe('the host', () => {
  test('gives each folder to its servers, to read only, by a file of our own', () => {
    const file = fileOf(nfsHostScript(each));
    expect(file?.path).toBe('/etc/exports.d/lvs-nfs-host-10.0.0.200.exports');
    expect(file?.text).toBe(
      [
        '# Folders for the real servers of 10.0.0.200',
        '/opt/web1 10.0.0.7(ro,sync,no_subtree_check)',
        '/opt/web2 10.0.0.14(ro,sync,no_subtree_check)',
        '',
      ].join('\n'),
    );
    expect(programs(nfsHostScript(each)).at(-1)).toMatchObject({
      start: [['exportfs', '-ra']],
      stop: [
        ['exportfs', '-u', '10.0.0.7:/opt/web1'],
        ['exportfs', '-u', '10.0.0.14:/opt/web2'],
      ],
    });
    const six = nfsHostScript(sharedContent(nat6, at('fd01::40'), '/opt/web', 'one'));
    expect(programs(six).at(-1)?.stop[0]).toEqual(['exportfs', '-u', '[fd01::7]:/opt/web']);
  });

  test('has one line for a folder, whatever its name holds', () => {
    const strange = { ...each, folders: each.folders.map(one => ({ ...one, path: `/srv/${hostile}` })) };
    const lines = fileOf(nfsHostScript(strange))?.text.split('\n') ?? [];
    expect(lines).toHaveLength(4);
    for (const line of lines.slice(1, 3)) expect(line.split(' ')).toHaveLength(2);
  });
});

describe('a client', () => {
  test('mounts its folder, and at boot where that is asked for', () => {
    const once = nfsClientScript(each, at('10.0.0.14'), { target: '/var/www/html/' });
    expect(programs(once).flatMap(({ start }) => start)).toEqual([
      ['mkdir', '-p', '/var/www/html'],
      ['mount', '-t', 'nfs', '-o', 'ro,_netdev', '10.0.0.40:/opt/web2', '/var/www/html'],
    ]);
    const always = nfsClientScript(each, at('10.0.0.14'), { target: '/var/www/html', permanent: true });
    expect(programs(always).at(-1)?.check.at(-2)).toBe(
      '10.0.0.40:/opt/web2 /var/www/html nfs ro,_netdev,nofail 0 0',
    );
  });

  test('that gets no folder has nothing to do', () => {
    const script = nfsClientScript(each, at('10.9.9.9'), { target: '/var/www/html' });
    expect(script.items).toEqual([]);
    expect(script.header.join()).toContain('no folder to 10.9.9.9');
  });
});

/** Programs that note what they are told; the kernel's tables are files of the test. */
const fake = `mkdir -p /run/bin /run/html
for name in mount umount; do printf '#!/bin/sh\\necho "%s $*" >>/run/told\\n' $name >/run/bin/$name; done
chmod +x /run/bin/*`;

describe.skipIf(!namespaces)(namespaceSuite('in a namespace'), () => {
  const script = (folder: string): string =>
    printScript(
      nfsClientScript(
        { ...each, folders: each.folders.map(one => ({ ...one, path: `/opt/${folder}` })) },
        at('10.0.0.7'),
        { target: '/run/html/pages', permanent: true },
      ),
      { explain: false },
    );

  test.each([
    ['with an end', 'proc /proc proc defaults 0 0\\n'],
    ['empty', ''],
    ['with many lines', 'a b c d 0 0\\n# note\\nx y z d 0 0\\n'],
  ])('fstab, %s, gets the line once and is as before at stop', (_, former) => {
    const out = inNamespace(
      { 'a.sh': script('web 1') },
      `${fake}
printf '${former}' >/run/fstab && chmod 640 /run/fstab && mkdir /run/etc /run/work && mount -t tmpfs none /run/etc || exit
cp -a /etc/. /run/etc/ 2>/dev/null; cp -p /run/fstab /run/etc/fstab; mount --bind /run/etc /etc
PATH=/run/bin:$PATH
sh "$F/a.sh" start >/dev/null; sh "$F/a.sh" start >/dev/null
grep -c nofail /etc/fstab; tail -n 1 /etc/fstab; head -n 1 /run/told
sh "$F/a.sh" stop >/dev/null
cmp /run/fstab /etc/fstab && stat -c %a /etc/fstab; ls /etc/fstab*; ls /run/html`,
    );
    expect(out).toBe(
      [
        '1',
        '10.0.0.40:/opt/web\\0401 /run/html/pages nfs ro,_netdev,nofail 0 0',
        'mount -t nfs -o ro,_netdev 10.0.0.40:/opt/web 1 /run/html/pages',
        '640',
        '/etc/fstab',
        '',
      ].join('\n'),
    );
  });

  test('a page that is there stays, and what was made is gone at stop, unless somebody uses it', () => {
    const content = {
      ...each,
      folders: each.folders.map(one => ({ ...one, path: `/run/html/${one.path.slice(-1)} ' x` })),
    };
    const host = nfsHostScript(content);
    const pages = { ...host, items: host.items.slice(1, 5) };
    const out = inNamespace(
      { 'a.sh': printScript(pages, { explain: false }) },
      `${fake}
mkdir "/run/html/2 ' x"; echo theirs >"/run/html/2 ' x/index.html"
sh "$F/a.sh" start >/dev/null; sh "$F/a.sh" start >/dev/null
cat /run/html/*/index.html; sh "$F/a.sh" stop >/dev/null; find /run/html -mindepth 1 | sort
sh "$F/a.sh" start >/dev/null; echo edited >"/run/html/1 ' x/index.html"; sh "$F/a.sh" stop >/dev/null; find /run/html -type f | sort`,
    );
    expect(out).toBe(
      [
        'real server 10.0.0.7',
        'theirs',
        "/run/html/2 ' x",
        "/run/html/2 ' x/index.html",
        "/run/html/1 ' x/index.html",
        "/run/html/2 ' x/index.html",
        '',
      ].join('\n'),
    );
  });
});
