package nl.tafelzicht.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import nl.tafelzicht.election.Words;

/** Which words of an event are what somebody wrote: as its components are marked ({@link Words}), and not as they are called. */
public final class EventWords {

    private EventWords() { }

    /**
     * Puts something in place of all of them.
     *
     * @param type  of the event; of one that is not known nothing is changed
     * @param data  the event, which is changed
     * @return whether there was something to change
     */
    public static boolean replace(String type, JsonNode data, String by) {
        var known = EventTypes.classOf(type);
        return known != null && inRecord(known, data, by);
    }

    private static boolean inRecord(Class<?> type, JsonNode node, String by) {
        boolean any = false;
        for (var component : type.getRecordComponents()) {
            var value = node.path(component.getName());
            if (value.isMissingNode() || value.isNull()) continue;
            if (!component.isAnnotationPresent(Words.class)) any |= inside(component.getGenericType(), value, by);
            else if (value instanceof ArrayNode list) any |= inList(list, by);
            else if (!value.asText().equals(by)) {
                ((ObjectNode) node).set(component.getName(), TextNode.valueOf(by));
                any = true;
            }
        }
        return any;
    }

    private static boolean inList(ArrayNode list, String by) {
        boolean any = false;
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).asText().equals(by)) continue;
            list.set(i, TextNode.valueOf(by));
            any = true;
        }
        return any;
    }

    private static boolean inside(Type type, JsonNode value, String by) {
        if (type instanceof Class<?> record && record.isRecord()) return value.isObject() && inRecord(record, value, by);
        boolean any = false;
        if (type instanceof ParameterizedType list && value.isArray()) for (var item : value) any |= inside(list.getActualTypeArguments()[0], item, by);
        return any;
    }
}
