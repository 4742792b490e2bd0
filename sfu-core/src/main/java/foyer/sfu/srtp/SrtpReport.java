package foyer.sfu.srtp;

/**
 * Whose ciphers were chosen, and why: for the log.
 *
 * @param library what the host's library calls itself, or why it is not used
 * @param measured the candidates' times for a packet, best first; empty where nothing was measured
 */
public record SrtpReport(CipherChoice choice, String library, String measured) {}
