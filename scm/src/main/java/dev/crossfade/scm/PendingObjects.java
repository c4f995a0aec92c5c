package dev.crossfade.scm;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Objects that have an id already but do not lie on the disk yet, in the order in which they refer to each other. */
final class PendingObjects {
    private final ObjectInserter.Formatter ids = new ObjectInserter.Formatter();
    private final Map<ObjectId, Pending> objects = new LinkedHashMap<>();

    ObjectId add(int type, byte[] content) {
        ObjectId id = ids.idFor(type, content);
        objects.putIfAbsent(id, new Pending(type, content));
        return id;
    }

    /** Writes what the object database does not hold yet; nothing is lost to a reader that comes after. */
    void flush(ObjectInserter inserter) throws IOException {
        for (Pending object : objects.values()) {
            inserter.insert(object.type(), object.content());
        }
        inserter.flush();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared: the id stands for the content
    private record Pending(int type, byte[] content) {}
}
