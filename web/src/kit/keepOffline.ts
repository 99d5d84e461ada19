/**
 * Files of a laboratory are kept for offline use as they pass the service worker; on a first visit they may arrive before
 * it does. Those are requested once more when it is there, from the browser's own cache.
 */
export function keepOffline(files: readonly (URL | string)[]): void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers || workers.controller) return;
  workers.addEventListener(
    'controllerchange',
    () => {
      // Offline again meanwhile: then they are kept on another visit.
      for (const file of files) fetch(file, { cache: 'force-cache' }).catch(() => {});
    },
    { once: true },
  );
}
