package nl.tafelzicht.engine.journal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.UUID;
import nl.tafelzicht.engine.json.Json;

/**
 * The message by which one node's appender tells the tails of all nodes that these events were committed. A hint: it
 * may be lost, repeated or late.
 *
 * @param journal into which they were committed; nodes of another journal ignore it
 */
public record CommittedBatch(UUID journal, List<JournalEvent> events) {

    /** Passed as an object within a node, as JSON between nodes. */
    static final class Codec implements MessageCodec<CommittedBatch, CommittedBatch> {

        @Override
        public void encodeToWire(Buffer buffer, CommittedBatch batch) {
            var bytes = Json.bytes(batch);
            buffer.appendInt(bytes.length).appendBytes(bytes);
        }

        @Override
        public CommittedBatch decodeFromWire(int position, Buffer buffer) {
            int length = buffer.getInt(position);
            return Json.read(
                    buffer.getString(position + Integer.BYTES, position + Integer.BYTES + length),
                    CommittedBatch.class);
        }

        @Override
        public CommittedBatch transform(CommittedBatch batch) {
            return batch;
        }

        @Override
        public String name() {
            return "committed-batch";
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
