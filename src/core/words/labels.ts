/** How services are named to a person. */

/** `tcp:10.0.0.200:80` as `TCP 10.0.0.200:80`, `fwm:17` as `FWM 17`, `fwm6:17` as `FWM6 17`: as long as the key. */
export const serviceLabel = (key: string): string => {
  const colon = key.indexOf(':');
  return colon < 0 ? key : `${key.slice(0, colon).toUpperCase()} ${key.slice(colon + 1)}`;
};
