/**
 * Registers the service worker that makes the page work offline. Only built pages have it, and only once the network
 * can predict: before that it would compete with the first prediction for the connection.
 */
const root = document.documentElement;

function register(): void {
  if (!('serviceWorker' in navigator)) return;
  // Relative to the page, so that the site works under any path. Without it the page still works, online.
  navigator.serviceWorker
    .register(new URL('sw.js', document.baseURI))
    .catch((error: unknown) => console.warn('The page will not work offline:', error));
}

if (root.dataset.ready === 'true') {
  register();
} else {
  const observer = new MutationObserver(() => {
    if (root.dataset.ready !== 'true') return;
    observer.disconnect();
    register();
  });
  observer.observe(root, { attributes: true, attributeFilter: ['data-ready'] });
}
