package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Looks for a secret in all files of a Git directory, and in all objects, whatever points at them. */
final class Leak {

    private Leak() {}

    static void requireNone(Path git, String secret) {
        List<String> forms = List.of(
                secret,
                Base64.getEncoder().encodeToString(("x-access-token:" + secret).getBytes(StandardCharsets.UTF_8)));
        try (Stream<Path> files = Files.walk(git)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                require(file.toString(), Files.readAllBytes(file), forms);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (FileRepository repository = new FileRepository(git.toFile());
                ObjectReader reader = repository.newObjectReader()) {
            List<ObjectId> objects = objects(git, repository);
            assertThat(objects).as(git.toString()).isNotEmpty();
            for (ObjectId id : objects) {
                require(id.name(), reader.open(id).getBytes(), forms);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(String where, byte[] bytes, List<String> forms) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        forms.forEach(form -> assertThat(text.contains(form)).as(where).isFalse());
    }

    private static List<ObjectId> objects(Path git, FileRepository repository) throws IOException {
        List<ObjectId> objects = new ArrayList<>();
        for (Pack pack : repository.getObjectDatabase().getPacks()) {
            for (PackIndex.MutableEntry entry : pack) {
                objects.add(entry.toObjectId());
            }
        }
        try (Stream<Path> files = Files.walk(git.resolve("objects"), 2)) {
            files.map(file ->
                            file.getParent().getFileName() + file.getFileName().toString())
                    .filter(ObjectId::isId)
                    .map(ObjectId::fromString)
                    .forEach(objects::add);
        }
        return objects;
    }
}
