/** The address of what lies beside the page, under whatever path it is hosted. */
export const beside = (path: string): string => document.baseURI.replace(/[^/]*([?#].*)?$/, path);
