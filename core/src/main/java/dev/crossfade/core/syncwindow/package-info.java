/**
 * When Argo CD may sync, by the sync windows of an AppProject, as argo-cd reads them itself (v3.5, pkg/apis/application/v1alpha1/types.go,
 * and github.com/robfig/cron/v3 for schedules).
 */
@NullMarked
package dev.crossfade.core.syncwindow;

import org.jspecify.annotations.NullMarked;
