package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The overlay's UDP port must be free on every node, and it can never change without dropping every tunnel. */
final class TunnelPort {

    private TunnelPort() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        Optional<Tunnel> tunnel = bound.get("spec.cilium.tunnel", Tunnel.class);
        if (tunnel.isEmpty()) {
            return problems;
        }
        int port = tunnel.get().port();
        // of manifests only the inventory knows whether they are canal's, whose overlay is flannel's
        boolean operator = bound.get("spec.calico.install", CalicoInstall.class)
                .filter(install -> install == CalicoInstall.OPERATOR)
                .isPresent();
        boolean vxlan = bound.get("spec.calico.encapsulation", Encapsulation.class)
                .filter(Encapsulation::isVxlan)
                .isPresent();
        if (port < 1 || port > 65535) {
            problems.add(problem(bound, port, "is no port", "use a port between 1 and 65535"));
        } else if (port == 4789 && vxlan && operator) {
            // calico felix/config/config_params.go, VXLANPort
            problems.add(problem(bound, port, "is Calico's own VXLAN port", "use another, such as 8473"));
        } else if (port == 51820 || port == 51821) {
            problems.add(problem(bound, port, "is WireGuard's port in Calico", "use another, such as 8473"));
        } else if (port >= 30000 && port <= 32767) {
            problems.add(problem(bound, port, "lies in the range of NodePorts", "use another, such as 8473"));
        }
        return problems;
    }

    private static Problem problem(Bound bound, int port, String what, String cure) {
        return Problem.blocker(
                ErrorCode.TUNNEL_PORT,
                bound.where("spec.cilium.tunnel.port"),
                "tunnel port " + port + " " + what,
                cure);
    }
}
