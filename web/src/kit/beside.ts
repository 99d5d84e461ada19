/** The address of a file beside the page, under whatever path the page is hosted. */
export const beside = (path: string): string => document.baseURI.replace(/[^/]*([?#].*)?$/, path);
