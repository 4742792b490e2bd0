package foyer.load.crowd;

import foyer.load.measure.Tally;
import foyer.load.media.AudioPublisher;
import foyer.load.media.ConsumedStream;
import foyer.load.media.Publisher;
import foyer.load.media.VideoPublisher;
import foyer.load.media.Viewer;
import foyer.load.rtc.MediaTransport;
import foyer.load.rtc.RemoteTransport;
import foyer.load.scenario.Group;
import foyer.load.scenario.Scenario;
import foyer.load.signaling.Connection;
import foyer.load.signaling.SignalingException;
import foyer.sfu.api.DtlsFingerprint;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One person's media in a room, from the first transport to the last: called by its virtual thread,
 * which may wait; what concerns packets is handed to the loop.
 */
final class Conference {
    private final Connection connection;
    private final String roomId;
    private final Scenario scenario;
    private final Group group;
    private final Venue.Place place;
    private final Venue venue;
    private final EventLoop loop;
    private final List<MediaTransport> transports = new ArrayList<>();
    private final Map<String, Publisher> publishers = new HashMap<>();
    private final Set<String> consumed = new HashSet<>();
    private final Set<String> ownProducers = ConcurrentHashMap.newKeySet();
    private final Allowance consuming = new Allowance(20, 10);
    private final Viewer viewer;
    private @Nullable JsonNode capabilities;
    private String receiveTransportId = "";

    Conference(
            Connection connection,
            String roomId,
            Scenario scenario,
            Group group,
            Venue.Place place,
            Venue venue) {
        this.connection = connection;
        this.roomId = roomId;
        this.scenario = scenario;
        this.group = group;
        this.place = place;
        this.venue = venue;
        loop = place.ticker().loop();
        viewer = new Viewer(place.verification(), venue.tally());
    }

    int streams() {
        return viewer.streams();
    }

    int flowing() {
        return viewer.flowing();
    }

    /** Connects every transport and produces what the group sends. */
    void join(JsonNode admission) throws SignalingException, InterruptedException {
        capabilities =
                Capabilities.receiving(admission.path("routerRtpCapabilities"), group.feedback());
        @Nullable JsonNode options = admission.path("transportOptions");
        for (Group.Kind kind : Group.Kind.values()) {
            if (group.sends().contains(kind)) {
                // The first one comes with the admission.
                JsonNode made = options == null ? sendTransport() : options;
                options = null;
                publish(publisher(kind), made);
            }
        }
        if (group.receives()) {
            JsonNode made = ask("create-receive-transport", Map.of()).path("transportOptions");
            MediaTransport transport = connect("connect-receive-transport", made, viewer);
            receiveTransportId = made.path("id").asString("");
            loop.execute(() -> {
                viewer.over(transport);
                place.ticker().add(viewer);
            });
        }
    }

    private JsonNode sendTransport() throws SignalingException, InterruptedException {
        return ask("create-send-transport", Map.of()).path("transportOptions");
    }

    private Publisher publisher(Group.Kind kind) {
        String cname = "load" + place.number();
        Tally tally = venue.tally();
        return switch (kind) {
            case AUDIO -> new AudioPublisher(cname, scenario.audio(), group.speaks(), tally);
            case VIDEO -> new VideoPublisher(cname, scenario.video(), tally);
        };
    }

    private void publish(Publisher publisher, JsonNode options)
            throws SignalingException, InterruptedException {
        MediaTransport transport = connect("connect-transport", options, publisher);
        JsonNode produced =
                ask(
                        "produce",
                        Map.of(
                                "transportId",
                                options.path("id").asString(""),
                                "kind",
                                publisher.kind(),
                                "rtpParameters",
                                publisher.rtpParameters(),
                                "appData",
                                Map.of("isScreen", false)));
        String id = produced.path("id").asString("");
        ownProducers.add(id);
        publishers.put(id, publisher);
        loop.execute(() -> publisher.start(transport));
    }

    private MediaTransport connect(String event, JsonNode options, MediaTransport.Receiver receiver)
            throws SignalingException, InterruptedException {
        RemoteTransport remote = RemoteTransport.of(options);
        ask(event, Map.of("transportId", remote.id(), "dtlsParameters", dtlsParameters()));
        MediaTransport transport = MediaTransport.open(loop, remote, venue.workshop(), receiver);
        transports.add(transport);
        return Connection.await("media transport", transport.connected());
    }

    private Map<String, Object> dtlsParameters() {
        List<Map<String, String>> fingerprints = new ArrayList<>();
        for (DtlsFingerprint fingerprint : venue.workshop().identity().fingerprints()) {
            fingerprints.add(
                    Map.of("algorithm", fingerprint.algorithm(), "value", fingerprint.value()));
        }
        return Map.of("role", "client", "fingerprints", fingerprints);
    }

    /** Consumes all that others send at this moment. */
    void watch() throws SignalingException, InterruptedException {
        if (group.receives()) {
            for (JsonNode producer : ask("get-producers", Map.of()).path("producers")) {
                consume(producer.path("producerId").asString(""));
            }
        }
    }

    /** What the server says while the meeting goes on. */
    void hear(String event, JsonNode payload) throws SignalingException, InterruptedException {
        String producerId = payload.path("producerId").asString("");
        switch (event) {
            case "new-producer" -> {
                if (group.receives()) {
                    consume(producerId);
                }
            }
            case "producer-closed" -> {
                consumed.remove(producerId);
                loop.execute(() -> viewer.remove(producerId));
            }
            case "producer-layers-wanted" -> {
                Publisher publisher = publishers.get(producerId);
                int layer = payload.path("maxSpatialLayer").asInt(Integer.MAX_VALUE);
                if (publisher != null) {
                    loop.execute(() -> publisher.limit(layer));
                }
            }
            default -> {}
        }
    }

    private void consume(String producerId) throws SignalingException, InterruptedException {
        if (ownProducers.contains(producerId) || !consumed.add(producerId)) {
            return;
        }
        consuming.take();
        try {
            Map<String, Object> wish = new LinkedHashMap<>();
            wish.put("transportId", receiveTransportId);
            wish.put("producerId", producerId);
            wish.put("rtpCapabilities", capabilities);
            ConsumedStream stream = ConsumedStream.of(ask("consume", wish));
            loop.execute(() -> viewer.add(stream));
            if (stream.video() && group.wantsLayer() != Group.ANY_LAYER) {
                connection.emit("set-preferred-layers", preference(producerId));
            }
        } catch (SignalingException e) {
            // Its sender left meanwhile.
            if (!e.is("cannot-consume")) {
                throw e;
            }
            consumed.remove(producerId);
        }
    }

    private Map<String, Object> preference(String producerId) {
        return Map.of(
                "roomId",
                roomId,
                "producerId",
                producerId,
                "spatialLayer",
                group.wantsLayer(),
                "temporalLayer",
                2);
    }

    private JsonNode ask(String event, Map<String, ?> payload)
            throws SignalingException, InterruptedException {
        Map<String, Object> whole = new LinkedHashMap<>(payload);
        whole.put("roomId", roomId);
        return connection.request(event, whole);
    }

    void close() {
        loop.execute(() -> {
            place.ticker().remove(viewer);
            publishers.values().forEach(Publisher::stop);
        });
        transports.forEach(MediaTransport::close);
    }
}
