/**
 * A process between one person's browser and the server, that is as bad as a network: datagrams
 * pass the scenarios' own links in real time, signaling only stands still while the network is cut.
 * One thread has all sockets; commands come as lines of text. Nothing here knows what passes,
 * except that it can tell a check of ICE.
 */
@NullMarked
package foyer.sfu.relay;

import org.jspecify.annotations.NullMarked;
