/** A director for tests of forms, and a hand that fills them in. */

import type { Form, FormGround } from '../../../src/app/forms/form.types.ts';
import { formKey } from '../../../src/app/forms/keys.ts';
import { openForm } from '../../../src/app/forms/open.ts';
import { noNames } from '../../../src/core/ipvsadm/names.ts';
import { schedulerNames } from '../../../src/core/ipvsadm/options.ts';
import { readRules } from '../../../src/core/ipvsadm/rules.ts';
import { type Server, type Service, serverKey, serviceKey } from '../../../src/core/model/service.ts';
import type { SeenService } from '../../../src/core/model/snapshot.ts';

/** The table of most tests, as ipvsadm-save would write it, with thresholds. */
export const rules = `
-A -t 10.0.0.200:80 -s wlc
-a -t 10.0.0.200:80 -r 10.0.0.7:80 -g -w 3
-a -t 10.0.0.200:80 -r 10.0.0.14:80 -g -w 1 -x 500 -y 400
-A -t 10.0.0.201:8080 -s wrr -p 600 -M 255.255.255.0
-a -t 10.0.0.201:8080 -r 192.168.7.31:80 -m -w 2
-A -u 10.0.0.200:53 -s rr -o
-a -u 10.0.0.200:53 -r 10.0.0.53:53 -g
-A -f 17 -s sh -b sh-port
-a -f 17 -r 10.0.0.7:0 -g
-A -t [fd00::200]:443 -s mh -b mh-fallback
-a -t [fd00::200]:443 -r [fd00::7]:443 -i --tun-type gue --tun-port 6080 --tun-csum
-A -t 10.0.0.202:0 -s rr -p 360
-A -u 10.0.0.202:5060 -s rr -b flag-1,flag-3 --pe sip
`;

/** Keys of the services above. */
export const web = 'tcp:10.0.0.200:80';
export const nat = 'tcp:10.0.0.201:8080';
export const dns = 'udp:10.0.0.200:53';
export const mark = 'fwm:17';
export const six = 'tcp:[fd00::200]:443';
export const every = 'tcp:10.0.0.202:0';
export const sip = 'udp:10.0.0.202:5060';

/** The services of rules. */
export const servicesOf = (text: string): readonly Service[] => {
  const { services, problems } = readRules(text, noNames);
  if (problems.length > 0) throw new Error(problems.map(({ reason }) => reason).join('\n'));
  return services;
};

/** Services as a reader sees them, as far as forms look at them. */
export const seen = (services: readonly Service[]): readonly SeenService[] =>
  services.map(({ id, servers }) => ({
    key: serviceKey(id),
    id,
    servers: servers.map(server => ({ key: serverKey(server.id), id: server.id })),
  }));

const table = servicesOf(rules);

/** A director with everything known. */
export const ground: FormGround = {
  services: seen(table),
  schedulers: schedulerNames.map(name => ({ name, state: name === 'twos' ? 'missing' : 'loaded' })),
  interfaces: ['lo', 'eth0', 'eth1', 'wg0', 'bond0'],
  timeouts: { tcp: 900, tcpFin: 120, udp: 300 },
  daemons: [],
};

/** The service of a key, and its server of a key. */
export const serviceAt = (key: string): Service => {
  const found = table.find(({ id }) => serviceKey(id) === key);
  if (found === undefined) throw new Error(`no service ${key}`);
  return found;
};
const serverAt = (service: Service, key: string): Server => {
  const found = service.servers.find(({ id }) => serverKey(id) === key);
  if (found === undefined) throw new Error(`no server ${key}`);
  return found;
};

/** The director with the cursor on a service, or on one of its servers. */
export const at = (key: string, server?: string): FormGround => {
  const service = serviceAt(key);
  return { ...ground, service, ...(server === undefined ? {} : { server: serverAt(service, server) }) };
};

/** The keys of a script: names apart by blanks, and texts in quotes that are typed letter by letter. */
const keysOf = (script: string): readonly string[] =>
  [...script.matchAll(/"([^"]*)"|(\S+)/g)].flatMap(([, text, key]) =>
    text === undefined ? [key ?? ''] : Array.from(text, letter => (letter === ' ' ? 'space' : letter)),
  );

/** What becomes of a form under keys: the form, or how it ended. */
export const press = (form: Form, script: string): ReturnType<typeof formKey> => {
  let step: ReturnType<typeof formKey> = { form };
  for (const key of keysOf(script)) {
    if (!('form' in step)) throw new Error(`the form ended before ${key}`);
    step = formKey(step.form, key);
  }
  return step;
};

/** The form after keys that do not end it. */
export const filled = (form: Form, script: string): Form => {
  const step = press(form, script);
  if (!('form' in step)) throw new Error(`ended: ${JSON.stringify(step)}`);
  return step.form;
};

/** The arguments that the keys and then ctrl-s send, as one text; undefined when the form is not sent. */
export const sent = (form: Form, script: string): string | undefined => {
  const step = press(form, `${script} ctrl-s`);
  return 'submit' in step ? step.submit.join(' ') : undefined;
};

/** The form of a new service, at its first field. */
export const newService: Form = filled(openForm('add-service', ground), 'up');
