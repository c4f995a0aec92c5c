package dev.crossfade.scm;

import dev.crossfade.scm.access.RemoteAccess;
import java.io.IOException;
import java.nio.file.Path;

/** A process that makes a clone, and keeps it until its input ends. */
final class CloneHolder {

    private CloneHolder() {}

    public static void main(String[] folderAndAddress) throws IOException {
        FreshClone.make(Path.of(folderAndAddress[0]), folderAndAddress[1], "main", RemoteAccess.open());
        System.out.println("made");
        while (System.in.read() >= 0) {
            // whatever is said
        }
    }
}
