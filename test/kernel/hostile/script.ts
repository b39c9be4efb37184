/** What the guest of the hostile test does. */
import { join } from 'node:path';
import { workFolder } from './values.ts';

const repo = join(import.meta.dirname, '../../..');

/** Where lvsh keeps its journal and backups, in the guest. */
export const state = '/var/lib/lvsh/host';

/** Puts marks on every shell, runs the program (main.ts), then lvsh on the console; at the end it starts a shell itself. */
export const script = `
NODE='${process.execPath}' LVSH='${repo}/dist/lvsh.js'
mount -t tmpfs tmpfs /var/lib
mkdir -p /run/evil /run/real ${workFolder}/behind
# A shell that is started says so and is one nevertheless; ipvsadm in the working folder is nobody's.
cp /bin/dash /run/real/dash
printf '#!/run/real/dash\\necho "$*" >> /run/shells\\nexec /run/real/dash "$@"\\n' > /run/evil/sh
printf '#!/run/real/dash\\ntouch /run/pwned-ipvsadm\\n' > ${workFolder}/ipvsadm
echo 'touch /run/pwned-rc' > /run/evil/rc
chmod +x /run/evil/sh ${workFolder}/ipvsadm
cp -r files/. ${workFolder}/
ln -s behind/rules ${workFolder}/link
echo '# old' > ${workFolder}/behind/rules
cp ${workFolder}/bad-escapes /etc/ipvsadm.rules
modprobe ip_vs_rr; modprobe ip_vs_wlc
ipvsadm -R <<END
-A -t 10.1.0.1:80 -s rr
-a -t 10.1.0.1:80 -r 10.0.0.1:80 -m
END
touch /run/shells
cp /run/evil/sh /run/evil/bash
for shell in /bin/dash /bin/bash; do mount --bind /run/evil/sh $shell; done
export PATH=/run/evil:$PATH
cd ${workFolder}
"$NODE" /run/job/program.mjs "$LVSH" ${state} < /dev/null > /run/job/program.out 2>&1
echo $? > /run/job/program.exit
cat behind/rules > /run/job/behind
readlink link > /run/job/link
export SUDO_USER=$(printf 'x\\033]0;pwned\\007') SSH_CONNECTION=$(printf '\\033]0;pwned\\007 1 2 3') LC_ALL=$(printf '\\033[31m')
"$NODE" "$LVSH"
echo "screen exit $?"
cp /run/shells /run/job/shells
ls -d /run/*pwned* ${workFolder}/*pwned > /run/job/pwned 2> /dev/null
# What would have been seen if a shell had been started.
sh -c 'touch /run/pwned'
cp /run/shells /run/job/shells.control
ls -d /run/*pwned* > /run/job/pwned.control
exit 7
`;
