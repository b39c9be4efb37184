/** The labs' bare machines, in the words of lab.sh. */

/** One LAN for all (guides A1). */
export const oneLan = `
switch lan
machine client; plug client eth0 lan 192.168.31.9/24
machine director; plug director eth0 lan 192.168.31.10/24
machine web1; plug web1 eth0 lan 192.168.31.30/24
machine web2; plug web2 eth0 lan 192.168.31.50/24`;

/** The director between two networks, its outer address the VIP (A2). */
export const twoNetworks = `
switch outside; switch inside
machine client; plug client eth0 outside 12.0.0.9/24
machine director; plug director eth1 outside 12.0.0.1/24; plug director eth0 inside 20.0.0.1/24
machine web1; plug web1 eth0 inside 20.0.0.7/24
machine web2; plug web2 eth0 inside 20.0.0.8/24`;

/** The same with A3's addresses; the servers have another gateway, which leads nowhere. */
export const clientSide = `
switch outside; switch inside
machine client; plug client eth0 outside 172.30.0.100/24
machine director; plug director eth1 outside 172.30.0.1/24; plug director eth0 inside 10.0.0.100/24
machine web1; plug web1 eth0 inside 10.0.0.7/24; gateway web1 10.0.0.1
machine web2; plug web2 eth0 inside 10.0.0.14/24; gateway web2 10.0.0.1`;

/** The client behind a router (A4, A5). */
export const routed = `
switch outside; switch inside
machine router; plug router eth0 inside 10.0.0.1/24; plug router eth1 outside 172.30.0.1/24; forwards router
machine client; plug client eth0 outside 172.30.0.100/24; gateway client 172.30.0.1
machine director; plug director eth0 inside 10.0.0.100/24; gateway director 10.0.0.1
machine web1; plug web1 eth0 inside 10.0.0.7/24; gateway web1 10.0.0.1
machine web2; plug web2 eth0 inside 10.0.0.14/24; gateway web2 10.0.0.1`;

/** Servers in another network than the director, clients in a third (A6). */
export const apart = `
switch clients; switch near; switch far
machine router
plug router eth0 clients 10.1.0.254/24; plug router eth1 near 198.51.100.1/24; plug router eth2 far 203.0.113.1/24
forwards router
machine client; plug client eth0 clients 10.1.0.1/24; gateway client 10.1.0.254
machine director; plug director eth0 near 198.51.100.10/24; gateway director 198.51.100.1
machine web1; plug web1 eth0 far 203.0.113.12/24; gateway web1 203.0.113.1
machine web2; plug web2 eth0 far 203.0.113.13/24; gateway web2 203.0.113.1`;

/** The director and the servers have one gateway, which is another machine (A10: RIP and DIP in different networks). */
export const foreign = `
switch outside; switch near; switch far
machine router; plug router eth0 near 10.0.1.1/24; plug router eth1 far 10.0.2.1/24; forwards router
machine client; plug client eth0 outside 172.30.0.100/24
machine director
plug director eth1 outside 172.30.0.1/24; plug director eth0 near 10.0.1.100/24
ip -n director route add 10.0.2.0/24 via 10.0.1.1
machine web1; plug web1 eth0 far 10.0.2.7/24; gateway web1 10.0.2.1
machine web2; plug web2 eth0 far 10.0.2.14/24; gateway web2 10.0.2.1`;

/** One LAN, IPv6. */
export const oneLan6 = `
switch lan
machine client; plug client eth0 lan fd00::9/64
machine director; plug director eth0 lan fd00::10/64
machine web1; plug web1 eth0 lan fd00::30/64
machine web2; plug web2 eth0 lan fd00::50/64`;

/** Two networks, IPv6. */
export const twoNetworks6 = `
switch outside; switch inside
machine client; plug client eth0 outside fd00:1::9/64
machine director; plug director eth1 outside fd00:1::1/64; plug director eth0 inside fd00:2::1/64
machine web1; plug web1 eth0 inside fd00:2::7/64
machine web2; plug web2 eth0 inside fd00:2::8/64`;

/** Three networks, IPv6. */
export const apart6 = `
switch clients; switch near; switch far
machine router
plug router eth0 clients fd00:1::254/64; plug router eth1 near fd00:2::254/64; plug router eth2 far fd00:3::254/64
forwards router
machine client; plug client eth0 clients fd00:1::1/64; gateway client fd00:1::254
machine director; plug director eth0 near fd00:2::10/64; gateway director fd00:2::254
machine web1; plug web1 eth0 far fd00:3::12/64; gateway web1 fd00:3::254
machine web2; plug web2 eth0 far fd00:3::13/64; gateway web2 fd00:3::254`;

/**
 * The lab of the kernel's own test of IPVS: client and server have a wire past the director, and the server a second one to it.
 * The VIP is in no network at all: the client has a route to it by the director.
 */
export const selftest = `
switch lan; switch back
machine client; plug client eth0 lan 10.0.0.2/24
ip -n client route add 207.175.44.110 via 10.0.0.1
machine director; plug director eth0 lan 10.0.0.1/24; plug director eth1 back 172.16.0.1/24
machine web1; plug web1 eth0 back 172.16.0.2/24`;

/** With the wire past the director, for the ways in which servers answer by themselves. */
export const selftestDirect = `${selftest}; plug web1 eth1 lan 10.0.0.3/24`;
