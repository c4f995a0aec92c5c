package dev.crossfade.core.calico;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.spec.AddressDetection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where Calico's objects are kept, and how a phase changes and removes them there. */
public interface CalicoKeeper {

    /** @param manifests gives an adopted object's file */
    static CalicoKeeper of(CalicoInventory calico, CalicoNames names, Function<CalicoHome.Export, String> manifests) {
        CalicoHome home = calico.home();
        if (home instanceof CalicoHome.Files files) {
            return new ManifestKeeper(calico, names, files);
        }
        if (home instanceof CalicoHome.Chart chart) {
            return new ChartKeeper(chart);
        }
        if (home instanceof CalicoHome.Kustomized kustomized) {
            return new KustomizationKeeper(calico, kustomized);
        }
        return new LiveKeeper(calico, (CalicoHome.Live) home, manifests);
    }

    /** The file in which the address detection is changed. */
    String pinned();

    /** Makes Calico take nodes' addresses by this method from now on. */
    void pin(Workspace workspace, AddressDetection detection, String why);

    /** Lets what leaves Git leave the cluster: guards off, pruning in the background. */
    void release(Workspace workspace);

    /** True where this object leaves the cluster by leaving what is kept here. */
    boolean keeps(DeclaredObject object);

    /** Takes the kept objects that the choice names out. */
    void remove(Workspace workspace, Predicate<DeclaredObject> choice);

    /** The files that such a removal changes, for people to read. */
    List<String> losing(Predicate<DeclaredObject> choice);

    /** True where nothing is left at the end, so that the Application has to go with the last objects. */
    boolean endsWithApplication();

    /**
     * Gives the Application its cascading finalizer, one commit before it goes.
     *
     * @param rest what it still applies then
     */
    void arm(Workspace workspace, String finalizer, Predicate<DeclaredObject> rest);

    /** Takes the rest out, and the Application where it ends with it and is still there. */
    void end(Workspace workspace, Predicate<DeclaredObject> rest);
}
