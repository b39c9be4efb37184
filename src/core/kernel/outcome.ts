/** What a change to the practice kernel comes to: the new kernel, or the error number with which the kernel refuses. */
import type { Kernel } from './state.ts';

/** The error numbers of errno(3) that IPVS gives for configuration. */
export type Errno = 'EEXIST' | 'ENOENT' | 'ESRCH' | 'ERANGE' | 'EINVAL' | 'ENODEV' | 'ENETUNREACH';

/** The kernel after the change, or why it stays as it was. */
export type Outcome =
  | { readonly ok: true; readonly kernel: Kernel }
  | { readonly ok: false; readonly errno: Errno };

/** A refused change. */
export const refuse = (errno: Errno): Outcome => ({ ok: false, errno });
