package dev.crossfade.assembly;

import dev.crossfade.core.render.ChartEngine;
import dev.crossfade.core.render.ChartRenderer;
import dev.crossfade.core.render.ChartRendering;
import dev.crossfade.core.render.ChartRequest;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Takes the chart from where it is at hand: the folder that was named, the repository, Helm's own cache; never from the network. */
final class ChartShelf implements ChartRenderer {

    private final Optional<Path> charts;
    private final List<Path> caches;
    private final Optional<ChartEngine> engine;
    private final ProgressListener progress;
    private final Map<String, FoundChart> read = new HashMap<>();

    /** @param charts the folder that a person named */
    ChartShelf(Optional<Path> charts, List<Path> caches, Optional<ChartEngine> engine, ProgressListener progress) {
        this.charts = charts;
        this.caches = List.copyOf(caches);
        this.engine = engine;
        this.progress = progress;
    }

    /** The engine of this program, where it has one. */
    static Optional<ChartEngine> engine() {
        return ServiceLoader.load(ChartEngine.class, ChartShelf.class.getClassLoader())
                .findFirst();
    }

    /** Passes where this program could not render it. */
    @Override
    public void requireNamed(ChartRequest request) {
        if (engine.isPresent()) {
            charts.ifPresent(folder -> named(folder, request));
        }
    }

    /** @throws CrossfadeException CILIUM_CHART where the folder that a person named holds no chart of the release */
    @Override
    public ChartRendering render(ChartRequest request) {
        if (engine.isEmpty()) {
            return new ChartRendering.Refused("this program has no Helm in it; crossfade diff has");
        }
        try {
            Optional<FoundChart> found = find(request);
            if (found.isEmpty()) {
                return new ChartRendering.Refused(
                        "no chart " + title(request) + " is at hand; --charts DIR names a folder that has it");
            }
            if (!found.get().version().equals(request.version())) {
                return new ChartRendering.Refused(mismatch(found.get(), request));
            }
            progress.step("rendering the chart in " + found.get().place());
            return engine.get().render(found.get().chart(), request.release());
        } catch (IOException e) {
            return new ChartRendering.Refused("the chart cannot be read: " + e.getMessage());
        }
    }

    private Optional<FoundChart> find(ChartRequest request) throws IOException {
        if (charts.isPresent()) {
            return Optional.of(named(charts.get(), request));
        }
        if (request.path().isPresent()) {
            return inRepository(request, request.path().get());
        }
        for (Path cache : caches) {
            Path file = cache.resolve(archive(request));
            if (Files.isRegularFile(file)) {
                return Optional.of(archive(file));
            }
        }
        return Optional.empty();
    }

    private static Optional<FoundChart> inRepository(ChartRequest request, String path) throws IOException {
        try {
            return FoundChart.in(request.tree(), path);
        } catch (CrossfadeException unreadable) {
            throw new IOException(unreadable.problems().get(0).message(), unreadable);
        }
    }

    /** A folder that was named and has no such chart is a mistake that somebody wants to hear of. */
    private FoundChart named(Path folder, ChartRequest request) {
        if (!Files.isDirectory(folder)) {
            throw refused(
                    folder,
                    Files.exists(folder) ? folder + " is no folder" : "there is no folder " + folder,
                    "let --charts name the folder that has " + archive(request) + ", or leave it out");
        }
        Path file = folder.resolve(archive(request));
        try {
            if (Files.isRegularFile(file)) {
                return fitting(archive(file), request);
            }
            for (String name : List.of(request.name() + "-" + request.version(), request.name())) {
                if (Files.isRegularFile(folder.resolve(name).resolve("Chart.yaml"))) {
                    return fitting(FoundChart.folder(folder.resolve(name)), request);
                }
            }
        } catch (IOException e) {
            throw refused(
                    folder,
                    "the chart in " + folder + " cannot be read: " + e.getMessage(),
                    "put " + archive(request) + " into it anew: helm pull writes that file");
        }
        throw refused(
                folder,
                "no chart " + title(request) + " in " + folder,
                "put " + archive(request) + " into it: helm pull writes that file");
    }

    private static FoundChart fitting(FoundChart found, ChartRequest request) {
        if (!found.version().equals(request.version())) {
            throw refused(
                    Path.of(found.place()),
                    mismatch(found, request),
                    "take the chart of the release, or leave --charts out");
        }
        return found;
    }

    /** The texts before and after a commit are made from one archive. */
    private FoundChart archive(Path file) throws IOException {
        FoundChart known = read.get(file.toString());
        if (known == null) {
            known = FoundChart.archive(file);
            read.put(file.toString(), known);
        }
        return known;
    }

    private static CrossfadeException refused(Path place, String message, String cure) {
        return new CrossfadeException(ErrorCode.CILIUM_CHART, Where.file(place.toString()), message, cure);
    }

    private static String mismatch(FoundChart found, ChartRequest request) {
        return "the chart at hand is " + found.version() + ", and spec.cilium.version says " + request.version();
    }

    private static String title(ChartRequest request) {
        return request.name() + " " + request.version();
    }

    private static String archive(ChartRequest request) {
        return request.name() + "-" + request.version() + ".tgz";
    }
}
