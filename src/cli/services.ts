/** Which service a person means: as on the line of the screen. */
export { findServices, serviceName } from '../core/line/services.ts';
