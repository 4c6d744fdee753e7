/** Starts Xvfb on a free display. @returns its name, e.g. ":99", and a function that ends it */
export function startVirtualDisplay(): Promise<{ readonly display: string; readonly stop: () => void }>
