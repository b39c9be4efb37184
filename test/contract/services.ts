/** The services file of the guest: the same names that the practice shell knows, so that both sides read them alike. */
export const guestServices = `http 80/tcp
`;
