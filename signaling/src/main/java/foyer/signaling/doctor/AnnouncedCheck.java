package foyer.signaling.doctor;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether browsers are told addresses that can be the right ones. */
final class AnnouncedCheck implements Check {
    private static final String NAME = "announced address";
    private static final String KEY = "FOYER_ANNOUNCED_ADDRESS";

    /** Who says which addresses are told. */
    enum Choice {
        /** The machine's own are taken. */
        AUTOMATIC,
        CONFIGURED
    }

    private final List<InetAddress> told;
    private final Choice choice;
    private final Ground ground;
    private final Optional<Site> site;
    private final List<InetAddress> siteAddresses;

    /**
     * Looks at what browsers are really told.
     *
     * @param siteAddresses where the site's name leads; none where that is not known
     */
    AnnouncedCheck(
            List<InetAddress> told,
            Choice choice,
            Ground ground,
            Optional<Site> site,
            List<InetAddress> siteAddresses) {
        this.told = told;
        this.choice = choice;
        this.ground = ground;
        this.site = site;
        this.siteAddresses = siteAddresses;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        unusable(findings);
        reach(findings);
        inner(findings);
        elsewhere(findings);
        missingFamily(findings);
        if (findings.isEmpty()) {
            findings.add(Finding.ok(NAME, "Browsers are told " + NamesCheck.text(told) + "."));
        }
        return findings;
    }

    private void unusable(List<Finding> findings) {
        List<InetAddress> bad =
                told.stream()
                        .filter(address ->
                                Reach.of(address) == Reach.NOBODY
                                        || Reach.of(address) == Reach.LINK)
                        .toList();
        if (!bad.isEmpty()) {
            findings.add(
                    Finding.problem(
                            NAME,
                            "Browsers are told "
                                    + NamesCheck.text(bad)
                                    + ", which no other machine can reach.",
                            "Take it out of " + KEY + "."));
        }
    }

    /** What the whole list reaches, against from where people open the site. */
    private void reach(List<Finding> findings) {
        Reach farthest = told.stream().map(Reach::of).max(Reach::compareTo).orElse(Reach.NOBODY);
        List<InetAddress> publicSite = publicOnes(siteAddresses);
        if (!publicSite.isEmpty() && farthest != Reach.INTERNET) {
            findings.add(
                    Finding.problem(
                            NAME,
                            "Browsers are told only "
                                    + NamesCheck.text(told)
                                    + ", which cannot be reached from the Internet.",
                            "Set "
                                    + KEY
                                    + "="
                                    + comma(publicSite)
                                    + ", where "
                                    + site.map(Site::host).orElse("the site")
                                    + " leads."));
        } else if (farthest == Reach.MACHINE && site.filter(s -> !s.isThisMachine()).isPresent()) {
            findings.add(
                    Finding.problem(
                            NAME,
                            "Browsers are told only "
                                    + NamesCheck.text(told)
                                    + ", which is each browser's own machine.",
                            "Set " + KEY + " to the address of this machine in its network."));
        } else if (farthest == Reach.MACHINE) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "Only browsers on this machine reach " + NamesCheck.text(told) + ".",
                            "Set " + KEY + " to an address that others reach, if others shall."));
        } else if (farthest == Reach.NETWORK
                && choice == Choice.AUTOMATIC
                && ground.place() == Ground.Place.CONTAINER) {
            findings.add(
                    Finding.warning(
                            NAME,
                            "Foyer runs in a container and tells browsers the container's own"
                                    + " addresses, "
                                    + NamesCheck.text(told)
                                    + ".",
                            "Set " + KEY + " to the address of the machine around it."));
        } else if (farthest == Reach.NETWORK && siteAddresses.isEmpty()) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "Only people in the same network reach " + NamesCheck.text(told) + ".",
                            "Set "
                                    + KEY
                                    + " to the address that the Internet knows this server by, if"
                                    + " people elsewhere shall meet here."));
        }
    }

    /** The automatic choice takes bridges to containers too. */
    private void inner(List<Finding> findings) {
        if (choice == Choice.CONFIGURED) {
            return;
        }
        List<OwnAddress> inner =
                ground.addresses().stream()
                        .filter(OwnAddress::isInner)
                        .filter(address -> told.contains(address.address()))
                        .toList();
        List<InetAddress> innerAddresses = inner.stream().map(OwnAddress::address).toList();
        List<InetAddress> rest =
                told.stream().filter(address -> !innerAddresses.contains(address)).toList();
        if (!inner.isEmpty() && !rest.isEmpty()) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "Browsers are also told "
                                    + NamesCheck.text(innerAddresses)
                                    + " of "
                                    + String.join(
                                            ", ", inner.stream().map(OwnAddress::network).toList())
                                    + ", which only reaches what runs on this machine.",
                            "Set " + KEY + "=" + comma(rest) + "."));
        }
    }

    /** Public, and neither ours nor the site's: an old address, or somebody else's. */
    private void elsewhere(List<Finding> findings) {
        List<InetAddress> strange =
                publicOnes(told).stream()
                        .filter(address -> !ground.owns(address))
                        .filter(address -> !siteAddresses.contains(address))
                        .toList();
        if (!strange.isEmpty() && !siteAddresses.isEmpty()) {
            findings.add(
                    Finding.warning(
                            NAME,
                            "Browsers are told "
                                    + NamesCheck.text(strange)
                                    + ", which is no address of this machine, and not where "
                                    + site.map(Site::host).orElse("the site")
                                    + " leads ("
                                    + NamesCheck.text(siteAddresses)
                                    + ").",
                            "Correct "
                                    + KEY
                                    + ", unless media comes here by another way than pages."));
        }
    }

    private void missingFamily(List<Finding> findings) {
        List<InetAddress> site6 =
                publicOnes(siteAddresses).stream().filter(Inet6Address.class::isInstance).toList();
        boolean told4 = publicOnes(told).stream().anyMatch(Inet4Address.class::isInstance);
        boolean told6 = told.stream().anyMatch(Inet6Address.class::isInstance);
        if (!site6.isEmpty() && told4 && !told6) {
            findings.add(
                    Finding.advice(
                            NAME,
                            "Pages are found at "
                                    + NamesCheck.text(site6)
                                    + " too, but media only at IPv4 addresses, which people whose"
                                    + " network has IPv6 alone do not reach.",
                            "Add " + comma(site6) + " to " + KEY + "."));
        }
    }

    private static List<InetAddress> publicOnes(List<InetAddress> addresses) {
        return addresses.stream().filter(address -> Reach.of(address) == Reach.INTERNET).toList();
    }

    private static String comma(List<InetAddress> addresses) {
        return NamesCheck.text(addresses).replace(" ", "");
    }
}
