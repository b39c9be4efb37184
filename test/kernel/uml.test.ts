import { describe, expect, it } from 'vitest';
import { kernelSuite, runGuest, skipKernel, umlAvailable } from './uml.ts';

describe('where the real kernel is missing', () => {
  it('says what is missing and the one command that installs it', () => {
    const availability = umlAvailable(['/nowhere']);
    if (availability.ok) throw new Error('nothing can be installed in /nowhere');
    expect(availability.reason).toBe('not installed: user-mode-linux, ipvsadm, kmod, iproute2, curl');
    expect(availability.install).toBe(
      'apt-get install -y --no-install-recommends user-mode-linux ipvsadm kmod iproute2 curl',
    );
  });
});

describe.skipIf(skipKernel())(kernelSuite('a guest'), () => {
  it('runs a script and brings back output, exit code and files', { timeout: 60_000 }, async () => {
    const guest = await runGuest({
      script:
        'ipvsadm -A -t 10.0.0.1:80 -s rr\nipvsadm -Sn\nipvsadm -A -t 10.0.0.1:80\ncat given > made\nexit 7',
      files: { given: 'text' },
    });
    try {
      expect(guest.stdout).toBe('-A -t 10.0.0.1:80 -s rr\n');
      expect(guest.stderr).toBe('Service already exists\n');
      expect(guest.exit).toBe(7);
      expect(await guest.file('made')).toBe('text');
    } finally {
      await guest.remove();
    }
  });

  it('is killed when it takes too long', { timeout: 60_000 }, async () => {
    const guest = await runGuest({ script: 'sleep 1000', timeoutMs: 3_000 });
    expect(guest.exit).toBeUndefined();
    await guest.remove();
  });
});
