package dev.crossfade.forgetest;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git's smart protocol over HTTP (git-scm.com, "gitprotocol-http"), for who has a token. */
final class GitHttp {
    private static final String UPLOAD = "git-upload-pack";
    private static final String RECEIVE = "git-receive-pack";

    private final Model model;

    GitHttp(Model model) {
        this.model = model;
    }

    /** The whole answer to a request, to be sent by whoever asked for it. */
    Answered answer(HttpExchange exchange, byte[] body) throws IOException {
        Access who = who(exchange.getRequestHeaders().getFirst("Authorization"));
        if (who == null) {
            return Answered.text(401, "authentication needed").with("WWW-Authenticate", "Basic realm=\"forge\"");
        }
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        boolean pushes = path.endsWith(RECEIVE) || ("service=" + RECEIVE).equals(query);
        if (!who.read()) {
            return Answered.text(404, "repository not found");
        }
        if (pushes && !who.push()) {
            return Answered.text(403, "this token may not push");
        }
        if (path.endsWith("/info/refs")) {
            return advertised(
                    pushes ? RECEIVE : UPLOAD, who, exchange.getRequestHeaders().getFirst("Git-Protocol"));
        }
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream sent = new ByteArrayInputStream(body);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (InputStream plain = zipped ? new GZIPInputStream(sent) : sent) {
            if (pushes) {
                received(who, plain, answer);
            } else {
                uploads(exchange.getRequestHeaders().getFirst("Git-Protocol")).upload(plain, answer, null);
            }
        }
        return Answered.bytes("application/x-" + (pushes ? RECEIVE : UPLOAD) + "-result", answer.toByteArray());
    }

    private @Nullable Access who(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return null;
        }
        String pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        synchronized (model) {
            return model.tokens.get(pair.substring(pair.indexOf(':') + 1));
        }
    }

    private Answered advertised(String service, Access who, @Nullable String protocol) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        PacketLineOut lines = new PacketLineOut(answer);
        PacketLineOutRefAdvertiser advertiser = new PacketLineOutRefAdvertiser(lines);
        if (service.equals(RECEIVE)) {
            lines.writeString("# service=" + service + "\n");
            lines.end();
            receives(who).sendAdvertisedRefs(advertiser);
        } else {
            UploadPack uploads = uploads(protocol);
            uploads.sendAdvertisedRefs(advertiser, service);
        }
        return Answered.bytes("application/x-" + service + "-advertisement", answer.toByteArray());
    }

    private UploadPack uploads(@Nullable String protocol) {
        UploadPack uploads = new UploadPack(model.branches.git());
        uploads.setBiDirectionalPipe(false);
        if (protocol != null) {
            uploads.setExtraParameters(java.util.List.of(protocol.split(":", -1)));
        }
        return uploads;
    }

    private ReceivePack receives(Access who) {
        ReceivePack receives = new ReceivePack(model.branches.git());
        receives.setBiDirectionalPipe(false);
        receives.setAtomic(true);
        receives.setAllowNonFastForwards(true);
        receives.setPreReceiveHook((pack, commands) -> guard(commands));
        receives.setPostReceiveHook((pack, commands) -> moved(commands, who));
        return receives;
    }

    private void received(Access who, InputStream plain, ByteArrayOutputStream answer) throws IOException {
        synchronized (model) {
            try {
                receives(who).receive(plain, answer, null);
            } catch (ServiceMayNotContinueException e) {
                throw new IOException(e);
            }
        }
    }

    private void guard(Collection<ReceiveCommand> commands) {
        for (ReceiveCommand command : commands) {
            if (model.guarded.contains(branch(command))) {
                command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "protected branch hook declined");
            }
        }
    }

    private void moved(Collection<ReceiveCommand> commands, Access who) {
        for (ReceiveCommand command : commands) {
            if (command.getType() == ReceiveCommand.Type.CREATE) {
                model.lags.put(branch(command), model.lag);
            }
        }
        model.afterPush(who.login());
    }

    private static String branch(ReceiveCommand command) {
        String name = command.getRefName();
        return name.startsWith(Constants.R_HEADS) ? name.substring(Constants.R_HEADS.length()) : name;
    }
}
